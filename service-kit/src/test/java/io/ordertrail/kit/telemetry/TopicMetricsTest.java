package io.ordertrail.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopicMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TopicMetrics meters = new TopicMetrics(registry, "order-intake");

    @Test
    void the_topics_of_a_service_have_their_metrics_before_it_publishes_anything() {
        assertThat(count("ordertrail.outbox.published", "orders.submissions")).isZero();
        assertThat(count("ordertrail.outbox.refused", "operations.events")).isZero();
    }

    @Test
    void rate_errors_and_duration_are_those_of_the_topic() {
        meters.received("orders.requests", 3, Duration.ofMillis(20));
        meters.dead("orders.requests");
        meters.published("orders.submissions", Duration.ofMillis(5));
        meters.refused("orders.submissions");

        assertThat(count("ordertrail.topic.received", "orders.requests")).isEqualTo(3);
        assertThat(count("ordertrail.dead.letters", "orders.requests")).isOne();
        assertThat(registry.get("ordertrail.topic.processing")
                        .tag("topic", "orders.requests")
                        .timer()
                        .count())
                .isOne();
        assertThat(count("ordertrail.outbox.published", "orders.submissions")).isOne();
        assertThat(count("ordertrail.outbox.refused", "orders.submissions")).isOne();
        assertThat(count("ordertrail.outbox.published", "operations.events")).isZero();
    }

    private double count(String name, String topic) {
        return registry.get(name).tag("topic", topic).counter().count();
    }
}
