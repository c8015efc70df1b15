package io.ordertrail.intake.doubt;

import io.ordertrail.trade.PanelOrderId;
import java.util.List;

/** What a look at a doubt came to. */
sealed interface Finding {

    /** It is this one: the order was bought. */
    record Adopt(PanelOrderId id) implements Finding {}

    /** Proven never taken: it may be submitted again. */
    record Absent(String proof) implements Finding {}

    /** Nothing can be said yet. */
    record NotYet(String why) implements Finding {}

    /** The range was searched whole and nothing found, once; the proof needs it again. */
    record CleanSearch() implements Finding {}

    /** Ambiguous: a person decides. */
    record Person(String why, List<PanelOrderId> candidates) implements Finding {}
}
