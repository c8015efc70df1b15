package io.ordertrail.intake.submission;

import io.ordertrail.events.SubmissionEvent.OrderRejected;
import io.ordertrail.events.SubmissionEvent.RejectionReason;
import io.ordertrail.intake.BackgroundJobs;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.kit.outbox.Outbox;
import io.ordertrail.panel.PanelsConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Turns claims whose process died into doubts, and rejects orders that waited too long. */
@Singleton
class ExpiredClaimJob {

    private static final Logger LOG = Logger.getLogger(ExpiredClaimJob.class);
    private static final String DIED = "The process that submitted it ended before an answer was written down.";

    private static final String DEAD_CLAIMS = """
            select %s from orders o
             where state = 'SUBMITTING' and lease_until < $1
             order by lease_until limit 200
            """.formatted(OrderRowMapper.COLUMNS);

    /** In the order of its partial index: only what is late is read, however many orders wait. */
    static final String WAITED_TOO_LONG = """
            with late as (
                select id from orders
                 where state in ('RECEIVED', 'WAITING') and coalesce(waiting_since, received_at) < $1
                 order by coalesce(waiting_since, received_at) limit 200
                   for no key update skip locked
            )
            update orders o set state = 'REJECTED', revision = o.revision + 1, updated_at = $2
              from late where o.id = late.id
            returning %s
            """.formatted(OrderRowMapper.COLUMNS);

    private final Pool pool;
    private final Outbox outbox;
    private final OrderRepository book;
    private final SubmissionResultWriter results;
    private final InstantSource clock;
    private final IntakeConfig config;
    private final PanelsConfig panels;
    private final BackgroundJobs rounds;

    ExpiredClaimJob(
            Pool pool,
            Outbox outbox,
            OrderRepository book,
            SubmissionResultWriter results,
            InstantSource clock,
            IntakeConfig config,
            PanelsConfig panels,
            BackgroundJobs rounds) {
        this.pool = pool;
        this.outbox = outbox;
        this.book = book;
        this.results = results;
        this.clock = clock;
        this.config = config;
        this.panels = panels;
        this.rounds = rounds;
    }

    @Scheduled(
            every = "${ordertrail.intake.submission.sweep:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return rounds.run(this::sweepOnce);
    }

    private Uni<Void> sweepOnce() {
        return deadClaims()
                .chain(this::waitedTooLong)
                .onFailure()
                .invoke(failure -> LOG.warnf("The sweep is tried again: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> deadClaims() {
        return pool.preparedQuery(DEAD_CLAIMS)
                .execute(Tuple.of(OrderRowMapper.at(clock.instant())))
                .map(OrderRowMapper::orders)
                .chain(orders -> {
                    Uni<Void> doubted = Uni.createFrom().voidItem();
                    for (Order order : orders) {
                        // Guarded by the fence: a result that comes in between wins.
                        SubmissionResult dead =
                                new SubmissionResult(order, new SubmissionDecision.Doubtful(claimedAt(order), DIED));
                        doubted = doubted.chain(() -> results.write(List.of(dead), timeoutOf(order)));
                    }
                    return doubted;
                });
    }

    /** The claim, not the last change of the row: a cancel that was asked for meanwhile moves no bound of the search. */
    private static Instant claimedAt(Order order) {
        return Objects.requireNonNull(order.submittedAt(), "an order under submission was claimed");
    }

    private Duration timeoutOf(Order order) {
        return Optional.ofNullable(panels.panels().get(order.panel().value()))
                .map(PanelsConfig.PanelConfig::timeout)
                .orElse(Duration.ofSeconds(30));
    }

    private Uni<Void> waitedTooLong() {
        Instant now = clock.instant();
        Duration limit = config.submission().longestWait();
        return outbox.transaction(tx -> tx.preparedQuery(WAITED_TOO_LONG)
                .execute(Tuple.of(OrderRowMapper.at(now.minus(limit)), OrderRowMapper.at(now)))
                .map(OrderRowMapper::orders)
                .chain(orders -> book.append(tx, orders, order -> rejected(order, limit, now))));
    }

    private static OrderRejected rejected(Order order, Duration limit, Instant now) {
        String reason = order.message() == null ? "its turn never came" : order.message();
        return new OrderRejected(
                order.ref(),
                order.revision(),
                now,
                RejectionReason.WAITED_TOO_LONG,
                "Not bought within %d min: %s".formatted(limit.toMinutes(), reason));
    }
}
