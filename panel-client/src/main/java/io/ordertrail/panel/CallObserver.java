package io.ordertrail.panel;

import io.ordertrail.trade.PanelName;
import java.time.Duration;

/** Hears of every call to a panel, for metrics. Called on event loops: it must not block. */
@FunctionalInterface
public interface CallObserver {

    /** Hears nothing. */
    CallObserver NONE = (panel, call, outcome, elapsed) -> {};

    /**
     * @param outcome {@code answered}, {@code refused}, {@code not_sent} or {@code unknown}
     */
    void called(PanelName panel, PanelCall call, String outcome, Duration elapsed);
}
