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
import io.ordertrail.refill.work.ClaimWindows;
import io.ordertrail.refill.work.PanelRefillWorkers;
import io.ordertrail.refill.work.RefillWorker;
import io.ordertrail.refill.work.TicketWriter;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** Creates what the service is made of. */
@Singleton
class RefillProducers {

    /** Replaced in tests. */
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
    RefillRepository repository(Pool pool, RefillEventPublisher publisher, MeterRegistry registry, Panels panels) {
        return new RefillRepository(
                pool,
                publisher,
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
    DueRefillQueries dueQueries(Pool pool) {
        return new DueRefillQueries(pool);
    }

    /** Saves the calls of one tick, or a panel that is looked at once a tick would be called less than it allows. */
    @Produces
    @Singleton
    SharedCallBudget budget(Pool pool, PanelsConfig panels, RefillSettings settings) {
        return SharedCallBudget.of(pool, panels, settings.work().tick());
    }

    @Produces
    @Singleton
    RefillQueries refillQueries(Pool pool) {
        return new RefillQueries(pool);
    }

    @Produces
    @Singleton
    OrderEventProcessor processor(
            RefillRepository repository, DueRefillQueries queries, RefillPolicies policies, InstantSource clock) {
        return new OrderEventProcessor(repository, queries, new OrderEventRules(policies), clock);
    }

    @Produces
    @Singleton
    ClaimWindows windows(RefillSettings settings, PanelsConfig config, Panels panels) {
        return new ClaimWindows(settings.work(), config, panels.all());
    }

    @Produces
    @Singleton
    PanelRefillWorkers workers(
            RefillRepository repository,
            DueRefillQueries queries,
            RefillPolicies policies,
            RefillSettings settings,
            TicketWriter tickets,
            SharedCallBudget budget,
            ClaimWindows windows,
            CrashPoints crashPoints,
            InstantSource clock) {
        return new PanelRefillWorkers(
                repository, queries, policies, tickets, budget, settings.work(), windows, crashPoints, clock);
    }

    @Produces
    @Singleton
    RefillWorker worker(RefillSettings settings) {
        return new RefillWorker(settings.work().tick());
    }
}
