package io.ordertrail.intake.submission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ordertrail.domain.PanelName;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.panel.http.Panels;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Counts submissions by what became of them. Registered at start for every panel, so that rates begin at 0. */
@Singleton
class SubmissionMetrics {

    /** What deploy/prometheus promises: a bucket of the histogram ends exactly there. */
    private static final Duration OBJECTIVE = Duration.ofSeconds(30);

    private static final List<OrderState> OUTCOMES =
            List.of(OrderState.ACCEPTED, OrderState.REJECTED, OrderState.WAITING, OrderState.IN_DOUBT);

    private final MeterRegistry meters;

    SubmissionMetrics(MeterRegistry meters, Panels panels) {
        this.meters = meters;
        panels.all()
                .forEach(panel -> OUTCOMES.forEach(outcome -> {
                    counter(panel.name(), outcome);
                    timer(panel.name(), outcome);
                }));
    }

    void finished(PanelName panel, OrderState outcome, Duration since) {
        counter(panel, outcome).increment();
        timer(panel, outcome).record(since);
    }

    private Counter counter(PanelName panel, OrderState outcome) {
        return Counter.builder("ordertrail.submissions")
                .description("Submissions by what became of them")
                .tags("panel", panel.value(), "outcome", word(outcome))
                .register(meters);
    }

    private Timer timer(PanelName panel, OrderState outcome) {
        return Timer.builder("ordertrail.submission.duration")
                .description("From an order received to its submission settled")
                .tags("panel", panel.value(), "outcome", word(outcome))
                .publishPercentileHistogram()
                .serviceLevelObjectives(OBJECTIVE)
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofHours(1))
                .register(meters);
    }

    private static String word(OrderState outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
