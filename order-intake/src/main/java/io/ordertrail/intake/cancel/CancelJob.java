package io.ordertrail.intake.cancel;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.SubmissionEvent;
import io.ordertrail.events.SubmissionEvent.CancelAsked;
import io.ordertrail.events.SubmissionEvent.CancelRefused;
import io.ordertrail.intake.BackgroundJobs;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.order.Cancel;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.kit.outbox.Outbox;
import io.ordertrail.panel.Dialect.CancelForm;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.SendWindow;
import io.ordertrail.panel.http.Panels;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Asks panels to cancel orders. Repeating a cancel does no harm, so an order without a definite answer is asked about
 * again, later each time; after enough tries the shop and the operator are notified. A cancel that was taken is no canceled
 * order: only the status says that it is canceled.
 *
 * <p>Orders whose call brought no definite answer are asked about one by one and apart from new ones: they cannot spoil the
 * calls of others, and however many they are, new ones come first. Each panel is handled on its own, so that a slow one
 * holds up no other.
 */
@Singleton
class CancelJob {

    private static final Logger LOG = Logger.getLogger(CancelJob.class);

    /** How long after its claim an order may still be asked about. */
    private static final Duration SEND_WITHIN = Duration.ofMinutes(1);

    /** What one call takes, where a panel takes several. */
    private static final int MANY = 100;
    /** How many single calls are made with one claim. */
    private static final int SINGLE_CALLS = 10;
    /** How many claims of new cancels follow each other before those that are repeated have their turn. */
    private static final int CLAIMS = 10;

    /**
     * Claims what is due, oldest first, and skips what another replica has claimed. The new due time is past the end of the
     * call, so that no other replica asks meanwhile, and ends a claim whose process died.
     */
    private static final String CLAIM = """
            with due as (
                select id from orders
                 where panel = $1 and cancel = 'WANTED' and state = 'ACCEPTED'
                   and (cancel_due_at is null or cancel_due_at <= $2) and (cancel_attempts > 0) = $5
                 order by cancel_due_at nulls first, id
                 limit $4
                   for no key update skip locked
            )
            update orders o set cancel_attempts = o.cancel_attempts + 1, cancel_asked_at = $2, cancel_due_at = $3
              from due
             where o.id = due.id
            returning %s
            """.formatted(OrderRowMapper.COLUMNS);

    /**
     * Only the last claim writes its result. A cancel that the panel has taken is taken, whoever asked: it is written also
     * when a later call was refused because of it.
     */
    private static final String WRITE = """
            update orders o
               set cancel = $3::text, cancel_attempts = $4, cancel_due_at = $5, cancel_message = $6,
                   cancel_given_up_at = case when $7 then $8::timestamptz end, updated_at = $8::timestamptz,
                   revision = o.revision + case when $3::text = 'WANTED' then 0 else 1 end
             where id = $1 and state = 'ACCEPTED'
               and ((o.cancel = 'WANTED' and o.cancel_asked_at = $2)
                    or ($3::text = 'ASKED' and o.cancel in ('WANTED', 'REFUSED')))
            returning %s
            """.formatted(OrderRowMapper.COLUMNS);

    /** Orders with a wanted cancel that wait to be bought. There are none, unless a replica of an older version wrote them. */
    private static final String FIND_WAITING = """
            select id from orders
             where cancel = 'WANTED' and state in ('RECEIVED', 'WAITING') limit 100 for no key update skip locked
            """;

    private final Panels panels;
    private final PanelsConfig limits;
    private final Pool pool;
    private final Outbox outbox;
    private final OrderRepository book;
    private final CancelMetrics metrics;
    private final InstantSource clock;
    private final IntakeConfig config;
    private final BackgroundJobs jobs;
    private final Set<PanelName> underWay = ConcurrentHashMap.newKeySet();
    private final Map<PanelName, Instant> pausedUntil = new ConcurrentHashMap<>();

    CancelJob(
            Panels panels,
            PanelsConfig limits,
            Pool pool,
            Outbox outbox,
            OrderRepository book,
            CancelMetrics metrics,
            InstantSource clock,
            IntakeConfig config,
            BackgroundJobs jobs) {
        this.panels = panels;
        this.limits = limits;
        this.pool = pool;
        this.outbox = outbox;
        this.book = book;
        this.metrics = metrics;
        this.clock = clock;
        this.config = config;
        this.jobs = jobs;
    }

    /** Runs beside itself: a panel whose last run has not ended is left out, the others are not. */
    @Scheduled(
            every = "${ordertrail.intake.cancel.interval:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.PROCEED)
    Uni<Void> run() {
        return jobs.run(() -> withdrawWaiting().chain(this::askAll));
    }

    private Uni<Void> askAll() {
        return Multi.createFrom()
                .iterable(panels.all())
                .onItem()
                .transformToUniAndMerge(this::askUnlessUnderWay)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> askUnlessUnderWay(Panel panel) {
        return Uni.createFrom()
                .deferred(() -> underWay.add(panel.name())
                        ? askDue(panel).onTermination().invoke(() -> underWay.remove(panel.name()))
                        : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Canceling orders at %s failed; retrying at the next interval: %s", panel.name(), failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Asks about all orders of the panel that are due: new cancels first, then some of those that are repeated. */
    Uni<Void> askDue(Panel panel) {
        return askNew(panel, 1)
                .chain(() -> isPaused(panel)
                        ? Uni.createFrom().voidItem()
                        : claimAndAsk(panel, SINGLE_CALLS, true).replaceWithVoid());
    }

    private Uni<Void> askNew(Panel panel, int claims) {
        int most = takesMany(panel) || !panel.dialect().cancels() ? MANY : SINGLE_CALLS;
        return isPaused(panel)
                ? Uni.createFrom().voidItem()
                : claimAndAsk(panel, most, false)
                        .chain(claimed -> claimed == most && claims < CLAIMS
                                ? askNew(panel, claims + 1)
                                : Uni.createFrom().voidItem());
    }

    private static boolean takesMany(Panel panel) {
        return panel.dialect().cancelForms().contains(CancelForm.MANY);
    }

    private boolean isPaused(Panel panel) {
        return clock.instant().isBefore(pausedUntil.getOrDefault(panel.name(), Instant.MIN));
    }

    /** Returns how many were claimed. */
    private Uni<Integer> claimAndAsk(Panel panel, int most, boolean repeated) {
        // Before the claim begins: a replica that was frozen must not act on a claim that another one has by now.
        SendWindow window = SendWindow.open(SEND_WITHIN, clock);
        Instant now = clock.instant();
        Tuple values = Tuple.of(
                panel.name().value(),
                OrderRowMapper.at(now),
                OrderRowMapper.at(now.plus(lease(panel))),
                most,
                repeated);
        return pool.preparedQuery(CLAIM)
                .execute(values)
                .map(OrderRowMapper::orders)
                .call(orders -> ask(panel, orders, repeated, window))
                .map(List::size);
    }

    private Duration lease(Panel panel) {
        Duration call = Optional.ofNullable(limits.panels().get(panel.name().value()))
                .map(limit -> limit.timeout().plus(limit.connectTimeout()))
                .orElse(Duration.ofSeconds(35));
        return SEND_WITHIN.plus(call);
    }

    private Uni<Void> ask(Panel panel, List<Order> orders, boolean repeated, SendWindow window) {
        Uni<Void> written = Uni.createFrom().voidItem();
        List<Order> possible = new ArrayList<>();
        for (Order order : orders) {
            Optional<String> obstacle =
                    CancelPlan.obstacle(order.panelStatus(), panel.dialect().cancels());
            if (obstacle.isPresent()) {
                written = written.chain(() -> write(order, new CancelDecision.Refused(obstacle.get())));
            } else {
                possible.add(order);
            }
        }
        return written.chain(() -> call(panel, calls(possible, takesMany(panel) && !repeated), 0, window));
    }

    private static List<List<Order>> calls(List<Order> orders, boolean together) {
        if (together) {
            return orders.isEmpty() ? List.of() : List.of(orders);
        }
        return orders.stream().map(List::of).toList();
    }

    private Uni<Void> call(Panel panel, List<List<Order>> calls, int at, SendWindow window) {
        return at == calls.size()
                ? Uni.createFrom().voidItem()
                : call(panel, calls.get(at), window)
                        .chain(pause -> pause.isEmpty()
                                ? call(panel, calls, at + 1, window)
                                : postpone(calls.subList(at + 1, calls.size()), pause.get()));
    }

    /** Returns the decision that the panel is left alone for a while, or empty. */
    private Uni<Optional<CancelDecision.Again>> call(Panel panel, List<Order> orders, SendWindow window) {
        List<PanelOrderId> ids = orders.stream()
                .map(order -> Objects.requireNonNull(order.panelOrderId()))
                .toList();
        return panel.cancel(ids, window).chain(outcome -> {
            Instant now = clock.instant();
            Optional<CancelDecision.Again> pause = Optional.empty();
            Uni<Void> written = Uni.createFrom().voidItem();
            for (Order order : orders) {
                CancelDecision decision = CancelDecision.on(
                        outcome, Objects.requireNonNull(order.panelOrderId()), attempts(order), now, config);
                written = written.chain(() -> write(order, decision));
                if (decision instanceof CancelDecision.Again again && again.panelPausedUntil() != null) {
                    pausedUntil.put(panel.name(), again.panelPausedUntil());
                    pause = Optional.of(again);
                }
            }
            return written.replaceWith(pause);
        });
    }

    private static int attempts(Order order) {
        return Objects.requireNonNull(order.cancel()).attempts();
    }

    /** What was claimed and not asked about waits as long as the panel is left alone; that counts as no try. */
    private Uni<Void> postpone(List<List<Order>> calls, CancelDecision.Again pause) {
        Instant due = Objects.requireNonNull(pause.panelPausedUntil());
        Uni<Void> written = Uni.createFrom().voidItem();
        for (List<Order> orders : calls) {
            for (Order order : orders) {
                CancelDecision later = new CancelDecision.Again(due, attempts(order) - 1, pause.text(), due);
                written = written.chain(() -> write(order, later));
            }
        }
        return written;
    }

    private Uni<Void> write(Order order, CancelDecision decision) {
        Instant now = clock.instant();
        Cancel claim = Objects.requireNonNull(order.cancel());
        CancelDecision.Again again = decision instanceof CancelDecision.Again later ? later : null;
        Tuple values = Tuple.tuple()
                .addLong(order.id().value())
                .addOffsetDateTime(OrderRowMapper.at(Objects.requireNonNull(claim.askedAt())))
                .addString(status(decision).name())
                .addInteger(again == null ? claim.attempts() : again.attempts())
                .addOffsetDateTime(again == null ? null : OrderRowMapper.at(again.due()))
                .addString(decision.text())
                .addBoolean(decision instanceof CancelDecision.GivenUp)
                .addOffsetDateTime(OrderRowMapper.at(now));
        return outbox.transaction(tx -> tx.preparedQuery(WRITE)
                        .execute(values)
                        .map(OrderRowMapper::orders)
                        .call(orders -> again == null
                                ? book.append(tx, orders, changed -> event(changed, decision, now))
                                : Uni.createFrom().voidItem()))
                .invoke(() -> report(order, decision))
                .replaceWithVoid();
    }

    private static Cancel.Status status(CancelDecision decision) {
        return switch (decision) {
            case CancelDecision.Asked _ -> Cancel.Status.ASKED;
            case CancelDecision.Refused _, CancelDecision.GivenUp _ -> Cancel.Status.REFUSED;
            case CancelDecision.Again _ -> Cancel.Status.WANTED;
        };
    }

    private void report(Order order, CancelDecision decision) {
        metrics.decided(order.panel(), decision);
        switch (decision) {
            case CancelDecision.GivenUp(String text) ->
                LOG.warnf(
                        "Order %s at %s was not canceled after %d tries; settle it at the panel. Its last answer: %s",
                        order.id(), order.panel(), attempts(order), text);
            case CancelDecision.Again(Instant due, int _, String text, Instant _) ->
                LOG.infof("The cancel of order %s at %s is repeated at %s: %s", order.id(), order.panel(), due, text);
            case CancelDecision.Asked _, CancelDecision.Refused _ -> {}
        }
    }

    private static SubmissionEvent event(Order order, CancelDecision decision, Instant now) {
        return switch (decision) {
            case CancelDecision.Asked(String text) -> new CancelAsked(order.ref(), order.revision(), now, text);
            case CancelDecision.Refused(String text) -> new CancelRefused(order.ref(), order.revision(), now, text);
            case CancelDecision.GivenUp(String text) -> new CancelRefused(order.ref(), order.revision(), now, text);
            case CancelDecision.Again _ -> throw new IllegalArgumentException("a repeated cancel has no event");
        };
    }

    private Uni<Void> withdrawWaiting() {
        return outbox.transaction(tx -> tx.preparedQuery(FIND_WAITING)
                        .execute()
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> new OrderId(row.getLong("id")))
                                .toList())
                        .chain(ids -> book.withdraw(tx, ids)))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Withdrawing orders with a wanted cancel failed; retrying at the next interval: %s", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
