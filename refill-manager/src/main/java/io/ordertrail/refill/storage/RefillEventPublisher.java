package io.ordertrail.refill.storage;

import io.ordertrail.events.RefillEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** Publishes the events of a change, in the change's own transaction. */
public interface RefillEventPublisher {

    /** Writes them, so that they are published exactly if the transaction commits. */
    Uni<Void> publish(SqlConnection transaction, List<RefillEvent> events);

    /** Called after the transaction committed. */
    void committed();
}
