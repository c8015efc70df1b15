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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Our accepted orders at a panel that may have changed its ids or its balance meanwhile. */
@Singleton
class OwnOrders {

    /** Drip-feeds and subscriptions that were not over at that time, also if they are by now. By orders_parents. */
    private static final String PARENTS = """
            select id, panel_order_kind, panel_order_id from orders
             where panel = $1 and state = 'ACCEPTED' and order_kind in ('DRIP_FEED', 'SUBSCRIPTION')
               and (panel_status is null or panel_status_at > $2
                    or panel_status not in %s)
             order by id limit $3
            """.formatted(OrderRowMapper.OVER);

    /** What may have been given money back for since that time: not known to be over, or over since. */
    private static final String MAY_BE_PAID_BACK = """
            select id, panel_order_kind, panel_order_id, charge, panel_status_at, submitted_at, request,
                   coalesce(panel_status in %1$s, false) as is_over
              from orders
             where panel = $1 and state = 'ACCEPTED'
               and (panel_status is null or panel_status_at > $2
                    or panel_status not in %1$s)
             limit $3
            """.formatted(OrderRowMapper.OVER);

    private final Pool pool;

    OwnOrders(Pool pool) {
        this.pool = pool;
    }

    /** An order of ours and its id at the panel. */
    record OwnOrder(OrderId order, StatusKind kind, PanelOrderId id) {}

    /**
     * An order of ours that money may have been given back for.
     *
     * @param charge what it cost, if that is known
     * @param seenAt when its last state was seen
     */
    record MayBePaidBack(
            OwnOrder order,
            Optional<BigDecimal> charge,
            @Nullable Instant seenAt,
            @Nullable Instant submittedAt,
            boolean isKnownToBeOver,
            String request) {}

    /** Orders that may have been given money back for since that time, at most so many. */
    Uni<List<MayBePaidBack>> mayBePaidBack(PanelName panel, Instant since, int most) {
        return pool.preparedQuery(MAY_BE_PAID_BACK)
                .execute(Tuple.of(panel.value(), OrderRowMapper.at(since), most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new MayBePaidBack(
                                order(row),
                                Optional.ofNullable(row.getBigDecimal("charge")),
                                OrderRowMapper.instant(row, "panel_status_at"),
                                OrderRowMapper.instant(row, "submitted_at"),
                                row.getBoolean("is_over"),
                                row.getString("request")))
                        .toList());
    }

    /** Orders that had children to come at that time, at most so many. */
    Uni<List<OwnOrder>> parents(PanelName panel, Instant since, int most) {
        return pool.preparedQuery(PARENTS)
                .execute(Tuple.of(panel.value(), OrderRowMapper.at(since), most))
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
