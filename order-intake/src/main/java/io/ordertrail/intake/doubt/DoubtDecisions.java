package io.ordertrail.intake.doubt;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.SubmissionEvent;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.events.SubmissionEvent.OrderRejected;
import io.ordertrail.events.SubmissionEvent.OrderWaiting;
import io.ordertrail.events.SubmissionEvent.OrderWithdrawn;
import io.ordertrail.events.SubmissionEvent.RejectionReason;
import io.ordertrail.events.SubmissionEvent.WaitReason;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.intake.refusal.RefusalProofs;
import io.ordertrail.intake.submission.OrderAcceptedFactory;
import io.ordertrail.intake.submission.PanelSubmitters;
import io.ordertrail.kit.outbox.Outbox;
import io.ordertrail.panel.StatusKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends doubts: by what was found, or by what an operator decides. Each decision names the submission that it is about and
 * is carried out on that one or not at all: what was true of an earlier submission says nothing about a later one.
 */
@Singleton
class DoubtDecisions {

    private static final String US = "order-intake";

    /** The fence is the one that was decided about, not the one that the order has now. */
    private static final String MOVE = """
            update orders o
               set state = case when $3::text = 'RECEIVED' and o.cancel = 'WANTED' then 'WITHDRAWN' else $3::text end,
                   cancel = case when $3::text in ('RECEIVED', 'REJECTED') then null else o.cancel end, panel_order_id = $4::text, revision = o.revision + 1,
                   updated_at = $5::timestamptz, due_at = $5::timestamptz,
                   wait_reason = null, message = $6::text, accepted_at = case when $3::text = 'ACCEPTED' then $5::timestamptz end,
                   charge = coalesce($7::numeric, o.charge), order_kind = coalesce($8::text, o.order_kind),
                   panel_order_kind = coalesce($9::text, o.panel_order_kind), panel_order_boundless = $10::boolean
             where o.id = $1 and o.state = 'IN_DOUBT' and o.fence = $2
            returning %s
            """.formatted(OrderRowMapper.COLUMNS);

    /** An order that an operator submits again may wait as long as a new one. */
    private static final String RESTART_WAITING =
            "update orders set waiting_since = $2 where id = $1 and state = 'RECEIVED'";

    private static final String DECIDE = """
            update doubt set decision = $3, decided_by = $4, decided_at = $5, decision_key = $6, explanation = $7,
                             decided_id = $8
             where order_id = $1 and fence = $2 and decision is null
            """;

    private final Outbox outbox;
    private final OrderRepository orders;
    private final OrderAcceptedFactory acceptance;
    private final PanelSubmitters submitters;
    private final RefusalProofs refusals;
    private final DoubtMetrics metrics;
    private final InstantSource clock;

    DoubtDecisions(
            Outbox outbox,
            OrderRepository orders,
            OrderAcceptedFactory acceptance,
            PanelSubmitters submitters,
            RefusalProofs refusals,
            DoubtMetrics metrics,
            InstantSource clock) {
        this.outbox = outbox;
        this.orders = orders;
        this.acceptance = acceptance;
        this.submitters = submitters;
        this.refusals = refusals;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * A decision that ends a doubt.
     *
     * @param name ADOPTED, ABSENT, ATTACHED, RESUBMITTED or REJECTED
     * @param bought the order at the panel, if it was bought
     * @param by who decided
     * @param key the operator's Idempotency-Key, or null
     * @param why in words
     */
    record Decision(
            String name,
            OrderState next,
            @Nullable AtPanel bought,
            String by,
            @Nullable String key,
            String why) {

        static Decision adopted(PanelOrderId id, StatusKind kind, String searched) {
            return new Decision(
                    "ADOPTED",
                    OrderState.ACCEPTED,
                    new AtPanel(id, kind, false),
                    US,
                    null,
                    "Found as the only order that fits, ids " + searched);
        }

        static Decision absent(String proof) {
            return new Decision("ABSENT", OrderState.RECEIVED, null, US, null, proof);
        }

        @Nullable
        String panelOrderId() {
            return bought == null ? null : bought.id().value();
        }
    }

    /**
     * An order as the panel has it.
     *
     * @param kind the id space of the id
     * @param boundless whether the id must bound no search: an operator insisted on it although the panel did not confirm
     *     it, or it may be of an earlier submission
     */
    record AtPanel(PanelOrderId id, StatusKind kind, boolean boundless) {}

    /**
     * Carries the decision out on that submission of the order. Empty if it is in doubt no longer, or not that submission.
     */
    Uni<Optional<Order>> decide(OrderId id, long submission, Decision decision) {
        return outbox.transaction(tx -> move(tx, id, submission, decision)
                        .map(moved -> moved.stream().findFirst()))
                .invoke(order -> order.ifPresent(moved -> {
                    metrics.settled(moved.panel(), decision.name());
                    submitters.wake(moved.panel());
                }));
    }

    private Uni<List<Order>> move(SqlConnection tx, OrderId id, long submission, Decision decision) {
        Instant now = clock.instant();
        return orders.find(tx, id)
                .chain(order -> tx.preparedQuery(MOVE).execute(values(id, submission, decision, now, order)))
                .map(OrderRowMapper::orders)
                .call(moved -> moved.isEmpty() ? Uni.createFrom().voidItem() : note(tx, id, submission, decision, now))
                .call(moved -> moved.isEmpty() || !decision.name().equals("ABSENT")
                        ? Uni.createFrom().voidItem()
                        : refusals.prove(tx, id, submission))
                .call(moved -> orders.append(tx, moved, order -> event(order, decision, now)))
                .call(moved -> moved.isEmpty() ? Uni.createFrom().voidItem() : restartWaiting(tx, id, decision, now));
    }

    /** Only an operator's resubmission counts: an order that proves absent again and again waits no longer for it. */
    private static Uni<Void> restartWaiting(SqlConnection tx, OrderId id, Decision decision, Instant now) {
        return decision.name().equals("RESUBMITTED")
                ? tx.preparedQuery(RESTART_WAITING)
                        .execute(Tuple.of(id.value(), OrderRowMapper.at(now)))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private Tuple values(OrderId id, long submission, Decision decision, Instant now, Optional<Order> order) {
        AtPanel bought = decision.bought();
        BigDecimal charge = bought == null
                ? null
                : order.flatMap(acceptance::charge).map(Money::amount).orElse(null);
        OrderKind kind = bought == null
                ? null
                : order.map(found -> acceptance.kind(found, isDripFeed(found, bought)))
                        .orElse(null);
        return Tuple.tuple()
                .addLong(id.value())
                .addLong(submission)
                .addString(decision.next().name())
                .addString(decision.panelOrderId())
                .addOffsetDateTime(OrderRowMapper.at(now))
                .addString(decision.why())
                .addBigDecimal(charge)
                .addString(kind == null ? null : kind.name())
                .addString(bought == null ? null : bought.kind().name())
                .addBoolean(bought != null && bought.boundless());
    }

    /** Where the panel has an id space for them, the space says it; elsewhere what was ordered. */
    private boolean isDripFeed(Order order, AtPanel bought) {
        return acceptance.hasTwoIdSpaces(order)
                ? bought.kind() == StatusKind.DRIP_FEED
                : order.content().dripFeed() != null;
    }

    private static Uni<Void> note(SqlConnection tx, OrderId id, long submission, Decision decision, Instant now) {
        Tuple values = Tuple.tuple()
                .addLong(id.value())
                .addLong(submission)
                .addString(decision.name())
                .addString(decision.by())
                .addOffsetDateTime(OrderRowMapper.at(now))
                .addString(decision.key())
                .addString(decision.why())
                .addString(decision.panelOrderId());
        return tx.preparedQuery(DECIDE).execute(values).replaceWithVoid();
    }

    private SubmissionEvent event(Order order, Decision decision, Instant now) {
        return switch (order.state()) {
            case ACCEPTED ->
                acceptance.event(
                        order,
                        decision.bought() == null
                                ? order.content().dripFeed() != null
                                : isDripFeed(order, decision.bought()),
                        now);
            case REJECTED ->
                new OrderRejected(order.ref(), order.revision(), now, RejectionReason.BY_OPERATOR, decision.why());
            case WITHDRAWN -> new OrderWithdrawn(order.ref(), order.revision(), now);
            case RECEIVED, WAITING, SUBMITTING, IN_DOUBT ->
                new OrderWaiting(order.ref(), order.revision(), now, WaitReason.RESUBMISSION, decision.why(), now);
        };
    }
}
