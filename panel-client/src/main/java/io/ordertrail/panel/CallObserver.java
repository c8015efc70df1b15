package io.ordertrail.panel;

import io.ordertrail.domain.PanelName;

/** Hears of every call to a panel. Called on event loops: it must not block. */
@FunctionalInterface
public interface CallObserver {

    /** Hears nothing. */
    CallObserver NONE = (panel, call) -> outcome -> {};

    /** A call begins now, on the thread that asked for it. */
    Observed begun(PanelName panel, PanelCall call);

    /** Hears of the end of one call, once. */
    @FunctionalInterface
    interface Observed {

        /**
         * It is over.
         *
         * @param outcome {@code answered}, {@code refused}, {@code not_sent} or {@code unknown}
         */
        void ended(String outcome);
    }
}
