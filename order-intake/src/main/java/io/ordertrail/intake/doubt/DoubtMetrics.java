package io.ordertrail.intake.doubt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.http.Panels;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/** Counts doubts by their end. Registered at start for every panel, so that rates begin at 0. */
@Singleton
class DoubtMetrics {

    private static final String OPERATOR = "operator";
    private static final List<String> RESULTS =
            List.of("adopted", "absent", OPERATOR, "attached", "resubmitted", "rejected");

    private final MeterRegistry meters;

    DoubtMetrics(MeterRegistry meters, Panels panels) {
        this.meters = meters;
        panels.all().forEach(panel -> RESULTS.forEach(result -> counter(panel.name(), result)));
    }

    /** A doubt ended by that decision. */
    void settled(PanelName panel, String decision) {
        counter(panel, decision.toLowerCase(Locale.ROOT)).increment();
    }

    /** The panel's answers decide nothing; an operator must look. */
    void leftToOperator(PanelName panel) {
        counter(panel, OPERATOR).increment();
    }

    private Counter counter(PanelName panel, String result) {
        return Counter.builder("ordertrail.doubts.settled")
                .description("Doubts by their end, or left to an operator")
                .tags("panel", panel.value(), "result", result)
                .register(meters);
    }
}
