package io.ordertrail.kit.outbox;

import java.util.List;

/** Hands events to Kafka. Blocks; called by one thread at a time. */
interface Publisher extends AutoCloseable {

    /** All of them, in that order; the answer has one delivery for each. */
    List<PublishResult> publish(List<OutboxRow> rows);

    /** Gives up what is on its way. */
    @Override
    void close();
}
