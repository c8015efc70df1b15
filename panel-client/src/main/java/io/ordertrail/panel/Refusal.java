package io.ordertrail.panel;

import java.time.Duration;
import java.util.Optional;

/**
 * A panel's no.
 *
 * @param text the panel's own words, without the key
 * @param retryAfter what the panel's {@code Retry-After} asked for, with {@link RefusalKind#RATE_LIMITED}
 * @param ofBatch whether this one error stood in place of the answers about several orders
 */
public record Refusal(RefusalKind kind, String text, Optional<Duration> retryAfter, boolean ofBatch) {

    /** Makes the text storable. */
    public Refusal {
        text = StorableText.of(text);
    }

    /** A refusal of a call about one order. */
    public Refusal(RefusalKind kind, String text, Optional<Duration> retryAfter) {
        this(kind, text, retryAfter, false);
    }

    /** A refusal without a time to come back. */
    public static Refusal of(RefusalKind kind, String text) {
        return new Refusal(kind, text, Optional.empty());
    }

    /** Returns the same refusal as one that stood in place of the answers about several orders. */
    public Refusal asBatch() {
        return new Refusal(kind, text, retryAfter, true);
    }

    /**
     * Returns whether it says something about each order that was asked about. One "Incorrect order ID" for a hundred
     * orders does not: they are to be asked about one by one. A rate limit does.
     */
    public boolean holdsForEachOrder() {
        return !ofBatch || kind.holdsForEveryOrder();
    }
}
