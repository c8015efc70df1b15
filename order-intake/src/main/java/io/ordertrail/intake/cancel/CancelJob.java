package io.ordertrail.intake.cancel;

import static java.util.stream.Collectors.toMap;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.SubmissionEvent;
import io.ordertrail.events.SubmissionEvent.CancelAsked;
import io.ordertrail.events.SubmissionEvent.CancelRefused;
import io.ordertrail.intake.BackgroundJobs;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.kit.outbox.Outbox;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.SendWindow;
import io.ordertrail.panel.http.Panels;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks panels to cancel what shops want canceled, up to 100 in one call. Asking again does no harm, so an unknown outcome
 * is simply asked again; asked for is not canceled: that only the status says.
 */
@Singleton
class CancelJob {

    private static final Logger LOG = Logger.getLogger(CancelJob.class);

    private static final Duration SEND_WITHIN = Duration.ofMinutes(1);

    private static final String WANTED = """
            select %s from orders o
             where panel = $1 and cancel = 'WANTED' and state = 'ACCEPTED' order by id limit 100
            """.formatted(OrderRowMapper.COLUMNS);

    private static final String SETTLE = """
            update orders o set cancel = $2, revision = o.revision + 1, updated_at = $3
             where id = $1 and cancel = 'WANTED'
            returning %s
            """.formatted(OrderRowMapper.COLUMNS);

    private final Panels panels;
    private final Pool pool;
    private final Outbox outbox;
    private final OrderRepository book;
    private final Surroundings surroundings;

    CancelJob(Panels panels, Pool pool, Outbox outbox, OrderRepository book, Surroundings surroundings) {
        this.panels = panels;
        this.pool = pool;
        this.outbox = outbox;
        this.book = book;
        this.surroundings = surroundings;
    }

    /** Time, and what runs it. */
    @Singleton
    record Surroundings(InstantSource clock, BackgroundJobs rounds) {}

    @Scheduled(
            every = "${ordertrail.intake.cancel.interval:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return surroundings.rounds.run(this::askAll);
    }

    private Uni<Void> askAll() {
        return Multi.createFrom()
                .iterable(panels.all())
                .filter(panel -> panel.dialect().cancels())
                .onItem()
                .transformToUniAndMerge(panel -> ask(panel)
                        .onFailure()
                        .invoke(failure -> LOG.warnf("Cancels at %s were not asked for: %s", panel.name(), failure))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> ask(Panel panel) {
        return pool.preparedQuery(WANTED)
                .execute(Tuple.of(panel.name().value()))
                .map(OrderRowMapper::orders)
                .chain(orders -> orders.isEmpty() ? Uni.createFrom().voidItem() : ask(panel, orders));
    }

    private Uni<Void> ask(Panel panel, List<Order> orders) {
        // A cancel repeats no harm; it is bounded so that a frozen replica does not act on what it read long ago.
        SendWindow window = SendWindow.open(SEND_WITHIN, surroundings.clock);
        Map<PanelOrderId, Order> byId =
                orders.stream().collect(toMap(order -> Objects.requireNonNull(order.panelOrderId()), order -> order));
        return panel.cancel(byId.keySet(), window).chain(outcome -> switch (outcome) {
            case Outcome.Answered<Map<PanelOrderId, CancelAnswer>>(var answers) -> settleAll(byId, answers);
            case Outcome.Refused<Map<PanelOrderId, CancelAnswer>>(var refusal) ->
                refusal.kind() == RefusalKind.NOT_ELIGIBLE && orders.size() == 1
                        ? settle(orders.getFirst(), Optional.of(refusal.text()), "")
                        : later(panel, refusal.text());
            case Outcome.NotSent<Map<PanelOrderId, CancelAnswer>>(var cause) -> later(panel, cause);
            case Outcome.Unknown<Map<PanelOrderId, CancelAnswer>>(var evidence) -> later(panel, evidence.explanation());
        });
    }

    private static Uni<Void> later(Panel panel, String why) {
        LOG.infof("Cancels at %s are asked for again: %s", panel.name(), why);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> settleAll(Map<PanelOrderId, Order> orders, Map<PanelOrderId, CancelAnswer> answers) {
        Uni<Void> settled = Uni.createFrom().voidItem();
        for (Map.Entry<PanelOrderId, CancelAnswer> entry : answers.entrySet()) {
            Order order = orders.get(entry.getKey());
            if (order != null) {
                settled = settled.chain(() -> settle(order, entry.getValue()));
            }
        }
        return settled;
    }

    private Uni<Void> settle(Order order, CancelAnswer answer) {
        return switch (answer) {
            case CancelAnswer.Asked(String text) -> settle(order, Optional.empty(), text);
            case CancelAnswer.NotCanceled(Refusal refusal) ->
                refusal.kind() == RefusalKind.RATE_LIMITED
                        ? Uni.createFrom().voidItem()
                        : settle(order, Optional.of(refusal.text()), "");
            case CancelAnswer.InDoubt(var evidence) -> {
                LOG.infof("The cancel of order %s is asked for again: %s", order.id(), evidence.summary());
                yield Uni.createFrom().voidItem();
            }
        };
    }

    private Uni<Void> settle(Order order, Optional<String> refusal, String answer) {
        return outbox.transaction(tx -> tx.preparedQuery(SETTLE)
                .execute(Tuple.of(
                        order.id().value(),
                        refusal.isPresent() ? "REFUSED" : "ASKED",
                        OrderRowMapper.at(surroundings.clock.instant())))
                .map(OrderRowMapper::orders)
                .chain(orders -> book.append(tx, orders, changed -> event(changed, refusal, answer))));
    }

    private SubmissionEvent event(Order order, Optional<String> refusal, String answer) {
        return refusal.<SubmissionEvent>map(
                        text -> new CancelRefused(order.ref(), order.revision(), surroundings.clock.instant(), text))
                .orElseGet(() -> new CancelAsked(order.ref(), order.revision(), surroundings.clock.instant(), answer));
    }
}
