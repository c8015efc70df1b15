package io.ordertrail.notifier.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How webhooks are sent, and where they may go. */
@ConfigMapping(prefix = "ordertrail.notifier.webhooks")
public interface WebhookSettings {

    /** From the beginning of an attempt to the end of the answer. */
    @WithDefault("15s")
    Duration timeout();

    /** For the connection alone. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** Whether endpoints may be plain http. */
    @WithDefault("false")
    boolean allowHttp();

    /** Networks that may be connected to though they are not public, as 10.1.0.0/16. */
    Optional<List<String>> allowedNetworks();

    /** The ports that endpoints may use, as 443 or 8000-8999. */
    @WithDefault("443,8443,80,8080")
    List<String> allowedPorts();

    /**
     * A proxy that all webhooks go through, as {@code http://user:password@proxy:4750}. It looks up names and vets
     * addresses then; only hosts that are addresses already are vetted here.
     */
    Optional<URI> proxy();

    /** A file with certificates (PEM) of authorities that vouch for endpoints, in place of the usual ones. */
    Optional<Path> trustedCertificates();

    /** How much of an answer is read; the first kilobyte is kept. A longer one is cut off and counts by its code. */
    @WithDefault("65536")
    int largestAnswer();

    /** How many connections to one host and address. */
    @WithDefault("64")
    int connections();
}
