package io.ordertrail.intake.order;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** The table {@code child_order}: orders that panels made of our drip-feeds and subscriptions. */
@Singleton
public class ChildOrders {

    /** A parent that is not in the order table is no order of this installation: its children are of no use. */
    private static final String ADD = """
            insert into child_order (panel, panel_order_id, parent, found_at)
            select o.panel, n.child, o.id, $3
              from unnest($1::bigint[], $2::text[]) as n(parent, child)
              join orders o on o.id = n.parent
            on conflict do nothing
            """;

    /** An order that a panel made of one of ours. */
    public record Child(OrderId parent, PanelOrderId id) {}

    /** Stores those that are new. */
    public Uni<Void> add(SqlClient sql, List<Child> children, Instant now) {
        if (children.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.tuple()
                .addArrayOfLong(
                        children.stream().map(child -> child.parent().value()).toArray(Long[]::new))
                .addArrayOfString(
                        children.stream().map(child -> child.id().value()).toArray(String[]::new))
                .addOffsetDateTime(OrderRowMapper.at(now));
        return sql.preparedQuery(ADD).execute(values).replaceWithVoid();
    }
}
