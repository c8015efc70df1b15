package io.ordertrail.refill.storage;

import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.RefillEvent;
import io.ordertrail.events.Topics;
import io.ordertrail.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Publishes to {@link Topics#REFILLS}, by the outbox. */
@Singleton
class OutboxRefillEventPublisher implements RefillEventPublisher {

    private static final String SERVICE = "refill-manager";

    private static final String TRACES =
            "select order_id, trace from watched_order where order_id = any($1) and trace is not null";

    private final Outbox outbox;

    OutboxRefillEventPublisher(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Uni<Void> publish(SqlConnection transaction, List<RefillEvent> events) {
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : traces(transaction, events)
                        .chain(traces -> outbox.append(
                                transaction,
                                events.stream()
                                        .map(event -> CloudEvent.of(Topics.REFILLS, SERVICE, event)
                                                .tracedBy(traces.get(
                                                        event.order().id().value())))
                                        .toList(),
                                Topics.REFILLS));
    }

    /** Read only when something is published, which is rare, rather than loaded with every order. */
    private static Uni<Map<Long, String>> traces(SqlConnection transaction, List<RefillEvent> events) {
        Long[] orders = events.stream()
                .map(event -> event.order().id().value())
                .distinct()
                .toArray(Long[]::new);
        return transaction.preparedQuery(TRACES).execute(Tuple.of(orders)).map(rows -> {
            Map<Long, String> traces = new HashMap<>();
            rows.forEach(row -> traces.put(row.getLong("order_id"), row.getString("trace")));
            return traces;
        });
    }

    @Override
    public void committed() {
        outbox.nudge();
    }
}
