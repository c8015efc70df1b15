package io.ordertrail.simulator.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The truth about an order.
 *
 * @param id the panel's
 * @param quantity delivered in all if everything goes well; of one run for a run
 * @param charge what it cost when it was bought
 * @param paidBack what of it was given back
 * @param parent the drip-feed or subscription that it is a run of; runs cost nothing of their own
 * @param runs the orders that a drip-feed or subscription has become so far
 * @param boughtAt simulated
 * @param boughtAtWall outside
 * @param count what a counter on the page would say now: start count, what was delivered, less what dropped
 * @param changes what it was in, oldest first; every one is visible at the panel from its time on
 */
public record LedgerOrder(
        String panel,
        String id,
        int service,
        String link,
        long quantity,
        BigDecimal charge,
        BigDecimal paidBack,
        String currency,
        Optional<String> parent,
        List<String> runs,
        String fate,
        Instant boughtAt,
        Instant boughtAtWall,
        long startCount,
        long count,
        List<Change> changes,
        List<Refill> refills,
        List<Cancel> cancels) {

    /**
     * A change of state.
     *
     * @param status the panel's word
     * @param remains what the panel says at the beginning
     * @param dropped how many are truly gone
     */
    public record Change(String status, long remains, long dropped, Instant at, Instant atWall) {}

    /** A refill that was taken, and its states. */
    public record Refill(String id, Instant at, Instant atWall, List<RefillChange> changes) {}

    /** A change of a refill's state. */
    public record RefillChange(String status, Instant at, Instant atWall) {}

    /** A cancel that was taken; {@code effectiveAt} is absent if it comes too late. */
    public record Cancel(Instant at, Instant atWall, Optional<Instant> effectiveAt) {}
}
