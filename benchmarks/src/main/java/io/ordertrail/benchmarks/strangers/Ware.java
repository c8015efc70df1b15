package io.ordertrail.benchmarks.strangers;

import java.math.BigDecimal;

/**
 * A service that a panel sells, as it is; the list of services may say it wrongly, or not at all.
 *
 * @param rate for 1000
 * @param on whether orders are taken for it; it is listed in any case
 * @param limits how its limits are listed
 * @param flagged whether the list says if it can be refilled or canceled, or delivered in portions
 * @param readable whether its entry in the list makes sense
 */
record Ware(
        int id,
        String name,
        boolean comments,
        BigDecimal rate,
        long minimum,
        long maximum,
        boolean dripFeed,
        boolean refill,
        boolean cancel,
        boolean on,
        Limits limits,
        boolean flagged,
        boolean readable) {

    /** How the limits of a service are listed. */
    enum Limits {
        AS_THEY_ARE,
        NO_MAXIMUM,
        MAXIMUM_BELOW_MINIMUM
    }
}
