package io.ordertrail.intake.doubt;

import java.util.List;

/**
 * What a search of a panel's ids saw.
 *
 * @param from lowest id looked at
 * @param to highest id looked at
 * @param strangers what answered and is not ours
 * @param silent how many ids got no answer that says yes or no: they may hide anything
 */
record IdScanResult(long from, long to, List<UnmatchedPanelOrder> strangers, int silent) {

    /** Keeps a copy. */
    IdScanResult {
        strangers = List.copyOf(strangers);
    }

    /** Whether every id between the two (both excluded) was looked at and answered yes or no. */
    boolean covers(long floor, long ceiling) {
        return silent == 0 && from <= floor + 1 && to >= ceiling - 1;
    }
}
