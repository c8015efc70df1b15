package io.ordertrail.refill.book;

import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.RefillEvent;
import io.ordertrail.events.Topics;
import io.ordertrail.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;

/** To {@link Topics#REFILLS}, by the outbox. */
@Singleton
class OutboxPublication implements Publication {

    private static final String SERVICE = "refill-manager";

    private final Outbox outbox;

    OutboxPublication(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Uni<Void> publish(SqlConnection transaction, List<RefillEvent> events) {
        return outbox.append(
                transaction,
                events.stream()
                        .map(event -> CloudEvent.of(Topics.REFILLS, SERVICE, event))
                        .toList(),
                Topics.REFILLS);
    }

    @Override
    public void committed() {
        outbox.nudge();
    }
}
