package io.ordertrail.notifier.delivery;

import io.ordertrail.kit.crash.CrashPoints;
import io.ordertrail.notifier.subscription.Channel;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Makes attempts by the channel's courier, and decides what follows. */
@ApplicationScoped
class AttemptRunner {

    private static final Logger LOG = Logger.getLogger(AttemptRunner.class);

    private final Map<Channel, ChannelSender> couriers = new EnumMap<>(Channel.class);
    private final RetrySchedule schedule;
    private final InstantSource clock;
    private final DeliveryMetrics metrics;
    private final CrashPoints crashPoints;

    AttemptRunner(
            @All List<ChannelSender> all,
            RetrySchedule schedule,
            InstantSource clock,
            DeliveryMetrics metrics,
            CrashPoints crashPoints) {
        all.forEach(courier -> couriers.put(courier.channel(), courier));
        this.schedule = schedule;
        this.clock = clock;
        this.metrics = metrics;
        this.crashPoints = crashPoints;
    }

    /** One attempt for all of these, which go to the same subscription; never fails. */
    Uni<List<AttemptOutcome>> make(List<ClaimedDelivery> together) {
        Instant started = clock.instant();
        Channel channel = together.getFirst().subscription().channel();
        ChannelSender courier = couriers.get(channel);
        if (courier == null) {
            throw new IllegalStateException("no courier for " + channel);
        }
        crashPoints.pass("delivery.claimed");
        return Uni.createFrom()
                .deferred(() -> courier.send(together, started))
                .onFailure()
                .recoverWithItem(mistake -> failed(together, mistake, started))
                .invoke(() -> crashPoints.pass("delivery.answered"))
                .map(answer -> together.stream()
                        .map(claimed -> outcome(claimed, started, answer))
                        .toList());
    }

    private AttemptOutcome outcome(ClaimedDelivery claimed, Instant started, AttemptResult answer) {
        Instant now = clock.instant();
        DeliveryDecision decision = DeliveryDecision.on(answer, claimed.attempts() + 1, schedule, now, claimed.id());
        AttemptOutcome outcome = new AttemptOutcome(claimed, started, now, answer, decision);
        metrics.attempted(outcome);
        return outcome;
    }

    private AttemptResult failed(List<ClaimedDelivery> together, Throwable mistake, Instant started) {
        LOG.errorf(
                mistake,
                "Internal error in the attempt at %s; it is tried again by the schedule.",
                DeliveryView.publicId(together.getFirst().id()));
        return AttemptResult.none(
                AttemptResult.Verdict.FAILED,
                "Ordertrail could not send it: " + mistake.getClass().getSimpleName(),
                Duration.between(started, clock.instant()));
    }
}
