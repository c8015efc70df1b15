package io.ordertrail.refill.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.kit.crash.CrashPoints;
import io.ordertrail.kit.tracing.Tracing;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.http.Panels;
import io.ordertrail.panel.observation.PanelCallMetrics;
import io.ordertrail.refill.ingest.OrderEventProcessor;
import io.ordertrail.refill.ingest.OrderEventRules;
import io.ordertrail.refill.metrics.OpenRefills;
import io.ordertrail.refill.metrics.RefillMetrics;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillSettings;
import io.ordertrail.refill.storage.DueRefillQueries;
import io.ordertrail.refill.storage.RefillEventPublisher;
import io.ordertrail.refill.storage.RefillQueries;
import io.ordertrail.refill.storage.RefillRepository;
import io.ordertrail.refill.storage.SharedCallBudget;
import io.ordertrail.refill.work.RefillWorker;
import io.ordertrail.refill.work.TicketWriter;
import io.ordertrail.refill.work.Tools;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** The real parts. */
@Singleton
class RefillProducers {

    /** A test brings its own. */
    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Panels panels(PanelsConfig config, Vertx vertx, InstantSource clock, MeterRegistry registry, Tracing tracing) {
        return Panels.of(config, vertx, clock, new PanelCallMetrics(config, registry, tracing.tracer()));
    }

    void close(@Disposes Panels panels) {
        panels.close();
    }

    @Produces
    @Singleton
    RefillPolicies policies(RefillSettings settings, PanelsConfig panels) {
        return RefillPolicies.of(settings, panels.panels().keySet());
    }

    @Produces
    @Singleton
    RefillRepository book(Pool pool, RefillEventPublisher publication, MeterRegistry registry, Panels panels) {
        return new RefillRepository(
                pool,
                publication,
                new RefillMetrics(
                        registry, panels.all().stream().map(Panel::name).toList()));
    }

    @Produces
    @Singleton
    OpenRefills openRefills(Pool pool, MeterRegistry registry, Panels panels) {
        return new OpenRefills(
                pool, registry, panels.all().stream().map(Panel::name).toList());
    }

    @Produces
    @Singleton
    DueRefillQueries due(Pool pool) {
        return new DueRefillQueries(pool);
    }

    /** What one tick earns is saved up, or a panel that is looked at once a tick would be asked less than it allows. */
    @Produces
    @Singleton
    SharedCallBudget budget(Pool pool, PanelsConfig panels, RefillSettings settings) {
        return SharedCallBudget.of(pool, panels, settings.work().tick());
    }

    @Produces
    @Singleton
    RefillQueries views(Pool pool) {
        return new RefillQueries(pool);
    }

    @Produces
    @Singleton
    OrderEventProcessor intake(
            RefillRepository book, DueRefillQueries due, RefillPolicies policies, InstantSource clock) {
        return new OrderEventProcessor(book, due, new OrderEventRules(policies), clock);
    }

    @Produces
    @Singleton
    Tools tools(
            RefillRepository book,
            DueRefillQueries due,
            RefillPolicies policies,
            RefillSettings settings,
            TicketWriter desk,
            SharedCallBudget budget,
            CrashPoints crashPoints,
            InstantSource clock) {
        return new Tools(book, due, policies, settings.work(), desk, budget, crashPoints, clock);
    }

    @Produces
    @Singleton
    RefillWorker loop(RefillSettings settings) {
        return new RefillWorker(settings.work().tick());
    }
}
