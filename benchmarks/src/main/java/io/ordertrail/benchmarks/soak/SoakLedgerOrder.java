package io.ordertrail.benchmarks.soak;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * An order that a panel really took, from the simulator's ledger: the truth.
 *
 * @param link each order of a soak has a link of its own, which maps ledger and order book one to one
 * @param changes what it was in, oldest first
 * @param refills how many refills the panel took and did not reject
 */
record SoakLedgerOrder(
        String panel,
        String panelOrderId,
        String link,
        BigDecimal charge,
        String fate,
        List<Change> changes,
        int refills) {

    /** A state, in the panel's word, and when it began by the clock on the wall. */
    record Change(String status, Instant at) {}
}
