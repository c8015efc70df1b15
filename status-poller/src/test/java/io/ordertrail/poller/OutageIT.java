package io.ordertrail.poller;

import static io.ordertrail.testsupport.http.Management.health;
import static io.ordertrail.testsupport.http.Management.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.Outage;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A database or a broker that is away makes the service unready, kills nothing, and everything goes on afterwards. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "poller"))
@WithTestResource(KafkaResource.class)
@WithTestResource(PollerSimulatorResource.class)
class OutageIT {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "test.simulator")
    String simulator;

    private SimulatedPanels panels;
    private TopicReader topics;

    @BeforeEach
    void connect() {
        panels = new SimulatedPanels(simulator);
        topics = new TopicReader(kafka);
    }

    @AfterEach
    void disconnect() {
        topics.close();
    }

    @Test
    void an_order_that_came_while_the_database_was_away_is_watched_and_so_is_the_next() {
        OrderId meanwhile;
        try (Outage _ = Outage.ofDatabase()) {
            meanwhile = bought();

            eventually().until(() -> health("ready"), status -> status == 503);
            assertThat(health("live")).isEqualTo(200);
        }

        topics.await(meanwhile, is(OrderStatus.PENDING));
        topics.await(bought(), is(OrderStatus.PENDING));
        eventually().until(() -> health("ready"), status -> status == 200);
    }

    /** The record is in hand when Kafka goes, so its offset is committed while Kafka is away. */
    @Test
    @DisabledIfSystemProperty(named = "ordertrail.test.containers", matches = "true")
    void what_is_seen_while_kafka_is_away_is_published_afterwards_and_the_next_order_is_watched() {
        OrderId inHand;
        Outage kafkaOutage;
        try (Outage _ = Outage.ofDatabase()) {
            inHand = bought();
            eventually().until(() -> health("ready"), status -> status == 503);
            kafkaOutage = Outage.ofKafka();
        }
        try (kafkaOutage) {
            // Longer than the tests let a client of Kafka wait for an answer.
            eventually().until(() -> metric("ordertrail_outbox_age_seconds"), age -> age > 10);
            assertThat(health("live")).isEqualTo(200);
        }

        topics.await(inHand, is(OrderStatus.PENDING));
        topics.await(bought(), is(OrderStatus.PENDING));
        eventually().until(() -> health("ready"), status -> status == 200);
        assertThat(health("live")).isEqualTo(200);
    }

    private OrderId bought() {
        String link = "https://example.org/" + UUID.randomUUID() + "?sim=complete";
        PanelOrderId number = panels.buy("smmnew", 1, link, 100, "");
        return topics.accepted("smmnew", number, 100);
    }

    private static Predicate<StatusEvent> is(OrderStatus status) {
        return event -> event instanceof StatusChanged changed && changed.status() == status;
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }
}
