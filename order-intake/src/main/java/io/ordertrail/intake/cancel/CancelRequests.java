package io.ordertrail.intake.cancel;

import io.ordertrail.domain.OrderId;
import io.ordertrail.events.SubmissionEvent.CancelRefused;
import io.ordertrail.events.SubmissionEvent.OrderWithdrawn;
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
 * A shop's wish to cancel: an order that the panel has not heard of is withdrawn and never reaches it; one that was
 * bought, or may have been, is asked for at the panel by {@link CancelJob}.
 */
@Singleton
public class CancelRequests {

    private static final String LOCK =
            "select %s from orders o where id = $1 for no key update".formatted(OrderRowMapper.COLUMNS);

    private static final String WITHDRAW = """
            update orders o set state = 'WITHDRAWN', revision = o.revision + 1, updated_at = $2, wait_reason = null
             where id = $1 and state in ('RECEIVED', 'WAITING')
            returning %s
            """.formatted(OrderRowMapper.COLUMNS);

    private static final String WANT =
            "update orders o set cancel = 'WANTED', updated_at = $2 where id = $1 returning %s"
                    .formatted(OrderRowMapper.COLUMNS);

    private final Outbox outbox;
    private final OrderRepository book;
    private final Panels panels;
    private final InstantSource clock;

    CancelRequests(Outbox outbox, OrderRepository book, Panels panels, InstantSource clock) {
        this.outbox = outbox;
        this.book = book;
        this.panels = panels;
        this.clock = clock;
    }

    /** Notes the wish; asking twice is asking once. Returns the order as it is then. */
    public Uni<Order> want(OrderId id) {
        return outbox.transaction(tx -> tx.preparedQuery(LOCK)
                .execute(Tuple.of(id.value()))
                .map(rows -> OrderRowMapper.orders(rows).getFirst())
                .chain(order -> decide(tx, order)));
    }

    private Uni<Order> decide(SqlConnection tx, Order order) {
        return switch (order.state()) {
            case RECEIVED, WAITING -> withdraw(tx, order.id());
            case SUBMITTING, IN_DOUBT, ACCEPTED ->
                order.cancel() != null ? Uni.createFrom().item(order) : wantAtPanel(tx, order);
            case WITHDRAWN -> Uni.createFrom().item(order);
            case REJECTED -> refuse(tx, order.id(), "The order was never bought.");
        };
    }

    private Uni<Order> withdraw(SqlConnection tx, OrderId id) {
        Instant now = clock.instant();
        return tx.preparedQuery(WITHDRAW)
                .execute(Tuple.of(id.value(), OrderRowMapper.at(now)))
                .map(rows -> OrderRowMapper.orders(rows).getFirst())
                .call(order ->
                        book.append(tx, List.of(order), gone -> new OrderWithdrawn(gone.ref(), gone.revision(), now)));
    }

    private Uni<Order> wantAtPanel(SqlConnection tx, Order order) {
        boolean possible = panels.find(order.panel())
                .map(panel -> panel.dialect().cancels())
                .orElse(false);
        return possible
                ? tx.preparedQuery(WANT)
                        .execute(Tuple.of(order.id().value(), OrderRowMapper.at(clock.instant())))
                        .map(rows -> OrderRowMapper.orders(rows).getFirst())
                : refuse(tx, order.id(), "The panel %s has no cancel.".formatted(order.panel()));
    }

    private Uni<Order> refuse(SqlConnection tx, OrderId id, String message) {
        return book.appendEvent(tx, id, (ref, revision, now) -> new CancelRefused(ref, revision, now, message));
    }
}
