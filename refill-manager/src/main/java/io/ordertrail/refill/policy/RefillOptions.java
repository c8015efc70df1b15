package io.ordertrail.refill.policy;

import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** Settings for all panels, for one, or for one service. What is absent is taken from the wider one. */
public interface RefillOptions {

    /** Whether anything is refilled. Default true. */
    Optional<Boolean> enabled();

    /** Only publish what would be done. Default false. */
    @WithName("dry-run")
    Optional<Boolean> dryRun();

    /** {@code purchase} or {@code completion}. Default completion. */
    @WithName("warranty-from")
    Optional<RefillPolicy.WarrantyStart> warrantyFrom();

    /** Least time between two requests for one order. Default 24 hours. */
    @WithName("cool-down")
    Optional<Duration> coolDown();

    /** Least share of a partial order that was delivered, in percent. Default 50. */
    @WithName("least-delivered-percent")
    Optional<Integer> leastDeliveredPercent();

    /** Whether an order with a newer one on the same link is refilled. Default true. */
    @WithName("under-newer-order")
    Optional<Boolean> underNewerOrder();

    /** How long a refill may run before it is given up. Default 14 days. */
    @WithName("settle-within")
    Optional<Duration> settleWithin();

    /** Signs of drops. */
    Drops drops();

    /** Tries after rejections. */
    Retry retry();

    /** How often running refills are looked at. */
    Follow follow();

    /** Refills whose fate is unknown. */
    Doubt doubt();

    /** The panel's ticket desk. */
    Ticket ticket();

    /** Signs of drops. */
    interface Drops {
        /** Believe a finished order's status that goes back. Default true. */
        Optional<Boolean> status();

        /** Believe a finished order's remains that rise. Default true. */
        Optional<Boolean> remains();

        /** Believe shops' measurements. Default true. */
        Optional<Boolean> measurements();

        /** How many may be missing. Default 10. */
        @WithName("tolerance-absolute")
        Optional<Long> toleranceAbsolute();

        /** How many percent of the order may be missing. Default 5. */
        @WithName("tolerance-percent")
        Optional<Integer> tolerancePercent();

        /** How many measurements must be too low in a row. Default 2. */
        @WithName("in-a-row")
        Optional<Integer> inARow();

        /** Ask for a refill every so many days, without a sign of a drop; 0 is never. Default 0. */
        @WithName("ask-every-days")
        Optional<Integer> askEveryDays();
    }

    /** Tries after rejections. */
    interface Retry {
        /** How many rejections end it. Default 3. */
        Optional<Integer> limit();

        /** The wait after the first. Default 12 hours. */
        Optional<Duration> first();

        /** The longest wait. Default 3 days. */
        Optional<Duration> longest();
    }

    /** How often running refills are looked at: every eighth of their age, within these limits. */
    interface Follow {
        /** The shortest wait. Default 5 minutes. */
        Optional<Duration> soonest();

        /** The longest wait. Default 6 hours. */
        Optional<Duration> latest();
    }

    /** Refills whose fate is unknown. */
    interface Doubt {
        /** Ask the panel again; only where it refuses a second refill of an order. Default false. */
        @WithName("ask-again")
        Optional<Boolean> askAgain();

        /** How long to wait before that. Default 6 hours. */
        Optional<Duration> after();
    }

    /** The panel's ticket desk. */
    interface Ticket {
        /** Open a ticket after the last try. Default true. */
        Optional<Boolean> enabled();

        /** {@code low}, {@code normal}, {@code high} or {@code urgent}. Default normal. */
        Optional<String> priority();
    }
}
