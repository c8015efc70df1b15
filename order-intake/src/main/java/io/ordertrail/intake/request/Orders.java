package io.ordertrail.intake.request;

import io.ordertrail.intake.order.OrderBook;
import io.ordertrail.intake.order.OrderRows;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.intake.order.StoredOrder;
import io.ordertrail.trade.OrderId;
import io.ordertrail.trade.Reference;
import io.ordertrail.trade.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Finds orders in the book. */
@Singleton
class Orders {

    private static final String PAGE = """
            select %s from orders o
             where ($1::text is null or o.source = $1) and ($2::text is null or o.reference = $2)
               and ($3::text is null or o.state = $3) and ($4::text is null or o.panel = $4) and o.id > $5
             order by o.id limit $6
            """.formatted(OrderRows.COLUMNS);

    private final Pool pool;
    private final OrderBook book;

    Orders(Pool pool, OrderBook book) {
        this.pool = pool;
        this.book = book;
    }

    Uni<Optional<OrderId>> idOf(Source source, Reference reference) {
        return pool.preparedQuery("select id from orders where source = $1 and reference = $2")
                .execute(Tuple.of(source.value(), reference.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(new OrderId(rows.iterator().next().getLong("id"))));
    }

    Uni<Optional<StoredOrder>> find(OrderId id) {
        return pool.withConnection(connection -> book.find(connection, id));
    }

    /** A page of orders above an id; empty filters let everything through. */
    Uni<List<StoredOrder>> page(Filter filter, long after, int limit) {
        Tuple values = Tuple.tuple()
                .addString(filter.source.map(Source::value).orElse(null))
                .addString(filter.reference.orElse(null))
                .addString(filter.state.map(OrderState::name).orElse(null))
                .addString(filter.panel.orElse(null))
                .addLong(after)
                .addInteger(limit);
        return pool.preparedQuery(PAGE).execute(values).map(OrderRows::orders);
    }

    /** What is asked for. */
    record Filter(
            Optional<Source> source, Optional<String> reference, Optional<OrderState> state, Optional<String> panel) {}
}
