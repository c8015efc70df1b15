package io.ordertrail.intake.cancel;

import io.ordertrail.domain.OrderId;
import io.ordertrail.events.SubmissionEvent.CancelRefused;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.kit.outbox.Outbox;
import io.ordertrail.panel.http.Panels;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Takes a shop's request to cancel. An order that is not bought is withdrawn and never reaches the panel. For one that the
 * panel has or may have, the request is remembered: {@link CancelJob} asks the panel once it is bought, and whoever finds
 * that it was not bought withdraws it.
 */
@Singleton
public class CancelRequests {

    private static final String LOCK =
            "select %s from orders o where id = $1 for no key update".formatted(OrderRowMapper.COLUMNS);

    private static final String REMEMBER = """
            update orders o
               set cancel = 'WANTED', cancel_attempts = 0, cancel_due_at = $3, cancel_message = null,
                   cancel_given_up_at = null, updated_at = $2
             where id = $1
            returning %s
            """.formatted(OrderRowMapper.COLUMNS);

    /** A cancel that the panel has taken stays so; that the order is over by now may be its doing. */
    private static final String REFUSE = """
            update orders o
               set cancel = case when o.cancel = 'ASKED' then 'ASKED' else 'REFUSED' end, cancel_due_at = null,
                   cancel_message = $3, cancel_given_up_at = null, revision = o.revision + 1, updated_at = $2
             where id = $1
            returning %s
            """.formatted(OrderRowMapper.COLUMNS);

    private final Outbox outbox;
    private final OrderRepository book;
    private final Panels panels;
    private final InstantSource clock;
    private final IntakeConfig config;

    CancelRequests(Outbox outbox, OrderRepository book, Panels panels, InstantSource clock, IntakeConfig config) {
        this.outbox = outbox;
        this.book = book;
        this.panels = panels;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Takes the request. While it is open, the same request again changes nothing; after the panel has answered, the panel
     * is asked again.
     *
     * @return the order as it is then
     */
    public Uni<Order> want(OrderId id) {
        return outbox.transaction(tx -> tx.preparedQuery(LOCK)
                .execute(Tuple.of(id.value()))
                .map(rows -> OrderRowMapper.orders(rows).getFirst())
                .chain(order -> carryOut(tx, order)));
    }

    private Uni<Order> carryOut(SqlConnection tx, Order order) {
        Instant now = clock.instant();
        boolean panelCancels = panels.find(order.panel())
                .map(panel -> panel.dialect().cancels())
                .orElse(false);
        CancelPlan plan = CancelPlan.of(
                order.state(),
                order.cancel(),
                order.panelStatus(),
                panelCancels,
                now,
                config.cancel().repeatAfter());
        return switch (plan) {
            case CancelPlan.Withdraw() -> book.withdraw(tx, List.of(order.id())).map(List::getFirst);
            case CancelPlan.Remember(Instant due) -> remember(tx, order.id(), due, now);
            case CancelPlan.Refuse(String message) -> refuse(tx, order.id(), message, now);
            case CancelPlan.Keep() -> Uni.createFrom().item(order);
        };
    }

    private static Uni<Order> remember(SqlConnection tx, OrderId id, Instant due, Instant now) {
        return tx.preparedQuery(REMEMBER)
                .execute(Tuple.of(id.value(), OrderRowMapper.at(now), OrderRowMapper.at(due)))
                .map(rows -> OrderRowMapper.orders(rows).getFirst());
    }

    private Uni<Order> refuse(SqlConnection tx, OrderId id, String message, Instant now) {
        return tx.preparedQuery(REFUSE)
                .execute(Tuple.of(id.value(), OrderRowMapper.at(now), message))
                .map(OrderRowMapper::orders)
                .call(orders -> book.append(
                        tx, orders, order -> new CancelRefused(order.ref(), order.revision(), now, message)))
                .map(List::getFirst);
    }
}
