package io.ordertrail.intake.panel;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ordertrail.panel.CallObserver;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.http.Panels;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the panels of the configuration, and the clock, for the whole service. */
@Singleton
public class PanelWiring {

    /** The wall clock. */
    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    /** Fails the start if a panel's settings are wrong, naming the setting. */
    @Produces
    @Singleton
    Panels panels(PanelsConfig config, Vertx vertx, InstantSource clock, MeterRegistry meters) {
        return Panels.of(config, vertx, clock, timing(meters));
    }

    void close(@Disposes Panels panels) {
        panels.close();
    }

    private static CallObserver timing(MeterRegistry meters) {
        return (panel, call, outcome, elapsed) -> Timer.builder("ordertrail.panel.calls")
                .description("Calls to panels, by what is known after them")
                .tag("panel", panel.value())
                .tag("action", call.action())
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(meters)
                .record(elapsed);
    }
}
