package io.ordertrail.benchmarks.soak;

/** One way in which a run broke a promise. */
public record Violation(Rule rule, String what) {

    /** The invariants that are checked on orders and topics; the numbers are those of docs/proof.md. */
    public enum Rule {
        /** I1: the ledger holds at most one order for each of ours. */
        BOUGHT_TWICE,
        /** I2: every request has exactly one disposition. */
        LOST,
        /** I3: what was accepted is in the ledger under that id, at that panel. */
        WRONG_ADOPTION,
        /** I3: what was rejected is not in the ledger. */
        REJECTED_THOUGH_BOUGHT,
        /** I3: what the ledger holds was accepted, or is in doubt. */
        BOUGHT_AND_FORGOTTEN,
        /** I3: what was accepted is published with the charge that the panel took. */
        WRONG_CHARGE,
        /** An order that was canceled is not submitted after that. */
        SUBMITTED_AFTER_CANCEL,
        /** I4: without faults nothing is in doubt. */
        DOUBT_WITHOUT_CAUSE,
        /** I5: revisions have no gap and never go back; a repeat has the same event id. */
        REVISION_GAP,
        /** I5: one event id means one event. */
        REVISION_REUSED,
        /** I5: a change at the panel that lasted long enough was published. */
        CHANGE_MISSED,
        /** I5: what was published really happened, in that order. */
        CHANGE_INVENTED,
        /** I7: a drop is refilled once. */
        REFILLED_TWICE,
        /** I8: when the faults stop, all work is finished within a limit. */
        NO_REST
    }
}
