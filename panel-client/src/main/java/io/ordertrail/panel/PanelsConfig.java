package io.ordertrail.panel;

import io.ordertrail.domain.OrderStatus;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The panels by the name that orders use: {@code ordertrail.panels.<name>.*}. */
@ConfigMapping(prefix = "ordertrail.panels")
public interface PanelsConfig {

    /** Each panel by its name: lower-case letters, digits and hyphens. */
    @WithParentName
    Map<String, PanelConfig> panels();

    /** One panel. */
    interface PanelConfig {

        /**
         * Its dialect: {@code smmnew}, {@code smmowner}, {@code promosmm}, {@code smmnova}, {@code smmgulf}, or
         * {@code standard} for another. The panel's name where this is absent and the name is one of these.
         */
        Optional<String> dialect();

        /** The API's URL, such as {@code https://promosmm.com/api/v2}. Redirects are not followed: they leak the key. */
        URI url();

        /** The API key. Set it by the environment ({@code ORDERTRAIL_PANELS_PROMOSMM_KEY}), or use key-file. */
        Optional<String> key();

        /** A file that holds the key and nothing else, such as a mounted secret. */
        Optional<Path> keyFile();

        /** The currency of amounts that come without one. */
        @WithDefault("USD")
        String currency();

        /** How long a call may take in all once it has a connection; it waits for that as long as connect-timeout says. */
        @WithDefault("30s")
        Duration timeout();

        /** How long the connection may take, waiting for a free one of the pool included. */
        @WithDefault("5s")
        Duration connectTimeout();

        /** The largest answer that is read, in bytes; {@code services} can be large. */
        @WithDefault("33554432")
        int maxBody();

        /** How many calls a second this service may make, over all its replicas. */
        @WithDefault("5")
        double requestsPerSecond();

        /**
         * How many calls of this replica may be under way at once. Idle connections may be more: the poller has some on
         * each event loop.
         */
        @WithDefault("8")
        int concurrency();

        /** How many orders one status call asks for; panels allow 100. */
        OptionalInt chunk();

        /**
         * Whether everything at the account is bought by this installation. Where orders are bought by hand or by another
         * system as well, set it to false: an order that was found in a search is then never taken for a lost one without an
         * operator.
         */
        @WithDefault("true")
        boolean exclusiveAccount();

        /** The {@code User-Agent} of all calls. Some firewalls let only browsers through. */
        @WithDefault("Ordertrail")
        String userAgent();

        /** More headers of all calls, by name. Not {@code Host}, nor what describes the body. Values may be secret. */
        Map<String, String> headers();

        /** More texts that this panel refuses with, each with its {@link RefusalKind} in lower case with hyphens. */
        Map<String, String> refusals();

        /**
         * More words of this panel for the states of orders and refills, each with its {@link OrderStatus} or
         * {@link RefillStatus} in lower case with hyphens.
         */
        Map<String, String> statusWords();
    }
}
