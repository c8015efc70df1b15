package io.ordertrail.intake.order;

import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.intake.order.GuardedStatements.OrderRow;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of the table {@code orders} in every combination that guards look at, of a panel that nothing else touches. */
public final class StatementRows {

    /** The fence of the claim that statements are about; rows have this one, the one before or the one after. */
    public static final long FENCE = 5;

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Pool pool;
    private final OrderRepository orders;
    private final PanelName panel = new PanelName("g-" + UUID.randomUUID());

    public StatementRows(Pool pool, OrderRepository orders) {
        this.pool = pool;
        this.orders = orders;
    }

    public PanelName panel() {
        return panel;
    }

    /** Every state, fence before, at and after that of the statement, and cancel. */
    public static List<OrderRow> everyRow() {
        List<OrderRow> rows = new ArrayList<>();
        for (OrderState state : OrderState.values()) {
            for (long fence = FENCE - 1; fence <= FENCE + 1; fence++) {
                rows.add(row(state, fence, null));
                for (Cancel.Status cancel : Cancel.Status.values()) {
                    rows.add(row(state, fence, cancel));
                }
            }
        }
        return rows;
    }

    private static OrderRow row(OrderState state, long fence, Cancel.@Nullable Status cancel) {
        String id = state == OrderState.ACCEPTED ? "a-" + UUID.randomUUID() : null;
        return new OrderRow(state, fence, cancel, id);
    }

    /**
     * Stores orders as they were when they were claimed with {@link #FENCE}, then what has become of their rows since.
     *
     * @return the orders as their claims know them
     */
    public List<Order> store(List<OrderRow> rows) {
        List<NewOrder> requests = IntStream.range(0, rows.size())
                .mapToObj(_ -> "g-" + UUID.randomUUID())
                .map(reference -> new NewOrder(
                        new ShopId("acme"),
                        new PlaceOrder(
                                new Reference(reference),
                                panel,
                                new OrderContent(
                                        new ServiceId("1"), "https://example.org/" + reference, 100L, null, Map.of()),
                                List.of(),
                                null),
                        Optional.empty(),
                        null))
                .toList();
        List<Long> ids = orders.place(requests).await().atMost(LONG).stream()
                .map(placement -> placement.id().value())
                .toList();
        run(
                "update orders set state = 'SUBMITTING', fence = $2, submitted_at = now(), attempts = 1 where id = any($1)",
                Tuple.tuple().addArrayOfLong(ids.toArray(Long[]::new)).addLong(FENCE));
        List<Order> claimed = ids.stream().map(id -> find(new OrderId(id))).toList();
        for (int i = 0; i < rows.size(); i++) {
            set(ids.get(i), rows.get(i));
        }
        return claimed;
    }

    private void set(long id, OrderRow row) {
        run("""
                update orders set state = $2, fence = $3, cancel = $4, panel_order_id = $5,
                                  accepted_at = case when $2 = 'ACCEPTED' then now() end,
                                  lease_until = case when $2 = 'SUBMITTING' then now() + interval '1 hour' end
                 where id = $1
                """, Tuple.of(id, row.state().name(), row.fence(), name(row.cancel()), row.panelOrderId()));
        if (row.state() == OrderState.IN_DOUBT) {
            openDoubt(id, row.fence());
        }
    }

    private void openDoubt(long id, long fence) {
        run("""
                insert into doubt (order_id, panel, fence, requested_at, settled_at, evidence)
                values ($1, $2, $3, now() - interval '1 hour', now() - interval '1 minute', 'a test')
                """, Tuple.of(id, panel.value(), fence));
    }

    private static @Nullable String name(Cancel.@Nullable Status cancel) {
        return cancel == null ? null : cancel.name();
    }

    /** Runs a statement of the test's own. */
    public void run(String statement, Tuple values) {
        pool.preparedQuery(statement).execute(values).await().atMost(LONG);
    }

    public Order find(OrderId id) {
        return pool.<Optional<Order>>withConnection(connection -> orders.find(connection, id))
                .await()
                .atMost(LONG)
                .orElseThrow();
    }

    /** The rows as guards see them now, in the order given. */
    public List<OrderRow> read(List<Order> stored) {
        Map<Long, OrderRow> rows = new LinkedHashMap<>();
        pool.preparedQuery("select id, state, fence, cancel, panel_order_id from orders where id = any($1)")
                .execute(Tuple.tuple()
                        .addArrayOfLong(
                                stored.stream().map(order -> order.id().value()).toArray(Long[]::new)))
                .await()
                .atMost(LONG)
                .forEach(row -> rows.put(row.getLong("id"), row(row)));
        return stored.stream().map(order -> rows.get(order.id().value())).toList();
    }

    private static OrderRow row(Row row) {
        String cancel = row.getString("cancel");
        return new OrderRow(
                OrderState.valueOf(row.getString("state")),
                row.getLong("fence"),
                Arrays.stream(Cancel.Status.values())
                        .filter(status -> status.name().equals(cancel))
                        .findFirst()
                        .orElse(null),
                row.getString("panel_order_id"));
    }

    /** The fence of the doubt about the order that is open, or empty. */
    public Optional<Long> openDoubtOf(Order order) {
        return pool
                .preparedQuery("select fence from doubt where order_id = $1 and decision is null order by fence")
                .execute(Tuple.of(order.id().value()))
                .await()
                .atMost(LONG)
                .stream()
                .map(row -> row.getLong("fence"))
                .reduce((first, second) -> {
                    throw new IllegalStateException("two open doubts about order " + order.id());
                });
    }
}
