package io.ordertrail.intake.doubt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.http.Panels;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/** Counts doubts by what became of them. Registered at start for every panel, so that rates begin at 0. */
@Singleton
class DoubtMetrics {

    private static final String PERSON = "person";
    private static final List<String> RESULTS =
            List.of("adopted", "absent", PERSON, "attached", "resubmitted", "rejected");

    private final MeterRegistry meters;

    DoubtMetrics(MeterRegistry meters, Panels panels) {
        this.meters = meters;
        panels.all().forEach(panel -> RESULTS.forEach(result -> counter(panel.name(), result)));
    }

    /** It is over, by that decision. */
    void settled(PanelName panel, String decision) {
        counter(panel, decision.toLowerCase(Locale.ROOT)).increment();
    }

    /** The panel's answers do not tell; an operator must look. */
    void leftToPerson(PanelName panel) {
        counter(panel, PERSON).increment();
    }

    private Counter counter(PanelName panel, String result) {
        return Counter.builder("ordertrail.doubts.settled")
                .description("Orders in doubt by what became of them, or left to a person")
                .tags("panel", panel.value(), "result", result)
                .register(meters);
    }
}
