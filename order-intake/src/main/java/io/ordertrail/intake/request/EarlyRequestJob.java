package io.ordertrail.intake.request;

import io.ordertrail.domain.OrderId;
import io.ordertrail.intake.BackgroundJobs;
import io.ordertrail.intake.order.EarlyRequests;
import io.ordertrail.intake.order.EarlyRequests.Expired;
import io.ordertrail.intake.order.EarlyRequests.Key;
import io.ordertrail.intake.order.EarlyRequests.Overtaken;
import io.ordertrail.kit.deadletter.DeadLetterPublisher;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Ends early requests: one whose order did not come in time becomes a dead letter. */
@Singleton
class EarlyRequestJob {

    private static final Logger LOG = Logger.getLogger(EarlyRequestJob.class);
    private static final String SERVICE = "order-intake";
    private static final Duration CLAIM = Duration.ofMinutes(2);
    /** Less than the claim: a replica that waits longer for Kafka leaves the record to the next claim. */
    private static final Duration PUBLISH_WITHIN = Duration.ofMinutes(1);

    private final EarlyRequests early;
    private final OrderRequestHandler requests;
    private final DeadLetterPublisher deadLetters;
    private final BackgroundJobs jobs;

    EarlyRequestJob(
            EarlyRequests early, OrderRequestHandler requests, DeadLetterPublisher deadLetters, BackgroundJobs jobs) {
        this.early = early;
        this.requests = requests;
        this.deadLetters = deadLetters;
        this.jobs = jobs;
    }

    @Scheduled(
            every = "${ordertrail.intake.cancel.interval:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return jobs.run(() -> logged(this::applyOvertaken).chain(() -> logged(this::publishExpired)));
    }

    private static Uni<Void> logged(Supplier<Uni<Void>> work) {
        return Uni.createFrom()
                .deferred(work::get)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Handling requests that came before their order failed; retrying at the next interval: %s",
                        failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> applyOvertaken() {
        return early.overtaken()
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(
                                request -> apply(request).chain(() -> early.delete(request.key())))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private Uni<Void> apply(Overtaken request) {
        OrderId order = request.order();
        return switch (request.key().kind()) {
            case CANCEL -> requests.cancel(order).replaceWithVoid();
            case REFILL -> requests.refill(order).replaceWithVoid();
        };
    }

    private Uni<Void> publishExpired() {
        return early.claimExpired(CLAIM)
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndMerge(this::publish)
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private Uni<Void> publish(Expired request) {
        return deadLetters
                .publish(SERVICE, request.record(), noOrder(request.key()))
                .ifNoItem()
                .after(PUBLISH_WITHIN)
                .fail()
                .chain(() -> early.delete(request.key()));
    }

    /** Returns the reason for the dead letter of a request whose order is unknown. */
    static String noOrder(Key key) {
        return "There is no order with the reference '%s' of %s.".formatted(key.reference(), key.source());
    }
}
