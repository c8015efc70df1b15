package io.ordertrail.benchmarks.soak;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order that a panel really took, from the simulator's ledger.
 *
 * @param link each order of a soak has a link of its own, which its runs at the panel share
 * @param parent the drip-feed or subscription that it is a run of, or null
 * @param changes its states, oldest first
 * @param refills how many refills the panel took and did not reject
 */
record SoakLedgerOrder(
        String panel,
        String panelOrderId,
        String link,
        @Nullable String parent,
        BigDecimal charge,
        String fate,
        List<Change> changes,
        int refills) {

    /** A state in the panel's word, and when it began in real time. */
    record Change(String status, Instant at) {}

    /** Returns whether it is a run of a drip-feed or subscription, not bought by itself. */
    boolean isRun() {
        return parent != null;
    }
}
