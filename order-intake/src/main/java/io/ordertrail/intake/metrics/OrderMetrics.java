package io.ordertrail.intake.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.ordertrail.domain.PanelName;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.intake.stop.BuyingStops;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.http.Panels;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** Samples what is open every few seconds; every replica reports the same figures, so take their maximum. */
@Singleton
class OrderMetrics {

    private static final Logger LOG = Logger.getLogger(OrderMetrics.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /**
     * Open orders only, by the partial indexes; each panel and state has a row, so that none is 0 and not silence. What waits
     * because buying is stopped is not late.
     */
    private static final String ORDERS = """
            with open as (
                select panel, state, case when wait_reason = 'BUYING_STOPPED' then null else due_at end as due, wait_reason
                  from orders where state in ('RECEIVED', 'WAITING')
                union all
                select panel, state, lease_until, null from orders where state = 'SUBMITTING'
                union all
                select panel, 'IN_DOUBT', null, null from doubt where decision is null)
            select p.panel, lower(s.state) as state, count(open.panel) as orders,
                   count(*) filter (where open.wait_reason = 'FUNDS') as for_funds,
                   coalesce(greatest(0, extract(epoch from $2 - min(open.due))), 0)::float8 as overdue
              from unnest($1::text[]) as p(panel)
             cross join unnest(array['RECEIVED', 'WAITING', 'SUBMITTING', 'IN_DOUBT']) as s(state)
              left join open on open.panel = p.panel and open.state = s.state
             group by p.panel, s.state
            """;

    private static final String PANELS = """
            select panel, balance_low::int as low, extract(epoch from $1 - catalogue_at)::float8 as catalogue_age
              from panel_state
            """;

    private static final String STOPS = """
            select p.panel,
                   (%s)::int as stopped
              from unnest($1::text[]) as p(panel)
            """.formatted(BuyingStops.inForceAt("p.panel"));

    /**
     * By two partial indexes, which hold open cancels and those that were given up. Stuck is what was tried three times without
     * a definite answer, and what was given up while the order is not over.
     */
    private static final String CANCELS = """
            with wanted as (
                select panel, count(*) as open, count(*) filter (where cancel_attempts >= 3) as stuck
                  from orders where cancel = 'WANTED' group by panel
            ), given_up as (
                select panel, count(*) as stuck
                  from orders
                 where cancel_given_up_at is not null and (panel_status is null or panel_status not in %s)
                 group by panel
            )
            select p.panel, coalesce(w.open, 0) as open, coalesce(w.stuck, 0) + coalesce(g.stuck, 0) as stuck
              from unnest($1::text[]) as p(panel)
              left join wanted w on w.panel = p.panel
              left join given_up g on g.panel = p.panel
            """.formatted(OrderRowMapper.OVER);

    private static final String LATE_ANSWERS = """
            select p.panel, count(o.id) as open
              from unnest($1::text[]) as p(panel)
              left join (late_answer l join orders o on o.id = l.order_id and l.settled_at is null) on o.panel = p.panel
             group by p.panel
            """;

    private static final String DEAD_LETTERS = """
            select s.consumer, count(d.consumer) as letters
              from unnest(array['order-intake', 'status-poller', 'refill-manager', 'notifier']) as s(consumer)
              left join dead_letter d on d.consumer = s.consumer and d.decision is null
             group by s.consumer
            """;

    private final Pool pool;
    private final InstantSource clock;
    private final String[] panels;
    private final Gauges gauges;
    private Cancellable looking = () -> {};

    OrderMetrics(Pool pool, InstantSource clock, Panels panels, MeterRegistry registry) {
        this.pool = pool;
        this.clock = clock;
        this.panels =
                panels.all().stream().map(Panel::name).map(PanelName::value).toArray(String[]::new);
        this.gauges = Gauges.in(registry);
    }

    void start(@Observes StartupEvent started) {
        looking = Multi.createFrom()
                .ticks()
                .every(INTERVAL)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> look())
                .subscribe()
                .with(_ -> {}, failure -> LOG.error("Sampling open orders for metrics has ended", failure));
    }

    void stop(@Observes ShutdownEvent stopped) {
        looking.cancel();
    }

    private Uni<Void> look() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(ORDERS)
                .execute(Tuple.of(panels, now))
                .invoke(gauges::seeOrders)
                .chain(() -> pool.preparedQuery(PANELS).execute(Tuple.of(now)))
                .invoke(gauges::seePanels)
                .chain(() -> pool.preparedQuery(STOPS).execute(Tuple.of(panels)))
                .invoke(gauges::seeStops)
                .chain(() -> pool.preparedQuery(CANCELS).execute(Tuple.of(panels)))
                .invoke(gauges::seeCancels)
                .chain(() -> pool.preparedQuery(LATE_ANSWERS).execute(Tuple.of(panels)))
                .invoke(gauges::seeLateAnswers)
                .chain(() -> pool.preparedQuery(DEAD_LETTERS).execute())
                .invoke(gauges::seeDeadLetters)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debug("Sampling open orders for metrics failed", failure))
                .onFailure()
                .recoverWithNull();
    }

    private record Gauges(
            MultiGauge orders,
            MultiGauge overdue,
            MultiGauge forFunds,
            MultiGauge balanceLow,
            MultiGauge catalogueAge,
            MultiGauge buyingStopped,
            MultiGauge openCancels,
            MultiGauge stuckCancels,
            MultiGauge lateAnswers,
            MultiGauge letters) {

        static Gauges in(MeterRegistry registry) {
            return new Gauges(
                    MultiGauge.builder("ordertrail.orders")
                            .description("Orders that are not yet settled, by their state")
                            .register(registry),
                    MultiGauge.builder("ordertrail.orders.overdue")
                            .description("For how long the next step of the oldest of them has been due")
                            .baseUnit("seconds")
                            .register(registry),
                    MultiGauge.builder("ordertrail.orders.waiting.funds")
                            .description("Orders that wait because our balance at the panel is too low")
                            .register(registry),
                    MultiGauge.builder("ordertrail.panel.balance.low")
                            .description("1 while our balance at the panel is below the limit")
                            .register(registry),
                    MultiGauge.builder("ordertrail.catalogue.age")
                            .description("Since the panel's services were last read")
                            .baseUnit("seconds")
                            .register(registry),
                    MultiGauge.builder("ordertrail.buying.stopped")
                            .description("1 while buying is stopped at the panel, or at every panel")
                            .register(registry),
                    MultiGauge.builder("ordertrail.cancels.open")
                            .description("Orders whose cancel is wanted and not answered definitely")
                            .register(registry),
                    MultiGauge.builder("ordertrail.cancels.stuck")
                            .description(
                                    "Cancels without a definite answer after three calls, or given up for an order that"
                                            + " is not over")
                            .register(registry),
                    MultiGauge.builder("ordertrail.late.answers.open")
                            .description(
                                    "Ids that a panel gave orders which had gone another way, not settled by an operator")
                            .register(registry),
                    MultiGauge.builder("ordertrail.dead.letters.open")
                            .description("Records that a service could not process and no operator has decided on")
                            .register(registry));
        }

        void seeOrders(RowSet<Row> rows) {
            orders.register(rows(rows, "orders", "panel", "state"), true);
            overdue.register(rows(rows, "overdue", "panel", "state"), true);
            forFunds.register(
                    StreamSupport.stream(rows.spliterator(), false)
                            .filter(row -> row.getString("state").equals("waiting"))
                            .<MultiGauge.Row<?>>map(row -> MultiGauge.Row.of(
                                    Tags.of("panel", row.getString("panel")), row.getLong("for_funds")))
                            .toList(),
                    true);
        }

        void seePanels(RowSet<Row> rows) {
            balanceLow.register(rows(rows, "low", "panel"), true);
            catalogueAge.register(rows(rows, "catalogue_age", "panel"), true);
        }

        void seeStops(RowSet<Row> rows) {
            buyingStopped.register(rows(rows, "stopped", "panel"), true);
        }

        void seeCancels(RowSet<Row> rows) {
            openCancels.register(rows(rows, "open", "panel"), true);
            stuckCancels.register(rows(rows, "stuck", "panel"), true);
        }

        void seeLateAnswers(RowSet<Row> rows) {
            lateAnswers.register(rows(rows, "open", "panel"), true);
        }

        void seeDeadLetters(RowSet<Row> rows) {
            letters.register(
                    StreamSupport.stream(rows.spliterator(), false)
                            .<MultiGauge.Row<?>>map(row -> MultiGauge.Row.of(
                                    Tags.of("service", row.getString("consumer")), row.getLong("letters")))
                            .toList(),
                    true);
        }

        private static List<MultiGauge.Row<?>> rows(RowSet<Row> rows, String value, String... tags) {
            return StreamSupport.stream(rows.spliterator(), false)
                    .filter(row -> row.getValue(value) != null)
                    .<MultiGauge.Row<?>>map(
                            row -> MultiGauge.Row.of(tags(row, tags), ((Number) row.getValue(value)).doubleValue()))
                    .toList();
        }

        private static Tags tags(Row row, String... names) {
            Tags tags = Tags.empty();
            for (String name : names) {
                tags = tags.and(name, row.getString(name));
            }
            return tags;
        }
    }
}
