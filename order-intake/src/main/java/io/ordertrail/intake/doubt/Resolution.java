package io.ordertrail.intake.doubt;

import io.ordertrail.domain.PanelOrderId;
import java.util.List;

/** The result of one look at a doubt. */
public sealed interface Resolution {

    /** The order was bought, and this is its id. */
    record Adopt(PanelOrderId id) implements Resolution {}

    /** Proven never taken: it may be submitted again. */
    record Absent(String proof) implements Resolution {}

    /**
     * Nothing can be said yet.
     *
     * @param candidates ids that may be the order
     */
    record NotYet(String why, List<PanelOrderId> candidates) implements Resolution {

        /** Without a candidate. */
        public NotYet(String why) {
            this(why, List.of());
        }
    }

    /** Nothing can be said, because the panel's answers were missing or said nothing. */
    record NoAnswer(String why) implements Resolution {}

    /** The complete range was searched and nothing found, once; the proof needs it again. */
    record CleanSearch() implements Resolution {}

    /**
     * An operator must look.
     *
     * @param candidates ids that may be the order
     * @param stillSearched whether a later look may settle it after all
     */
    record NeedsOperator(String why, List<PanelOrderId> candidates, boolean stillSearched) implements Resolution {}
}
