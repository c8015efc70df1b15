package io.ordertrail.intake.panel;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.intake.refusal.RefusalMemory;
import io.ordertrail.kit.tracing.Tracing;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.http.Panels;
import io.ordertrail.panel.observation.PanelCallMetrics;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the panels of the configuration, and the clock, for the whole service. */
@Singleton
public class PanelProducer {

    /** The wall clock. */
    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    /** Fails the start if a panel's settings are wrong, naming the setting. */
    @Produces
    @Singleton
    Panels panels(
            PanelsConfig config,
            Vertx vertx,
            InstantSource clock,
            MeterRegistry meters,
            Tracing tracing,
            RefusalMemory learned) {
        return Panels.of(config, vertx, clock, new PanelCallMetrics(config, meters, tracing.tracer()), learned);
    }

    void close(@Disposes Panels panels) {
        panels.close();
    }
}
