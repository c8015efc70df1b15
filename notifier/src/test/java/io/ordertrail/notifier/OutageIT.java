package io.ordertrail.notifier;

import static io.ordertrail.notifier.Events.anOrder;
import static io.ordertrail.testsupport.http.Management.health;
import static io.ordertrail.testsupport.http.Management.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.testsupport.resources.Outage;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A database or a broker that is away makes the service unready, kills nothing, and everything goes on afterwards. */
@QuarkusTest
class OutageIT extends Installation {

    @Test
    void an_event_that_came_while_the_database_was_away_is_delivered_and_so_is_the_next() {
        subscribe("/hook", Map.of());
        try (Outage _ = Outage.ofDatabase()) {
            publish(anOrder(shop, order).inProgress(1));

            eventually().until(() -> health("ready"), status -> status == 503);
            assertThat(health("live")).isEqualTo(200);
        }

        eventually().until(() -> receiver.at("/hook").size() == 1);
        publish(anOrder(shop, order).completed(2));
        eventually().until(() -> receiver.at("/hook").size() == 2);
        eventually().until(() -> health("ready"), status -> status == 200);
    }

    /** The record is in hand when Kafka goes, so its offset is committed while Kafka is away. */
    @Test
    @DisabledIfSystemProperty(named = "ordertrail.test.containers", matches = "true")
    void what_was_taken_is_delivered_without_kafka_and_events_are_taken_afterwards() {
        subscribe("/hook", Map.of());
        Outage kafkaOutage;
        try (Outage _ = Outage.ofDatabase()) {
            publish(anOrder(shop, order).inProgress(1));
            eventually().until(() -> health("ready"), status -> status == 503);
            kafkaOutage = Outage.ofKafka();
        }
        try (kafkaOutage) {
            eventually().until(() -> receiver.at("/hook").size() == 1);
            // Longer than the tests let a client of Kafka wait for an answer.
            eventually().until(() -> metric("ordertrail_outbox_age_seconds"), age -> age > 10);
            assertThat(health("live")).isEqualTo(200);
        }

        publish(anOrder(shop, order).completed(2));
        eventually().until(() -> receiver.at("/hook").size() == 2);
        eventually().until(() -> health("ready"), status -> status == 200);
        assertThat(health("live")).isEqualTo(200);
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }
}
