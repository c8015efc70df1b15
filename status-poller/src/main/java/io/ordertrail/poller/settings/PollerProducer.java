package io.ordertrail.poller.settings;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.kit.tracing.Tracing;
import io.ordertrail.panel.Dialect;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.http.Panels;
import io.ordertrail.panel.observation.PanelCallMetrics;
import io.ordertrail.poller.change.ChangeRules;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Builds from the settings what knows nothing of CDI. */
@Dependent
class PollerProducer {

    /** In milliseconds, which is what the database keeps at least. */
    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.tick(InstantSource.system(), Duration.ofMillis(1));
    }

    @Produces
    @Singleton
    Panels panels(PanelsConfig config, Vertx vertx, InstantSource clock, MeterRegistry meters, Tracing tracing) {
        return Panels.of(config, vertx, clock, new PanelCallMetrics(config, meters, tracing.tracer()));
    }

    void close(@Disposes Panels panels) {
        panels.close();
    }

    @Produces
    @Singleton
    ChangeRules rules(PollerConfig config, Panels panels) {
        return new ChangeRules(
                config.rules(),
                panel -> config.tickets()
                        && panels.find(panel)
                                .map(Panel::dialect)
                                .filter(Dialect::tickets)
                                .isPresent());
    }
}
