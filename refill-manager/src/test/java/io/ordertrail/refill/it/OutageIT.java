package io.ordertrail.refill.it;

import static io.ordertrail.testsupport.http.Management.health;
import static io.ordertrail.testsupport.http.Management.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.SubmissionEvent.RefillAsked;
import io.ordertrail.events.Topics;
import io.ordertrail.refill.it.RefillFixture.Bought;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.Outage;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A database or a broker that is away makes the service unready, kills nothing, and everything goes on afterwards. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(RefillSimulatorResource.class)
class OutageIT {

    private static final String UNWARRANTED = "Instagram Likes | No Refill";

    @Inject
    RefillFixture fixture;

    private final EventCodec codec = new EventCodec();

    @Test
    void a_request_that_came_while_the_database_was_away_is_answered_and_so_is_the_next() {
        Bought order = fixture.bought("smmnew", "3", UNWARRANTED, "complete", 100);
        try (Outage _ = Outage.ofDatabase()) {
            ask(order);

            eventually().until(() -> health("ready"), status -> status == 503);
            assertThat(health("live")).isEqualTo(200);
        }

        eventually().until(() -> order.eventTypes().contains("refill.refused"));
        answersAnother();
    }

    /** The record is in hand when Kafka goes, so its offset is committed while Kafka is away. */
    @Test
    @DisabledIfSystemProperty(named = "ordertrail.test.containers", matches = "true")
    void what_is_answered_while_kafka_is_away_is_published_afterwards_and_the_next_request_is_answered() {
        Bought inHand = fixture.bought("smmnew", "3", UNWARRANTED, "complete", 100);
        Outage kafkaOutage;
        try (Outage _ = Outage.ofDatabase()) {
            ask(inHand);
            eventually().until(() -> health("ready"), status -> status == 503);
            kafkaOutage = Outage.ofKafka();
        }
        try (kafkaOutage) {
            // Longer than the tests let a client of Kafka wait for an answer.
            eventually().until(() -> metric("ordertrail_outbox_age_seconds"), age -> age > 10);
            assertThat(health("live")).isEqualTo(200);
        }

        eventually().until(() -> inHand.eventTypes().contains("refill.refused"));
        answersAnother();
        assertThat(health("live")).isEqualTo(200);
    }

    private void answersAnother() {
        Bought next = fixture.bought("smmnew", "3", UNWARRANTED, "complete", 100);
        ask(next);
        eventually().until(() -> next.eventTypes().contains("refill.refused"));
        eventually().until(() -> health("ready"), status -> status == 200);
    }

    private void ask(Bought order) {
        RefillAsked asked = new RefillAsked(order.ref, 2, fixture.now());
        fixture.publish(Topics.SUBMISSIONS, CloudEvent.of(Topics.SUBMISSIONS, "test", asked), codec.data(asked));
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }
}
