package io.ordertrail.intake.doubt;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.panel.StatusKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** Our accepted orders at a panel that may have changed its ids or its balance meanwhile. */
@Singleton
class OwnOrders {

    /** Drip-feeds and subscriptions that were not over at that time, also if they are by now. By orders_parents. */
    private static final String PARENTS = """
            select id, panel_order_kind, panel_order_id from orders
             where panel = $1 and state = 'ACCEPTED' and order_kind in ('DRIP_FEED', 'SUBSCRIPTION')
               and (panel_status is null or panel_status_at > $2
                    or panel_status not in ('COMPLETED', 'PARTIAL', 'CANCELED', 'REFUNDED', 'FAILED', 'EXPIRED'))
             order by id limit $3
            """;

    /** What is not known to be over may be given money back for. */
    private static final String NOT_OVER = """
            select id, panel_order_kind, panel_order_id from orders
             where panel = $1 and state = 'ACCEPTED'
               and (panel_status is null
                    or panel_status not in ('COMPLETED', 'PARTIAL', 'CANCELED', 'REFUNDED', 'FAILED', 'EXPIRED'))
             limit $2
            """;

    private final Pool pool;

    OwnOrders(Pool pool) {
        this.pool = pool;
    }

    /** An order of ours and its id at the panel. */
    record OwnOrder(OrderId order, StatusKind kind, PanelOrderId id) {}

    /** Orders that had children to come at that time, at most so many. */
    Uni<List<OwnOrder>> parents(PanelName panel, Instant since, int most) {
        return pool.preparedQuery(PARENTS)
                .execute(Tuple.of(panel.value(), OrderRowMapper.at(since), most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(OwnOrders::order)
                        .toList());
    }

    /** Orders that are not known to be over, at most so many. */
    Uni<List<OwnOrder>> notOver(PanelName panel, int most) {
        return pool.preparedQuery(NOT_OVER)
                .execute(Tuple.of(panel.value(), most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(OwnOrders::order)
                        .toList());
    }

    private static OwnOrder order(Row row) {
        return new OwnOrder(
                new OrderId(row.getLong("id")),
                StatusKind.valueOf(row.getString("panel_order_kind")),
                new PanelOrderId(row.getString("panel_order_id")));
    }
}
