package io.ordertrail.refill.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ordertrail.domain.PanelName;
import io.ordertrail.events.RefillEvent;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.lifecycle.RefillState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts published events, and refusals that are not published. Registered at start for every panel, so that rates begin at 0. */
public final class RefillMetrics implements Consumer<OrderRefillState> {

    private static final String PANEL = "panel";

    private final MeterRegistry registry;

    /** Registers the meters of these panels. */
    public RefillMetrics(MeterRegistry registry, Collection<PanelName> panels) {
        this.registry = registry;
        panels.forEach(this::register);
    }

    @Override
    public void accept(OrderRefillState decided) {
        PanelName panel = decided.order().ref().panel();
        decided.refused().forEach(reason -> refused(panel, reason).increment());
        decided.events().forEach(event -> count(panel, event, decided));
        decided.ended().stream()
                .filter(refill -> refill.state() == RefillState.NOT_NEEDED)
                .forEach(refill -> outcome(panel, "not_needed").increment());
    }

    private void count(PanelName panel, RefillEvent event, OrderRefillState decided) {
        switch (event) {
            case RefillEvent.DropFound found ->
                drops(panel, found.drop().evidence()).increment();
            case RefillEvent.RefillRefused refused -> {
                if (decided.refused().isEmpty()) { // otherwise it is already counted
                    refused(panel, refused.reason()).increment();
                }
            }
            case RefillEvent.RefillRequested requested -> {
                outcome(panel, "requested").increment();
                if (requested.attempt() == 1) {
                    since(decided, event.observedAt(), timer(panel, "requested"));
                }
            }
            case RefillEvent.RefillInDoubt _ -> outcome(panel, "in_doubt").increment();
            case RefillEvent.RefillCompleted _ -> {
                outcome(panel, "completed").increment();
                since(decided, event.observedAt(), timer(panel, "completed"));
            }
            case RefillEvent.RefillRejected _ -> outcome(panel, "rejected").increment();
            case RefillEvent.RefillClosed _ -> outcome(panel, "closed").increment();
            case RefillEvent.TicketOpened _ -> tickets(panel).increment();
            case RefillEvent.NeedsOperator _ -> outcome(panel, "needs_operator").increment();
        }
    }

    private static void since(OrderRefillState decided, Instant now, Timer timer) {
        Refill refill = decided.open() != null ? decided.open() : last(decided);
        if (refill != null) {
            timer.record(Duration.between(refill.openedAt(), now));
        }
    }

    private static @Nullable Refill last(OrderRefillState decided) {
        return decided.ended().isEmpty() ? null : decided.ended().getLast();
    }

    private void register(PanelName panel) {
        for (DropEvidence evidence : DropEvidence.values()) {
            drops(panel, evidence);
        }
        for (RefusalReason reason : RefusalReason.values()) {
            refused(panel, reason);
        }
        for (String outcome :
                new String[] {"requested", "in_doubt", "completed", "rejected", "closed", "needs_operator", "not_needed"
                }) {
            outcome(panel, outcome);
        }
        tickets(panel);
        timer(panel, "requested");
        timer(panel, "completed");
    }

    private Counter drops(PanelName panel, DropEvidence evidence) {
        return Counter.builder("ordertrail.refill.drops")
                .description("Drops noticed, by evidence")
                .tag(PANEL, panel.value())
                .tag("evidence", word(evidence))
                .register(registry);
    }

    private Counter refused(PanelName panel, RefusalReason reason) {
        return Counter.builder("ordertrail.refill.refused")
                .description(
                        "Refills that were due or requested by a shop and are not requested at the panel, by reason")
                .tag(PANEL, panel.value())
                .tag("reason", word(reason))
                .register(registry);
    }

    private Counter outcome(PanelName panel, String outcome) {
        return Counter.builder("ordertrail.refill.outcomes")
                .description("Refills by outcome")
                .tag(PANEL, panel.value())
                .tag("outcome", outcome)
                .register(registry);
    }

    private Counter tickets(PanelName panel) {
        return Counter.builder("ordertrail.refill.tickets")
                .description("Tickets opened at panels")
                .tag(PANEL, panel.value())
                .register(registry);
    }

    private Timer timer(PanelName panel, String until) {
        return Timer.builder("ordertrail.refill.time")
                .description("Time from the notice of a drop until the panel takes its refill, or completes it")
                .tag(PANEL, panel.value())
                .tag("until", until)
                .publishPercentileHistogram(false)
                .serviceLevelObjectives(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        Duration.ofHours(6),
                        Duration.ofDays(1),
                        Duration.ofDays(3),
                        Duration.ofDays(7))
                .register(registry);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
