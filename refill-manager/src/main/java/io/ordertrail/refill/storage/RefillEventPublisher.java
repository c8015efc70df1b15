package io.ordertrail.refill.storage;

import io.ordertrail.events.RefillEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** Where the events of a change go, in the change's own transaction. */
public interface RefillEventPublisher {

    /** Writes them, so that they are told exactly if the transaction is committed. */
    Uni<Void> publish(SqlConnection transaction, List<RefillEvent> events);

    /** The transaction is committed. */
    void committed();
}
