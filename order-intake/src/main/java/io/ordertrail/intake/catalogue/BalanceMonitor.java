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
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Asks for balances, tells operators of low ones, and lets orders go on when one is topped up. */
@Singleton
public class BalanceMonitor {

    private static final Logger LOG = Logger.getLogger(BalanceMonitor.class);

    /** Returns what was there before, so that a change is seen once over all replicas. */
    private static final String SAVE = """
            with before as (select balance, balance_low from panel_state where panel = $1 for update)
            insert into panel_state (panel, balance, currency, balance_at, balance_low) values ($1, $2, $3, $4, $5)
            on conflict (panel) do update
               set balance = $2, currency = $3, balance_at = $4, balance_low = $5
            returning (select balance from before) as balance_before, (select balance_low from before) as low_before
            """;

    private final Panels panels;
    private final IntakeConfig config;
    private final Telling telling;
    private final InstantSource clock;
    private final Map<PanelName, BigDecimal> balances = new ConcurrentHashMap<>();

    BalanceMonitor(Panels panels, IntakeConfig config, Telling telling, InstantSource clock, MeterRegistry meters) {
        this.panels = panels;
        this.config = config;
        this.telling = telling;
        this.clock = clock;
        panels.all()
                .forEach(panel -> Gauge.builder("ordertrail.panel.balance", () -> balances.get(panel.name()))
                        .description("Our balance at the panel, in the panel's currency")
                        .tag("panel", panel.name().value())
                        .register(meters));
    }

    /** A panel's balance has risen. */
    public record BalanceIncreased(PanelName panel) {}

    /** Where changes are told, and what runs it. */
    @Singleton
    record Telling(
            Outbox outbox, OperationsEvents operations, Event<BalanceIncreased> toppedUp, BackgroundJobs rounds) {}

    @Scheduled(
            every = "${ordertrail.intake.balance.interval:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return telling.rounds.run(this::askAll);
    }

    private Uni<Void> askAll() {
        return Multi.createFrom()
                .iterable(panels.all())
                .onItem()
                .transformToUniAndMerge(panel -> ask(panel)
                        .onFailure()
                        .invoke(failure -> LOG.warnf("The balance at %s is not known: %s", panel.name(), failure))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> ask(Panel panel) {
        return panel.balance().chain(outcome -> switch (outcome) {
            case Outcome.Answered<Money>(Money balance) -> save(panel.name(), balance);
            case Outcome.Refused<Money>(var refusal) -> unknown(panel, refusal.text());
            case Outcome.NotSent<Money>(var cause) -> unknown(panel, cause);
            case Outcome.Unknown<Money>(var evidence) -> unknown(panel, evidence.explanation());
        });
    }

    private static Uni<Void> unknown(Panel panel, String why) {
        LOG.warnf("The balance at %s is not known: %s", panel.name(), why);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> save(PanelName panel, Money balance) {
        balances.put(panel, balance.amount());
        Instant now = clock.instant();
        Money low = new Money(config.lowBalanceOf(panel.value()), balance.currency());
        boolean isLow = balance.compareTo(low) < 0;
        return telling.outbox.transaction(tx -> tx.preparedQuery(SAVE)
                .execute(Tuple.of(panel.value(), balance.amount(), balance.currency(), OrderRowMapper.at(now), isLow))
                .map(rows -> rows.iterator().next())
                .chain(before -> {
                    BigDecimal was = before.getBigDecimal("balance_before");
                    if (was != null && balance.amount().compareTo(was) > 0) {
                        telling.toppedUp.fire(new BalanceIncreased(panel));
                    }
                    boolean wasLow = Boolean.TRUE.equals(before.getBoolean("low_before"));
                    return isLow == wasLow ? Uni.createFrom().voidItem() : tell(tx, panel, balance, low, isLow, now);
                }));
    }

    private Uni<Void> tell(SqlConnection tx, PanelName panel, Money balance, Money low, boolean isLow, Instant now) {
        return telling.operations.tell(
                tx,
                List.of(isLow ? new BalanceLow(panel, balance, low, now) : new BalanceRestored(panel, balance, now)),
                panel.value());
    }
}
