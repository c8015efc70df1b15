package io.ordertrail.refill.policy;

import io.ordertrail.kit.jobs.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The policy for one service of one panel. Immutable; found in {@link RefillPolicies}.
 *
 * @param enabled whether anything is refilled at all
 * @param dryRun whether to publish only what would be done: no panel is asked
 * @param warrantyStart what the warranty is counted from
 * @param coolDown least time between two requests for one order
 * @param leastDeliveredPercent of an order that ended partial, below which it is not refilled
 * @param refillUnderNewerOrder whether an order is refilled when a newer one has the same link
 * @param settleWithin how long a refill that the panel took may run before it is given up
 */
public record RefillPolicy(
        boolean enabled,
        boolean dryRun,
        DropSources drops,
        WarrantyStart warrantyStart,
        Duration coolDown,
        int leastDeliveredPercent,
        boolean refillUnderNewerOrder,
        Tries tries,
        Duration settleWithin,
        Pace pace,
        DoubtPolicy doubt,
        TicketPolicy ticket) {

    /** What a warranty is counted from. */
    public enum WarrantyStart {
        /** The order's purchase: the stricter reading. */
        PURCHASE,
        /** The order's end at the panel: the last time that it was seen unfinished. */
        COMPLETION
    }

    /**
     * Which signs of a drop are believed.
     *
     * @param status a finished order's status goes back
     * @param remains a finished order's remains rise
     * @param measurement a shop counts too few
     * @param schedule every how long a refill is asked for without a sign of a drop; empty for never
     */
    public record DropSources(
            boolean status, boolean remains, Optional<Tolerance> measurement, Optional<Duration> schedule) {}

    /**
     * How far a shop's count may be below start count + quantity. Both limits must be passed.
     *
     * @param inARow how many measurements must be too low, one after the other
     */
    public record Tolerance(long absolute, int percent, int inARow) {

        /** Returns whether so many missing of so many delivered are a drop. */
        public boolean isPassedBy(long missing, long delivered) {
            return missing > absolute && missing * 100 > delivered * percent;
        }
    }

    /**
     * What follows rejections.
     *
     * @param limit how many rejected refills end it
     * @param first the wait after the first rejection; doubled after each further one
     * @param longest the wait is never longer
     */
    public record Tries(int limit, Duration first, Duration longest) {

        /** Returns when to ask again after so many rejections; empty after the last try. */
        public Optional<Instant> next(int rejections, Instant now) {
            if (rejections >= limit) {
                return Optional.empty();
            }
            return Optional.of(now.plus(new Backoff(first, longest).after(rejections)));
        }
    }

    /**
     * How often a running refill's status is asked for: an eighth of its age, between these.
     */
    public record Pace(Duration soonest, Duration latest) {

        private static final int AGE_SHARE = 8;

        /** Returns when to look again at a refill that was requested then. */
        public Instant next(Instant requestedAt, Instant now) {
            Duration wait = Duration.between(requestedAt, now).dividedBy(AGE_SHARE);
            Duration atLeast = wait.compareTo(soonest) < 0 ? soonest : wait;
            return now.plus(atLeast.compareTo(latest) > 0 ? latest : atLeast);
        }
    }

    /**
     * What is done about a refill that the panel may have taken.
     *
     * @param askAgain whether the panel is asked again after the wait, for its "already requested" to decide; only for
     *     panels that are known to refuse a second refill of an order
     * @param after how long to wait for the order's own status to show it, before the panel is asked again or an
     *     operator is notified
     */
    public record DoubtPolicy(boolean askAgain, Duration after) {}

    /**
     * Whether a ticket is opened, where the panel has a ticket desk.
     *
     * @param priority low, normal, high or urgent
     */
    public record TicketPolicy(boolean enabled, String priority) {}
}
