package io.ordertrail.intake.catalogue;

import io.ordertrail.domain.PanelName;
import io.ordertrail.events.OperationsEvent;
import io.ordertrail.intake.BackgroundJobs;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.kit.jobs.Backoff;
import io.ordertrail.kit.outbox.Outbox;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.ServiceListing;
import io.ordertrail.panel.http.Panels;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Keeps the catalogue current: replicas share the fetches of each panel's list, and each reloads from the database. An
 * empty or broken list changes nothing.
 */
@Singleton
class CatalogueSync {

    private static final Logger LOG = Logger.getLogger(CatalogueSync.class);

    /** What lasts longer is no connection that was closed before. */
    private static final Duration BROKEN_SOON = Duration.ofSeconds(2);

    private final Map<PanelName, Integer> failures = new ConcurrentHashMap<>();
    /** Which list of each panel is in memory, by the time at which it was read. */
    private final Map<PanelName, Instant> loaded = new ConcurrentHashMap<>();

    private final Panels panels;
    private final Catalogue catalogue;
    private final CatalogueRepository table;
    private final Pool pool;
    private final Outbox outbox;
    private final OperationsEvents operations;
    private final BackgroundJobs jobs;
    private final IntakeConfig.Catalogue config;
    private final InstantSource clock;

    CatalogueSync(
            Panels panels,
            Catalogue catalogue,
            CatalogueRepository table,
            Pool pool,
            Outbox outbox,
            OperationsEvents operations,
            BackgroundJobs jobs,
            IntakeConfig config,
            InstantSource clock) {
        this.panels = panels;
        this.catalogue = catalogue;
        this.table = table;
        this.pool = pool;
        this.outbox = outbox;
        this.operations = operations;
        this.jobs = jobs;
        this.config = config.catalogue();
        this.clock = clock;
    }

    @Scheduled(
            every = "${ordertrail.intake.catalogue.look:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return jobs.run(this::refreshAll);
    }

    private Uni<Void> refreshAll() {
        return Multi.createFrom()
                .iterable(panels.all())
                .onItem()
                .transformToUniAndMerge(panel -> refresh(panel)
                        .onFailure()
                        .invoke(failure ->
                                LOG.warnf("The catalogue of %s was not refreshed: %s", panel.name(), failure))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> refresh(Panel panel) {
        Instant now = clock.instant();
        int failed = failures.getOrDefault(panel.name(), 0);
        return table.claimTry(pool, panel.name(), now, config.interval(), retryAfter(failed))
                .chain(ours -> ours ? fetch(panel) : Uni.createFrom().voidItem())
                .chain(() -> table.readAt(pool, panel.name()))
                .chain(readAt -> readAt.isEmpty() || readAt.equals(Optional.ofNullable(loaded.get(panel.name())))
                        ? Uni.createFrom().voidItem()
                        : load(panel, readAt.get()));
    }

    private Uni<Void> load(Panel panel, Instant readAt) {
        return table.load(pool, panel.name())
                .invoke(services -> {
                    if (!services.isEmpty()) {
                        catalogue.put(panel.name(), services);
                        loaded.put(panel.name(), readAt);
                    }
                })
                .replaceWithVoid();
    }

    /** Soon after the first failures, and less and less often: until the list is read, nothing is bought at the panel. */
    private Duration retryAfter(int failed) {
        return new Backoff(config.firstRetry(), config.retry()).after(failed);
    }

    /** At once again on a broken connection: it may have been closed while it lay idle. */
    private Uni<Void> fetch(Panel panel) {
        return panel.services()
                .chain(outcome ->
                        isBroken(outcome) ? panel.services() : Uni.createFrom().item(outcome))
                .chain(outcome -> take(panel, outcome));
    }

    private static boolean isBroken(Outcome<?> outcome) {
        return outcome instanceof Outcome.NotSent<?>
                || (outcome instanceof Outcome.Unknown<?>(var evidence)
                        && evidence.httpStatus().isEmpty()
                        && evidence.elapsed().compareTo(BROKEN_SOON) < 0);
    }

    private Uni<Void> take(Panel panel, Outcome<List<ServiceListing>> outcome) {
        return switch (outcome) {
            case Outcome.Answered<List<ServiceListing>>(var services)
            when !services.isEmpty() -> store(panel, services);
            case Outcome.Answered<List<ServiceListing>> _ -> ignored(panel, "the list is empty");
            case Outcome.Refused<List<ServiceListing>>(var refusal) -> ignored(panel, refusal.text());
            case Outcome.NotSent<List<ServiceListing>>(var cause) -> ignored(panel, cause);
            case Outcome.Unknown<List<ServiceListing>>(var evidence) -> ignored(panel, evidence.explanation());
        };
    }

    private Uni<Void> ignored(Panel panel, String why) {
        failures.merge(panel.name(), 1, Integer::sum);
        LOG.warnf("The list of services of %s changes nothing: %s", panel.name(), why);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> store(Panel panel, List<ServiceListing> services) {
        failures.remove(panel.name());
        Instant now = clock.instant();
        CatalogueChanges changes = new CatalogueChanges(panel.name(), config.priceThreshold());
        return outbox.transaction(tx -> table.load(tx, panel.name())
                .chain(before -> table.gone(tx, panel.name()).chain(gone -> {
                    List<OperationsEvent> events = changes.between(before, gone, services, now);
                    return table.save(tx, panel.name(), services, now)
                            .chain(() ->
                                    operations.publish(tx, events, panel.name().value()));
                })));
    }
}
