package io.ordertrail.simulator.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order as the panel really has it.
 *
 * @param id the panel's id; a drip-feed of smmowner may have the same one as an ordinary order
 * @param quantity the quantity delivered in all if everything goes well; of one run for a run
 * @param charge its charge when it was bought
 * @param paidBack the part of the charge that was given back
 * @param dripFeed whether it is a drip-feed or subscription, which is delivered as orders of their own
 * @param parent the id of the drip-feed or subscription that it is a run of; runs cost nothing of their own
 * @param runs the ids of the orders that a drip-feed or subscription has started so far
 * @param boughtAt in simulated time
 * @param boughtAtWall in real time
 * @param count the number that a counter on the page shows now: start count plus delivered minus dropped
 * @param changes its states, oldest first; each is visible at the panel from its time on
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
        boolean dripFeed,
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
     * @param remains the panel's {@code remains} at the beginning
     * @param dropped how many are really gone
     */
    public record Change(String status, long remains, long dropped, Instant at, Instant atWall) {}

    /** A refill that was taken, and its states. */
    public record Refill(String id, Instant at, Instant atWall, List<RefillChange> changes) {}

    /** A change of a refill's state. */
    public record RefillChange(String status, Instant at, Instant atWall) {}

    /** A cancel that was taken; {@code effectiveAt} is absent if it comes too late. */
    public record Cancel(Instant at, Instant atWall, Optional<Instant> effectiveAt) {}
}
