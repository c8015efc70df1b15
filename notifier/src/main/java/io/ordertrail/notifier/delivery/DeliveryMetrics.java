package io.ordertrail.notifier.delivery;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ordertrail.notifier.subscription.Channel;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What deliveries come to, by channel; never by endpoint, of which there are many. */
@Singleton
class DeliveryMetrics {

    /** What deploy/prometheus promises: a bucket of the histogram ends exactly there. */
    private static final Duration OBJECTIVE = Duration.ofMinutes(1);

    private final Map<Channel, Map<AttemptResult.Verdict, Timer>> attempts = new EnumMap<>(Channel.class);
    private final Map<Channel, Map<DeliveryState, Counter>> ended = new EnumMap<>(Channel.class);
    private final Map<Channel, Timer> age = new EnumMap<>(Channel.class);

    DeliveryMetrics(MeterRegistry registry) {
        for (Channel channel : Channel.values()) {
            attempts.put(
                    channel,
                    byVerdict(verdict -> Timer.builder("ordertrail.delivery.attempt")
                            .description("Attempts at deliveries, by what they came to")
                            .tag("channel", channel.word())
                            .tag("verdict", Names.of(verdict))
                            .publishPercentileHistogram()
                            .minimumExpectedValue(Duration.ofMillis(1))
                            .maximumExpectedValue(Duration.ofSeconds(30))
                            .register(registry)));
            ended.put(
                    channel,
                    Map.of(
                            DeliveryState.DELIVERED, counter(registry, channel, DeliveryState.DELIVERED),
                            DeliveryState.DEAD, counter(registry, channel, DeliveryState.DEAD)));
            age.put(
                    channel,
                    Timer.builder("ordertrail.delivery.age")
                            .description("From the event's arrival to its delivery")
                            .tag("channel", channel.word())
                            .publishPercentileHistogram()
                            .serviceLevelObjectives(OBJECTIVE)
                            .minimumExpectedValue(Duration.ofMillis(1))
                            .maximumExpectedValue(Duration.ofDays(2))
                            .register(registry));
        }
    }

    void attempted(AttemptOutcome outcome) {
        Channel channel = outcome.claimed().subscription().channel();
        timer(channel, outcome.answer().verdict()).record(outcome.answer().took());
        switch (outcome.decision()) {
            case DeliveryDecision.Done _ -> {
                count(channel, DeliveryState.DELIVERED);
                ages(channel).record(Duration.between(outcome.claimed().createdAt(), outcome.endedAt()));
            }
            case DeliveryDecision.GivenUp _ -> count(channel, DeliveryState.DEAD);
            case DeliveryDecision.Again _ -> {
                // still open
            }
        }
    }

    private Timer timer(Channel channel, AttemptResult.Verdict verdict) {
        return requireNonNull(requireNonNull(attempts.get(channel)).get(verdict));
    }

    private Timer ages(Channel channel) {
        return requireNonNull(age.get(channel));
    }

    private void count(Channel channel, DeliveryState state) {
        requireNonNull(requireNonNull(ended.get(channel)).get(state)).increment();
    }

    private static Counter counter(MeterRegistry registry, Channel channel, DeliveryState state) {
        return Counter.builder("ordertrail.delivery.ended")
                .description("Deliveries that ended, delivered or dead")
                .tag("channel", channel.word())
                .tag("outcome", state.word())
                .register(registry);
    }

    private static <T> Map<AttemptResult.Verdict, T> byVerdict(Function<AttemptResult.Verdict, T> make) {
        return Arrays.stream(AttemptResult.Verdict.values()).collect(Collectors.toMap(Function.identity(), make));
    }
}
