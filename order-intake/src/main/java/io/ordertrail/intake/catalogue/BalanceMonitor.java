package io.ordertrail.intake.catalogue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.PanelName;
import io.ordertrail.events.OperationsEvent.BalanceLow;
import io.ordertrail.events.OperationsEvent.BalanceRestored;
import io.ordertrail.intake.BackgroundJobs;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.kit.outbox.Outbox;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.http.Panels;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Reads balances, notifies operators of low ones, and lets orders go on when one has risen. */
@Singleton
public class BalanceMonitor {

    private static final Logger LOG = Logger.getLogger(BalanceMonitor.class);

    private static final String INSERT = "insert into panel_state (panel) values ($1) on conflict do nothing";

    /**
     * A statement of its own: within the one that updates the row, a lock of it finds nothing, since the command has changed
     * the row itself. With the row locked, each change is seen once over all replicas.
     */
    private static final String BEFORE =
            "select balance, balance_at, balance_low from panel_state where panel = $1 for no key update";

    /**
     * An order that was under way while the balance was read may be in it or not: then it is no witness, and the last one
     * that is stays.
     */
    private static final String SAVE = """
            update panel_state p
               set balance = $2, currency = $3, balance_at = $4, balance_low = $5,
                   balance_rose_at = case when $6 then $4 else p.balance_rose_at end,
                   witness_balance = case when reading.clear then $2 else p.witness_balance end,
                   witness_at = case when reading.clear then $4 else p.witness_at end
              from (select not exists (
                        select from orders
                         where panel = $1 and (state = 'SUBMITTING' or (state = 'ACCEPTED' and accepted_at >= $7))
                    ) as clear) reading
             where p.panel = $1
            """;

    private final Panels panels;
    private final IntakeConfig config;
    private final Outbox outbox;
    private final OperationsEvents operations;
    private final Event<BalanceIncreased> increased;
    private final BackgroundJobs jobs;
    private final InstantSource clock;
    private final Map<PanelName, BigDecimal> balances = new ConcurrentHashMap<>();

    BalanceMonitor(
            Panels panels,
            IntakeConfig config,
            Outbox outbox,
            OperationsEvents operations,
            Event<BalanceIncreased> increased,
            BackgroundJobs jobs,
            InstantSource clock,
            MeterRegistry meters) {
        this.panels = panels;
        this.config = config;
        this.outbox = outbox;
        this.operations = operations;
        this.increased = increased;
        this.jobs = jobs;
        this.clock = clock;
        panels.all()
                .forEach(panel -> Gauge.builder("ordertrail.panel.balance", () -> balances.get(panel.name()))
                        .description("Our balance at the panel, in the panel's currency")
                        .tag("panel", panel.name().value())
                        .register(meters));
    }

    /** A panel's balance has risen. */
    public record BalanceIncreased(PanelName panel) {}

    @Scheduled(
            every = "${ordertrail.intake.balance.interval:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return jobs.run(this::askAll);
    }

    private Uni<Void> askAll() {
        return Multi.createFrom()
                .iterable(panels.all())
                .onItem()
                .transformToUniAndMerge(panel -> ask(panel)
                        .onFailure()
                        .invoke(failure -> LOG.warnf("The balance at %s is unknown: %s", panel.name(), failure))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> ask(Panel panel) {
        Instant asked = clock.instant();
        return panel.balance().chain(outcome -> switch (outcome) {
            case Outcome.Answered<Money>(Money balance) -> answered(panel.name(), balance, asked);
            case Outcome.Refused<Money>(var refusal) -> unknown(panel, refusal.text());
            case Outcome.NotSent<Money>(var cause) -> unknown(panel, cause);
            case Outcome.Unknown<Money>(var evidence) -> unknown(panel, evidence.explanation());
        });
    }

    private static Uni<Void> unknown(Panel panel, String why) {
        LOG.warnf("The balance at %s is unknown: %s", panel.name(), why);
        return Uni.createFrom().voidItem();
    }

    /**
     * Orders that wait here go on if the balance is above the one that this replica or any other read last: each replica has
     * its own pauses.
     */
    Uni<Void> answered(PanelName panel, Money balance, Instant asked) {
        BigDecimal own = balances.put(panel, balance.amount());
        boolean aboveOwn = own != null && balance.amount().compareTo(own) > 0;
        return outbox.transaction(tx -> tx.preparedQuery(INSERT)
                        .execute(Tuple.of(panel.value()))
                        .chain(() -> tx.preparedQuery(BEFORE).execute(Tuple.of(panel.value())))
                        .chain(rows ->
                                save(tx, panel, balance, asked, rows.iterator().next())))
                .invoke(rose -> {
                    if (rose || aboveOwn) {
                        increased.fire(new BalanceIncreased(panel));
                    }
                })
                .replaceWithVoid();
    }

    /** Returns whether the balance has risen. A reading that another replica has overtaken changes nothing. */
    private Uni<Boolean> save(SqlConnection tx, PanelName panel, Money balance, Instant asked, Row before) {
        OffsetDateTime readAt = before.getOffsetDateTime("balance_at");
        if (readAt != null && readAt.toInstant().isAfter(asked)) {
            return Uni.createFrom().item(false);
        }
        Instant now = clock.instant();
        BigDecimal was = before.getBigDecimal("balance");
        boolean rose = was != null && balance.amount().compareTo(was) > 0;
        Money low = new Money(config.lowBalanceOf(panel.value()), balance.currency());
        boolean isLow = balance.compareTo(low) < 0;
        Tuple values = Tuple.tuple()
                .addString(panel.value())
                .addBigDecimal(balance.amount())
                .addString(balance.currency())
                .addOffsetDateTime(OrderRowMapper.at(now))
                .addBoolean(isLow)
                .addBoolean(rose)
                .addOffsetDateTime(OrderRowMapper.at(asked.minus(config.doubt().clockSkew())));
        return tx.preparedQuery(SAVE)
                .execute(values)
                .chain(() -> isLow == before.getBoolean("balance_low")
                        ? Uni.createFrom().voidItem()
                        : notify(tx, panel, balance, low, isLow, now))
                .replaceWith(rose);
    }

    private Uni<Void> notify(SqlConnection tx, PanelName panel, Money balance, Money low, boolean isLow, Instant now) {
        return operations.publish(
                tx,
                List.of(isLow ? new BalanceLow(panel, balance, low, now) : new BalanceRestored(panel, balance, now)),
                panel.value());
    }
}
