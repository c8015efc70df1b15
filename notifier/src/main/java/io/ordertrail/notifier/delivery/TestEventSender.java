package io.ordertrail.notifier.delivery;

import io.ordertrail.notifier.ids.IdGenerator;
import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.message.MessageFactory;
import io.ordertrail.notifier.subscription.Subscription;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Sends something to try an endpoint with, the way of everything else. */
@ApplicationScoped
class TestEventSender {

    private final Pool pool;
    private final MessageStore posting;
    private final Dispatcher dispatcher;
    private final IdGenerator ids;
    private final InstantSource clock;
    private final MessageFactory writer = new MessageFactory();

    TestEventSender(Pool pool, MessageStore posting, Dispatcher dispatcher, IdGenerator ids, InstantSource clock) {
        this.pool = pool;
        this.posting = posting;
        this.dispatcher = dispatcher;
        this.ids = ids;
        this.clock = clock;
    }

    /** The id of the message. */
    Uni<String> send(Subscription subscription) {
        Instant now = clock.instant();
        Message message = writer.test(subscription.id(), subscription.shop(), ids.next("test"), now);
        PlannedDelivery route = new PlannedDelivery(message.id(), subscription.id(), null, now, null);
        return pool.withTransaction(tx -> posting.post(tx, List.of(message), List.of(route), now))
                .invoke(posted -> dispatcher.nudge(posted.subscriptions()))
                .replaceWith(message.id());
    }
}
