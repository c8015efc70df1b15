package io.ordertrail.intake.doubt;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.SubmissionEvent;
import io.ordertrail.events.SubmissionEvent.OrderRejected;
import io.ordertrail.events.SubmissionEvent.OrderWaiting;
import io.ordertrail.events.SubmissionEvent.OrderWithdrawn;
import io.ordertrail.events.SubmissionEvent.RejectionReason;
import io.ordertrail.events.SubmissionEvent.WaitReason;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.intake.submission.OrderAcceptedFactory;
import io.ordertrail.intake.submission.PanelSubmitters;
import io.ordertrail.kit.outbox.Outbox;
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

/** Ends doubts: by what was found, or by what an operator decides. Each at most once, whoever comes second. */
@Singleton
class DoubtDecisions {

    private static final String MOVE = """
            update orders o
               set state = case when $3::text = 'RECEIVED' and o.cancel = 'WANTED' then 'WITHDRAWN' else $3::text end,
                   cancel = case when $3::text in ('RECEIVED', 'REJECTED') then null else o.cancel end, panel_order_id = $4::text, revision = o.revision + 1,
                   updated_at = $5::timestamptz, due_at = $5::timestamptz,
                   wait_reason = null, message = $6::text, accepted_at = case when $3::text = 'ACCEPTED' then $5::timestamptz end,
                   charge = coalesce($7::numeric, o.charge)
             where o.id = $1 and o.state = 'IN_DOUBT' and o.fence = $2
            returning %s
            """.formatted(OrderRowMapper.COLUMNS);

    /** An order that an operator submits again may wait as long as a new one. */
    private static final String RESTART_WAITING =
            "update orders set waiting_since = $2 where id = $1 and state = 'RECEIVED'";

    private static final String DECIDE = """
            update doubt set decision = $2, decided_by = $3, decided_at = $4, decision_key = $5, explanation = $6
             where order_id = $1 and decision is null
            """;

    private static final String FENCE = "select fence from orders where id = $1";

    private final Outbox outbox;
    private final OrderRepository book;
    private final OrderAcceptedFactory acceptance;
    private final PanelSubmitters lanes;
    private final Surroundings surroundings;

    DoubtDecisions(
            Outbox outbox,
            OrderRepository book,
            OrderAcceptedFactory acceptance,
            PanelSubmitters lanes,
            Surroundings surroundings) {
        this.outbox = outbox;
        this.book = book;
        this.acceptance = acceptance;
        this.lanes = lanes;
        this.surroundings = surroundings;
    }

    /** Time and meters. */
    @Singleton
    record Surroundings(InstantSource clock, DoubtMetrics meters) {}

    /**
     * What ends a doubt.
     *
     * @param name ADOPTED, ABSENT, ATTACHED, RESUBMITTED or REJECTED
     * @param by who decided
     * @param key the operator's Idempotency-Key, or null
     * @param why in words
     */
    record Decision(
            String name,
            OrderState next,
            @Nullable PanelOrderId panelOrderId,
            String by,
            @Nullable String key,
            String why) {}

    /** Empty if the doubt was over already. */
    Uni<Optional<Order>> decide(OrderId id, Decision decision) {
        return outbox.transaction(tx -> tx.preparedQuery(FENCE)
                        .execute(Tuple.of(id.value()))
                        .chain(rows -> rows.size() == 0
                                ? Uni.createFrom().item(List.<Order>of())
                                : move(tx, id, rows.iterator().next().getLong(0), decision))
                        .map(orders -> orders.stream().findFirst()))
                .invoke(order -> order.ifPresent(moved -> {
                    surroundings.meters.settled(moved.panel(), decision.name());
                    lanes.wake(moved.panel());
                }));
    }

    private Uni<List<Order>> move(SqlConnection tx, OrderId id, long fence, Decision decision) {
        Instant now = surroundings.clock.instant();
        return book.find(tx, id)
                .chain(order ->
                        tx.preparedQuery(MOVE).execute(values(id, fence, decision, now, charge(order, decision))))
                .map(OrderRowMapper::orders)
                .call(orders -> orders.isEmpty() ? Uni.createFrom().voidItem() : note(tx, id, decision, now))
                .call(orders -> book.append(tx, orders, order -> event(order, decision, now)))
                .call(orders -> orders.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : restartWaiting(tx, id, decision, now));
    }

    private static Uni<Void> restartWaiting(SqlConnection tx, OrderId id, Decision decision, Instant now) {
        return decision.name().equals("RESUBMITTED")
                ? tx.preparedQuery(RESTART_WAITING)
                        .execute(Tuple.of(id.value(), OrderRowMapper.at(now)))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private @Nullable BigDecimal charge(Optional<Order> order, Decision decision) {
        return decision.next() == OrderState.ACCEPTED
                ? order.flatMap(acceptance::charge).orElse(null)
                : null;
    }

    private static Tuple values(OrderId id, long fence, Decision decision, Instant now, @Nullable BigDecimal charge) {
        PanelOrderId panelOrderId = decision.panelOrderId();
        return Tuple.tuple()
                .addLong(id.value())
                .addLong(fence)
                .addString(decision.next().name())
                .addString(panelOrderId == null ? null : panelOrderId.value())
                .addOffsetDateTime(OrderRowMapper.at(now))
                .addString(decision.why())
                .addBigDecimal(charge);
    }

    private static Uni<Void> note(SqlConnection tx, OrderId id, Decision decision, Instant now) {
        Tuple values = Tuple.tuple()
                .addLong(id.value())
                .addString(decision.name())
                .addString(decision.by())
                .addOffsetDateTime(OrderRowMapper.at(now))
                .addString(decision.key())
                .addString(decision.why());
        return tx.preparedQuery(DECIDE).execute(values).replaceWithVoid();
    }

    private SubmissionEvent event(Order order, Decision decision, Instant now) {
        return switch (order.state()) {
            case ACCEPTED -> acceptance.event(order, order.content().dripFeed() != null, now);
            case REJECTED ->
                new OrderRejected(order.ref(), order.revision(), now, RejectionReason.BY_OPERATOR, decision.why());
            case WITHDRAWN -> new OrderWithdrawn(order.ref(), order.revision(), now);
            case RECEIVED, WAITING, SUBMITTING, IN_DOUBT ->
                new OrderWaiting(order.ref(), order.revision(), now, WaitReason.RESUBMISSION, decision.why(), now);
        };
    }
}
