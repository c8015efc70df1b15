package io.ordertrail.intake.request;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.Event;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.ShopRequest.CancelOrder;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.events.ShopRequest.RefillOrder;
import io.ordertrail.events.UnreadableEventException;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.order.EarlyRequests;
import io.ordertrail.intake.order.EarlyRequests.Kind;
import io.ordertrail.intake.order.NewOrder;
import io.ordertrail.kit.consuming.RecordBatches;
import io.ordertrail.kit.crash.CrashPoints;
import io.ordertrail.kit.deadletter.DeadLetterPublisher;
import io.ordertrail.kit.deadletter.ReceivedRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads {@code orders.requests} in batches. A record is acknowledged when it is stored or kept as a dead letter; while the
 * database is away, the batch waits.
 */
@ApplicationScoped
class RequestConsumer {

    /** The name of the channel in the configuration. */
    static final String REQUESTS = "requests";

    private static final String SERVICE = "order-intake";

    private final OrderRequestHandler placing;
    private final OrderQueries orders;
    private final EarlyRequests early;
    private final IntakeConfig config;
    private final DeadLetterPublisher deadLetters;
    private final RecordBatches receiving;
    private final CrashPoints crash;
    private final EventCodec codec = new EventCodec();

    RequestConsumer(
            OrderRequestHandler placing,
            OrderQueries orders,
            EarlyRequests early,
            IntakeConfig config,
            DeadLetterPublisher deadLetters,
            RecordBatches receiving,
            CrashPoints crash) {
        this.placing = placing;
        this.orders = orders;
        this.early = early;
        this.config = config;
        this.deadLetters = deadLetters;
        this.receiving = receiving;
        this.crash = crash;
    }

    @Incoming(REQUESTS)
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        crash.pass("request.consumed");
        return receiving.batch(records, this::take);
    }

    private Uni<Void> take(List<ReceivedRecord> records) {
        List<NewOrder> run = new ArrayList<>();
        Uni<Void> done = Uni.createFrom().voidItem();
        for (ReceivedRecord received : records) {
            try {
                CloudEvent<? extends Event> event = received.event(codec);
                ShopId source = new ShopId(event.source());
                if (event.data() instanceof PlaceOrder order) {
                    run.add(placing.checked(source, order, event.traceparent()));
                } else {
                    List<NewOrder> before = List.copyOf(run);
                    run.clear();
                    done = done.chain(() -> place(before)).chain(() -> handle(received, source, event.data()));
                }
            } catch (UnreadableEventException | IllegalArgumentException e) {
                String reason = e.getMessage() == null ? e.toString() : e.getMessage();
                done = done.chain(() -> deadLetters.publish(SERVICE, received, reason));
            }
        }
        List<NewOrder> rest = List.copyOf(run);
        return done.chain(() -> place(rest)).invoke(() -> crash.pass("request.stored"));
    }

    private Uni<Void> place(List<NewOrder> batch) {
        return batch.isEmpty()
                ? Uni.createFrom().voidItem()
                : RetryUntilStored.retried(() -> placing.place(batch).replaceWithVoid());
    }

    private Uni<Void> handle(ReceivedRecord received, ShopId source, Event request) {
        return switch (request) {
            case CancelOrder(Reference reference) ->
                change(received, new EarlyRequests.Key(source, reference, Kind.CANCEL), placing::cancel);
            case RefillOrder(Reference reference) ->
                change(received, new EarlyRequests.Key(source, reference, Kind.REFILL), placing::refill);
            default ->
                deadLetters.publish(
                        SERVICE,
                        received,
                        "Event type %s is not accepted on orders.requests; send order.place, order.cancel or order.refill."
                                .formatted(request.type()));
        };
    }

    private Uni<Void> change(ReceivedRecord received, EarlyRequests.Key key, Function<OrderId, Uni<?>> change) {
        return RetryUntilStored.retried(() -> orders.idOf(key.source(), key.reference()))
                .chain(found -> found.isPresent() || keepFor().isZero()
                        ? Uni.createFrom().item(found)
                        : RetryUntilStored.retried(() -> early.keepUnlessStored(key, received, keepFor())))
                .chain(found -> {
                    if (found.isPresent()) {
                        return RetryUntilStored.retried(
                                () -> change.apply(found.get()).replaceWithVoid());
                    }
                    return keepFor().isZero()
                            ? deadLetters.publish(SERVICE, received, EarlyRequestJob.noOrder(key))
                            : Uni.createFrom().voidItem();
                });
    }

    private Duration keepFor() {
        return config.cancel().earlyFor();
    }
}
