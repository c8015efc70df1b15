package io.ordertrail.intake.request;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ShopId;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.intake.order.OrderState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Finds orders for the REST API and for requests. */
@Singleton
class OrderQueries {

    private static final String PAGE = """
            select %s from orders o
             where ($1::text is null or o.source = $1) and ($2::text is null or o.reference = $2)
               and ($3::text is null or o.state = $3) and ($4::text is null or o.panel = $4) and o.id > $5
             order by o.id limit $6
            """.formatted(OrderRowMapper.COLUMNS);

    private final Pool pool;
    private final OrderRepository book;

    OrderQueries(Pool pool, OrderRepository book) {
        this.pool = pool;
        this.book = book;
    }

    Uni<Optional<OrderId>> idOf(ShopId source, Reference reference) {
        return pool.preparedQuery("select id from orders where source = $1 and reference = $2")
                .execute(Tuple.of(source.value(), reference.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(new OrderId(rows.iterator().next().getLong("id"))));
    }

    Uni<Optional<Order>> find(OrderId id) {
        return pool.withConnection(connection -> book.find(connection, id));
    }

    /** Returns a page of orders above an id; an empty filter lets everything through. */
    Uni<List<Order>> page(Filter filter, long after, int limit) {
        Tuple values = Tuple.tuple()
                .addString(filter.source.map(ShopId::value).orElse(null))
                .addString(filter.reference.orElse(null))
                .addString(filter.state.map(OrderState::name).orElse(null))
                .addString(filter.panel.orElse(null))
                .addLong(after)
                .addInteger(limit);
        return pool.preparedQuery(PAGE).execute(values).map(OrderRowMapper::orders);
    }

    /** The filters of a page. */
    record Filter(
            Optional<ShopId> source, Optional<String> reference, Optional<OrderState> state, Optional<String> panel) {}
}
