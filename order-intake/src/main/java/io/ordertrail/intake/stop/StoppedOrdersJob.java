package io.ordertrail.intake.stop;

import io.ordertrail.events.SubmissionEvent.OrderWaiting;
import io.ordertrail.events.SubmissionEvent.WaitReason;
import io.ordertrail.intake.BackgroundJobs;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.kit.outbox.Outbox;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Reports orders that are due where buying is stopped as waiting for it. They are held by the claims, not by this. */
@Singleton
class StoppedOrdersJob {

    private static final Logger LOG = Logger.getLogger(StoppedOrdersJob.class);
    private static final int BATCH = 200;

    /** Shops see it; the operator's reason is none of their business. */
    private static final String MESSAGE = "Buying at the panel is stopped for now.";

    /** Only what would be claimed, and once: what waits for another reason is reported when it is due. */
    private static final String HOLD = """
            with held as (
                select id from orders
                 where state in ('RECEIVED', 'WAITING') and due_at <= $1 and cancel is null
                   and wait_reason is distinct from 'BUYING_STOPPED'
                   and %s
                 order by due_at, id limit $3
                   for no key update skip locked
            )
            update orders o
               set state = 'WAITING', wait_reason = 'BUYING_STOPPED', message = $2, revision = o.revision + 1, updated_at = $1
              from held where o.id = held.id
            returning %s, coalesce(o.waiting_since, o.received_at) as waits_since
            """.formatted(BuyingStops.inForceAt("orders.panel"), OrderRowMapper.COLUMNS);

    private final BuyingStops stops;
    private final OrderRepository orders;
    private final Outbox outbox;
    private final BackgroundJobs jobs;
    private final IntakeConfig config;
    private final InstantSource clock;

    StoppedOrdersJob(
            BuyingStops stops,
            OrderRepository orders,
            Outbox outbox,
            BackgroundJobs jobs,
            IntakeConfig config,
            InstantSource clock) {
        this.stops = stops;
        this.orders = orders;
        this.outbox = outbox;
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "${ordertrail.intake.stop.interval:2s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return jobs.run(() -> holdAll()
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("Orders that wait because buying is stopped are reported later: %s", failure))
                .onFailure()
                .recoverWithNull());
    }

    /** Reports all that are due. Where nothing is stopped, no order is read. */
    Uni<Void> holdAll() {
        return stops.inForce()
                .chain(stopped -> stopped.isEmpty() ? Uni.createFrom().voidItem() : holdBatchByBatch());
    }

    private Uni<Void> holdBatchByBatch() {
        return hold().chain(held -> held < BATCH ? Uni.createFrom().voidItem() : holdBatchByBatch());
    }

    private Uni<Integer> hold() {
        Instant now = clock.instant();
        return outbox.transaction(tx -> tx.preparedQuery(HOLD)
                .execute(Tuple.of(OrderRowMapper.at(now), MESSAGE, BATCH))
                .chain(rows -> {
                    Map<Order, Instant> rejectedAt = new LinkedHashMap<>();
                    rows.forEach(row -> rejectedAt.put(
                            OrderRowMapper.order(row),
                            row.getOffsetDateTime("waits_since")
                                    .toInstant()
                                    .plus(config.submission().longestWait())));
                    return orders.append(
                                    tx,
                                    List.copyOf(rejectedAt.keySet()),
                                    order -> waiting(order, Objects.requireNonNull(rejectedAt.get(order)), now))
                            .replaceWith(rejectedAt.size());
                }));
    }

    /** Nobody can say when buying is resumed; at that time it is rejected at the latest. */
    private static OrderWaiting waiting(Order order, Instant rejectedAt, Instant now) {
        return new OrderWaiting(order.ref(), order.revision(), now, WaitReason.BUYING_STOPPED, MESSAGE, rejectedAt);
    }
}
