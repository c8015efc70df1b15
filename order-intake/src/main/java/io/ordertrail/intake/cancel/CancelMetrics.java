package io.ordertrail.intake.cancel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.http.Panels;
import jakarta.inject.Singleton;

/** Counts what panels answer to cancels. Registered at start for every panel, so that rates begin at 0. */
@Singleton
class CancelMetrics {

    private final MeterRegistry meters;

    CancelMetrics(MeterRegistry meters, Panels panels) {
        this.meters = meters;
        panels.all().forEach(panel -> {
            for (Result result : Result.values()) {
                counter(panel.name(), result);
            }
        });
    }

    void decided(PanelName panel, CancelDecision decision) {
        counter(
                        panel,
                        switch (decision) {
                            case CancelDecision.Asked _ -> Result.ASKED;
                            case CancelDecision.Refused _ -> Result.REFUSED;
                            case CancelDecision.Again _ -> Result.AGAIN;
                            case CancelDecision.GivenUp _ -> Result.GIVEN_UP;
                        })
                .increment();
    }

    private Counter counter(PanelName panel, Result result) {
        return Counter.builder("ordertrail.cancels")
                .description("Requests to cancel that were put to panels, by their result")
                .tags("panel", panel.value(), "result", result.tag)
                .register(meters);
    }

    private enum Result {
        ASKED("asked"),
        REFUSED("refused"),
        AGAIN("again"),
        GIVEN_UP("given_up");

        private final String tag;

        Result(String tag) {
            this.tag = tag;
        }
    }
}
