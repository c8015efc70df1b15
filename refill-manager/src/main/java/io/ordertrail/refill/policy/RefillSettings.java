package io.ordertrail.refill.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Map;

/**
 * {@code ordertrail.refill.*}: policies for all panels, for one ({@code panels.<panel>.*}) and for one service of it
 * ({@code panels.<panel>.services.<id>.*}). What is not set for a service is as for its panel, then as for all.
 */
@ConfigMapping(prefix = "ordertrail.refill")
public interface RefillSettings extends RefillOptions {

    /** Policies by panel, under the panel's name. */
    Map<String, PanelChoices> panels();

    /** How the work is done. */
    Work work();

    /** What is set for a panel. */
    interface PanelChoices extends RefillOptions {

        /** Policies by service, under the panel's id of it. */
        Map<String, RefillOptions> services();
    }

    /** How the work is done, for all panels. */
    interface Work {

        /** How often to look for due refills. */
        @WithDefault("2s")
        Duration tick();

        /** How many refills to claim at once where the panel refills many in one call; at most 100. */
        @WithDefault("100")
        int batch();

        /** How many to claim at once where the panel refills one a call. All their timeouts must fit into the lease; checked at start. */
        @WithName("single-batch")
        @WithDefault("8")
        int singleBatch();

        /**
         * After how long a request without a stored answer is in doubt. Nine tenths of it must fit connect-timeout and the
         * timeout of each call of a claim; checked at start.
         */
        @WithDefault("5m")
        Duration lease();

        /** The pause after a panel's first failure; doubled after each further one. */
        @WithName("panel-back-off")
        @WithDefault("30s")
        Duration panelBackOff();

        /** The longest wait after a panel's failures. */
        @WithName("longest-panel-back-off")
        @WithDefault("15m")
        Duration longestPanelBackOff();

        /** How long calls in flight may take when the service stops. */
        @WithDefault("20s")
        Duration grace();
    }
}
