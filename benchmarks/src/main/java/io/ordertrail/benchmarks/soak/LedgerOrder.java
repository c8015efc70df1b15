package io.ordertrail.benchmarks.soak;

import java.math.BigDecimal;

/**
 * An order that a panel really took, from the simulator's ledger: the truth.
 *
 * @param link each order of a soak has a link of its own, which maps ledger and order book one to one
 */
record LedgerOrder(String panel, String panelOrderId, String link, BigDecimal charge) {}
