package io.ordertrail.intake.catalogue;

import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.OperationsEvent;
import io.ordertrail.events.Topics;
import io.ordertrail.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Publishes events for operators, on {@link Topics#OPERATIONS}. */
@Singleton
public class OperationsEvents {

    private final Outbox outbox;

    OperationsEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    /** In a transaction that is open. */
    public Uni<Void> publish(SqlConnection transaction, List<? extends OperationsEvent> events, String subject) {
        List<CloudEvent<?>> envelopes = new ArrayList<>();
        events.forEach(event -> envelopes.add(new CloudEvent<>(
                UUID.randomUUID().toString(), "/ordertrail/order-intake", subject, event.observedAt(), null, event)));
        return outbox.append(transaction, envelopes, Topics.OPERATIONS);
    }

    /** In one of its own. */
    public Uni<Void> publish(OperationsEvent event, String subject) {
        return outbox.transaction(tx -> publish(tx, List.of(event), subject));
    }
}
