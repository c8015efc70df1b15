package io.ordertrail.intake.stop;

import io.ordertrail.domain.PanelName;
import io.ordertrail.events.OperationsEvent.BuyingResumed;
import io.ordertrail.events.OperationsEvent.BuyingStopped;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.catalogue.OperationsEvents;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.intake.stop.BuyingStop.Scope;
import io.ordertrail.kit.outbox.Outbox;
import io.ordertrail.panel.http.Panels;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stops and resumes buying. The rows are the switch: every replica's claims read them, so that once a stop is stored no order is
 * claimed, by whichever replica. What was claimed before is finished.
 */
@Singleton
public class BuyingStops {

    private static final Logger LOG = Logger.getLogger(BuyingStops.class);
    private static final String SETTING = "ordertrail.intake.stop";
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    /**
     * Taken by every claim before it looks for stops. A stop takes the same lock exclusively before it is stored: the claims that
     * have not seen it are committed by then, and the others see it.
     */
    public static final String LOCK_SHARED = "pg_advisory_xact_lock_shared(hashtext('ordertrail.stop'), 0)";

    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('ordertrail.stop'), 0)";

    /** The same stop again changes nothing. */
    private static final String STOP = """
            insert into buying_stop (scope, reason, stopped_by, stopped_at)
            values ($1, $2, $3, $4)
            on conflict (scope) do update
               set reason = excluded.reason, stopped_by = excluded.stopped_by, stopped_at = excluded.stopped_at,
                   lifted_by = null, lifted_at = null
             where buying_stop.lifted_at is not null or buying_stop.reason <> excluded.reason
            returning scope
            """;

    /** A scope that the setting named at the last start already is left as operators want it. */
    private static final String STOP_BY_SETTING = """
            insert into buying_stop (scope, reason, stopped_by, stopped_at, by_setting)
            select scope, $2::text, $3::text, $4::timestamptz, true from unnest($1::text[]) as named(scope)
            on conflict (scope) do update
               set by_setting = true, lifted_by = null, lifted_at = null,
                   reason = case when buying_stop.lifted_at is null then buying_stop.reason else $2 end,
                   stopped_by = case when buying_stop.lifted_at is null then buying_stop.stopped_by else $3 end,
                   stopped_at = case when buying_stop.lifted_at is null then buying_stop.stopped_at else $4 end
             where not buying_stop.by_setting
            returning scope, stopped_at = $4 as is_new
            """;

    private static final String FORGET_SETTING =
            "update buying_stop set by_setting = false where by_setting and scope <> all ($1::text[])";

    private static final String LIFT = """
            update buying_stop set lifted_by = $2, lifted_at = $3 where scope = $1 and lifted_at is null
            returning scope
            """;

    /** Due from now on: how long they were stopped is no delay of ours. What another stop holds stays as it is. */
    private static final String RELEASE = """
            update orders o set due_at = $1, wait_reason = null
             where o.state = 'WAITING' and o.wait_reason = 'BUYING_STOPPED'
               and not %s
            """.formatted(inForceAt("o.panel"));

    private static final String IN_FORCE =
            "select scope, reason, stopped_by, stopped_at from buying_stop where lifted_at is null order by scope";

    private final Pool pool;
    private final Outbox outbox;
    private final OperationsEvents operations;
    private final Panels panels;
    private final IntakeConfig.Stop config;
    private final InstantSource clock;

    BuyingStops(
            Pool pool,
            Outbox outbox,
            OperationsEvents operations,
            Panels panels,
            IntakeConfig config,
            InstantSource clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.operations = operations;
        this.panels = panels;
        this.config = config.stop();
        this.clock = clock;
    }

    /** Before consumers and jobs start, so that nothing is claimed before the setting holds. */
    void start(@Observes @Priority(1) StartupEvent event) {
        applySetting(named(config.all(), config.panels().orElse(Set.of()), panels))
                .await()
                .atMost(START_LIMIT);
    }

    /**
     * Returns the scopes that the setting names.
     *
     * @throws IllegalArgumentException if there is no such panel
     */
    static List<Scope> named(boolean all, Set<String> names, Panels panels) {
        List<Scope> scopes = new ArrayList<>();
        if (all) {
            scopes.add(Scope.everywhere());
        }
        for (String name : names) {
            scopes.add(panels.all().stream()
                    .filter(panel -> panel.name().value().equals(name))
                    .map(panel -> Scope.at(panel.name()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "%s.panels names '%s', but there is no ordertrail.panels.%s; write the names of panels, with commas"
                                    .formatted(SETTING, name, name))));
        }
        return scopes;
    }

    /** Stops what the setting names and did not name at the last start. */
    Uni<Void> applySetting(List<Scope> scopes) {
        Instant now = clock.instant();
        String[] keys = scopes.stream().map(Scope::key).toArray(String[]::new);
        String reason = "The setting says so.";
        Tuple values = Tuple.of(keys, reason, SETTING, OrderRowMapper.at(now));
        return outbox.transaction(tx -> lock(tx).chain(
                        () -> tx.preparedQuery(FORGET_SETTING).execute(Tuple.of(keys)))
                .chain(() -> tx.preparedQuery(STOP_BY_SETTING).execute(values))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.getBoolean("is_new"))
                        .map(row -> Scope.of(row.getString("scope")))
                        .toList())
                .call(stopped -> Multi.createFrom()
                        .iterable(stopped)
                        .onItem()
                        .transformToUniAndConcatenate(scope -> publishStop(tx, scope, reason, SETTING, now))
                        .collect()
                        .asList())
                .replaceWithVoid());
    }

    /** Stops buying. When it completes, no replica claims an order of that scope any more. Safe to repeat. */
    Uni<BuyingStop> stop(Scope scope, String reason, String by) {
        Instant now = clock.instant();
        return outbox.transaction(tx -> lock(tx).chain(() -> tx.preparedQuery(STOP)
                                .execute(Tuple.of(scope.key(), reason, by, OrderRowMapper.at(now))))
                        .chain(rows -> rows.size() == 0
                                ? Uni.createFrom().voidItem()
                                : publishStop(tx, scope, reason, by, now)))
                .chain(this::inForce)
                .map(stops -> stops.stream()
                        .filter(stop -> Optional.ofNullable(stop.panel()).equals(scope.panel()))
                        .findFirst()
                        // Lifted by somebody else in between: what was done is shown.
                        .orElseGet(() -> new BuyingStop(scope.panel().orElse(null), reason, by, now)));
    }

    /** Resumes buying. Where every panel and one of them are stopped, the other stop stays in force. Safe to repeat. */
    Uni<Void> resume(Scope scope, String by) {
        Instant now = clock.instant();
        return outbox.transaction(tx -> tx.preparedQuery(LIFT)
                .execute(Tuple.of(scope.key(), by, OrderRowMapper.at(now)))
                .chain(rows -> rows.size() == 0 ? Uni.createFrom().voidItem() : publishResumption(tx, scope, by, now)));
    }

    /** Returns the stops that are in force. */
    Uni<List<BuyingStop>> inForce() {
        return pool.query(IN_FORCE)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(BuyingStops::stop)
                        .toList());
    }

    /**
     * Returns the condition that buying is stopped at a panel, as SQL.
     *
     * @param panel a column or a parameter with its name
     */
    public static String inForceAt(String panel) {
        return "exists (select from buying_stop s where s.scope in ('%s', %s) and s.lifted_at is null)"
                .formatted(Scope.EVERYWHERE, panel);
    }

    private static Uni<Void> lock(SqlConnection tx) {
        return tx.query(LOCK).execute().replaceWithVoid();
    }

    private Uni<Void> publishStop(SqlConnection tx, Scope scope, String reason, String by, Instant now) {
        LOG.warnf("Buying %s is stopped by %s: %s", scope, by, reason);
        return operations.publish(tx, List.of(new BuyingStopped(panel(scope), reason, by, now)), scope.key());
    }

    private Uni<Void> publishResumption(SqlConnection tx, Scope scope, String by, Instant now) {
        LOG.warnf("Buying %s is resumed by %s", scope, by);
        return tx.preparedQuery(RELEASE)
                .execute(Tuple.of(OrderRowMapper.at(now)))
                .chain(() -> operations.publish(tx, List.of(new BuyingResumed(panel(scope), by, now)), scope.key()));
    }

    private static @Nullable PanelName panel(Scope scope) {
        return scope.panel().orElse(null);
    }

    private static BuyingStop stop(Row row) {
        return new BuyingStop(
                panel(Scope.of(row.getString("scope"))),
                row.getString("reason"),
                row.getString("stopped_by"),
                row.getOffsetDateTime("stopped_at").toInstant());
    }
}
