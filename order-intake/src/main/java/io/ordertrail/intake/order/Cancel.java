package io.ordertrail.intake.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a shop's request to cancel an order stands.
 *
 * @param attempts calls to the panel without a definite answer, one under way included
 * @param askedAt when the panel was last asked, or null
 * @param dueAt when the panel is asked next, or null if it is not
 * @param message the panel's last words about it, or null
 * @param givenUp whether the panel was asked often enough without a definite answer, so that an operator is needed
 */
public record Cancel(
        Status status,
        int attempts,
        @Nullable Instant askedAt,
        @Nullable Instant dueAt,
        @Nullable String message,
        boolean givenUp) {

    /** What is known of it. */
    public enum Status {
        /** The shop wants it, and the panel has not answered yet. */
        WANTED,
        /** The panel said that it would try; only the order's status says whether it was canceled. */
        ASKED,
        /** The order is not canceled. */
        REFUSED
    }
}
