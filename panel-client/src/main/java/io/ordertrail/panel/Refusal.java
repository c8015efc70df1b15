package io.ordertrail.panel;

import java.time.Duration;
import java.util.Optional;

/**
 * A panel's no.
 *
 * @param text the panel's own words, without our key
 * @param retryAfter what the panel's {@code Retry-After} asked for, with {@link RefusalKind#RATE_LIMITED}
 */
public record Refusal(RefusalKind kind, String text, Optional<Duration> retryAfter) {

    /** A refusal without a time to come back. */
    public static Refusal of(RefusalKind kind, String text) {
        return new Refusal(kind, text, Optional.empty());
    }
}
