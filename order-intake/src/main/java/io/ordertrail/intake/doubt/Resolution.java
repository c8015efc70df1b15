package io.ordertrail.intake.doubt;

import io.ordertrail.domain.PanelOrderId;
import java.util.List;

/** What a look at a doubt came to. */
sealed interface Resolution {

    /** It is this one: the order was bought. */
    record Adopt(PanelOrderId id) implements Resolution {}

    /** Proven never taken: it may be submitted again. */
    record Absent(String proof) implements Resolution {}

    /** Nothing can be said yet. */
    record NotYet(String why) implements Resolution {}

    /** The range was searched whole and nothing found, once; the proof needs it again. */
    record CleanSearch() implements Resolution {}

    /** Ambiguous: a person decides. */
    record NeedsOperator(String why, List<PanelOrderId> candidates) implements Resolution {}
}
