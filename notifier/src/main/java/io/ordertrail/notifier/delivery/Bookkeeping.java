package io.ordertrail.notifier.delivery;

import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.NotificationEvent;
import io.ordertrail.events.Topics;
import io.ordertrail.kit.crash.CrashPoints;
import io.ordertrail.kit.outbox.Outbox;
import io.ordertrail.notifier.subscription.SubscriptionStore;
import io.ordertrail.notifier.subscription.Suppressions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a batch of outcomes and everything that follows from them; all of it or nothing. */
@ApplicationScoped
class Bookkeeping {

    private final Pool pool;
    private final Outbox outbox;
    private final AttemptOutcomeWriter results;
    private final SubscriptionStore subscriptions;
    private final Suppressions suppressions;
    private final EndpointHealthRules aftermath;
    private final CrashPoints crashPoints;

    Bookkeeping(
            Pool pool,
            Outbox outbox,
            AttemptOutcomeWriter results,
            SubscriptionStore subscriptions,
            Suppressions suppressions,
            DeliverySettings settings,
            CrashPoints crashPoints) {
        this.pool = pool;
        this.outbox = outbox;
        this.results = results;
        this.subscriptions = subscriptions;
        this.suppressions = suppressions;
        this.aftermath = new EndpointHealthRules(settings.disableAfter());
        this.crashPoints = crashPoints;
    }

    /** Safe to repeat: what was written already is fenced off. */
    Uni<Void> write(List<AttemptOutcome> outcomes) {
        return outbox.transaction(tx -> writeAll(tx, outcomes)).invoke(() -> crashPoints.pass("delivery.recorded"));
    }

    Uni<Void> giveBack(List<ClaimedDelivery> claimed, Instant dueAt) {
        return results.giveBack(pool, claimed, dueAt);
    }

    private Uni<Void> writeAll(SqlConnection tx, List<AttemptOutcome> outcomes) {
        return results.write(tx, outcomes)
                .flatMap(holding -> outbox.append(tx, aftermath.endedEvents(holding), Topics.NOTIFICATIONS)
                        .chain(() -> aftermath.hasMore(holding)
                                ? writeAftermath(tx, holding)
                                : Uni.createFrom().voidItem()));
    }

    /** Nearly all batches are nothing but successes, and have none. */
    private Uni<Void> writeAftermath(SqlConnection tx, List<AttemptOutcome> holding) {
        return outbox.append(tx, deaths(holding), Topics.NOTIFICATIONS)
                .chain(() -> each(latest(holding), outcome -> health(tx, outcome)))
                .chain(() -> each(holding, outcome -> suppress(tx, outcome)))
                .chain(() -> each(disabling(holding), outcome -> disable(tx, outcome)));
    }

    private List<CloudEvent<NotificationEvent>> deaths(List<AttemptOutcome> outcomes) {
        return outcomes.stream()
                .map(aftermath::deadEvent)
                .flatMap(Optional::stream)
                .toList();
    }

    private Uni<Void> health(SqlConnection tx, AttemptOutcome outcome) {
        return aftermath
                .failing(outcome)
                .map(failing -> subscriptions
                        .failing(tx, outcome.claimed().subscription().id(), failing, outcome.endedAt())
                        .flatMap(changed -> changed
                                ? subscriptions.counted(tx)
                                : Uni.createFrom().voidItem()))
                .orElse(Uni.createFrom().voidItem());
    }

    private Uni<Void> suppress(SqlConnection tx, AttemptOutcome outcome) {
        return aftermath
                .suppresses(outcome)
                .map(address -> suppressions.add(
                        tx,
                        address,
                        outcome.claimed().subscription().shop(),
                        outcome.answer().summary(),
                        outcome.endedAt()))
                .orElse(Uni.createFrom().voidItem());
    }

    /** What waits for it is ended by the next sweep, which sees it disabled. */
    private Uni<Void> disable(SqlConnection tx, AttemptOutcome outcome) {
        String reason = aftermath.disables(outcome).orElseThrow();
        String id = outcome.claimed().subscription().id();
        return subscriptions
                .disable(tx, id, reason, outcome.endedAt())
                .flatMap(now -> now
                        ? subscriptions
                                .counted(tx)
                                .chain(() -> outbox.append(
                                        tx, List.of(aftermath.disabledEvent(outcome, reason)), Topics.NOTIFICATIONS))
                        : Uni.createFrom().voidItem());
    }

    private Collection<AttemptOutcome> disabling(List<AttemptOutcome> outcomes) {
        return byEndpoint(outcomes.stream()
                .filter(outcome -> aftermath.disables(outcome).isPresent())
                .toList());
    }

    /** One an endpoint: what its last outcome says of its health. */
    private static Collection<AttemptOutcome> latest(List<AttemptOutcome> outcomes) {
        return byEndpoint(outcomes);
    }

    private static Collection<AttemptOutcome> byEndpoint(List<AttemptOutcome> outcomes) {
        return outcomes.stream()
                .collect(Collectors.toMap(
                        outcome -> outcome.claimed().subscription().id(),
                        Function.identity(),
                        (earlier, later) -> later.endedAt().isBefore(earlier.endedAt()) ? earlier : later))
                .values();
    }

    /** One after the other: a connection does one thing at a time. */
    private static Uni<Void> each(Collection<AttemptOutcome> outcomes, Function<AttemptOutcome, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(outcomes)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
