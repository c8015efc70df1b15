package io.ordertrail.panel;

import io.ordertrail.domain.PanelName;

/** Observes every call to a panel. Called on event loops: it must not block. */
@FunctionalInterface
public interface CallObserver {

    /** Observes nothing. */
    CallObserver NONE = (panel, call) -> outcome -> {};

    /** A call begins now, on the thread that makes it. */
    Observed begun(PanelName panel, PanelCall call);

    /** Receives the end of one call, once. */
    @FunctionalInterface
    interface Observed {

        /**
         * The call has ended.
         *
         * @param outcome {@code answered}, {@code refused}, {@code not_sent} or {@code unknown}
         */
        void ended(String outcome);
    }
}
