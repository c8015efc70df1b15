package io.ordertrail.refill.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.outbox.crash.CrashPoints;
import io.ordertrail.outbox.trace.Tracing;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.http.Panels;
import io.ordertrail.panel.observation.PanelCalls;
import io.ordertrail.refill.book.CallBudget;
import io.ordertrail.refill.book.DueRefills;
import io.ordertrail.refill.book.Publication;
import io.ordertrail.refill.book.RefillBook;
import io.ordertrail.refill.book.RefillViews;
import io.ordertrail.refill.feed.Hearing;
import io.ordertrail.refill.feed.Intake;
import io.ordertrail.refill.metrics.OpenRefills;
import io.ordertrail.refill.metrics.RefillMeters;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillSettings;
import io.ordertrail.refill.work.TicketDesk;
import io.ordertrail.refill.work.Tools;
import io.ordertrail.refill.work.WorkLoop;
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
class Parts {

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
        return Panels.of(config, vertx, clock, new PanelCalls(config, registry, tracing.tracer()));
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
    RefillBook book(Pool pool, Publication publication, MeterRegistry registry, Panels panels) {
        return new RefillBook(
                pool,
                publication,
                new RefillMeters(
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
    DueRefills due(Pool pool) {
        return new DueRefills(pool);
    }

    /** What one tick earns is saved up, or a panel that is looked at once a tick would be asked less than it allows. */
    @Produces
    @Singleton
    CallBudget budget(Pool pool, PanelsConfig panels, RefillSettings settings) {
        return CallBudget.of(pool, panels, settings.work().tick());
    }

    @Produces
    @Singleton
    RefillViews views(Pool pool) {
        return new RefillViews(pool);
    }

    @Produces
    @Singleton
    Intake intake(RefillBook book, DueRefills due, RefillPolicies policies, InstantSource clock) {
        return new Intake(book, due, new Hearing(policies), clock);
    }

    @Produces
    @Singleton
    Tools tools(
            RefillBook book,
            DueRefills due,
            RefillPolicies policies,
            RefillSettings settings,
            TicketDesk desk,
            CallBudget budget,
            CrashPoints crashPoints,
            InstantSource clock) {
        return new Tools(book, due, policies, settings.work(), desk, budget, crashPoints, clock);
    }

    @Produces
    @Singleton
    WorkLoop loop(RefillSettings settings) {
        return new WorkLoop(settings.work().tick());
    }
}
