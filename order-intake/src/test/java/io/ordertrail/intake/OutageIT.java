package io.ordertrail.intake;

import static io.ordertrail.testsupport.http.Management.health;
import static io.ordertrail.testsupport.http.Management.metric;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.events.Topics;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.Outage;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.ordertrail.testsupport.resources.TopicContent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A database or a broker that is away makes the service unready, kills nothing, and everything goes on afterwards. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(IntakeSimulatorResource.class)
class OutageIT {

    private static final String OPERATOR = "Bearer operator-key-of-the-tests";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void a_record_that_came_while_the_database_was_away_is_bought_and_so_is_the_next() {
        String meanwhile = "o-" + UUID.randomUUID();
        try (Outage _ = Outage.ofDatabase()) {
            publish(meanwhile);

            eventually().until(() -> health("ready"), status -> status == 503);
            assertThat(health("live")).isEqualTo(200);
        }

        accepted(meanwhile);
        String next = "o-" + UUID.randomUUID();
        publish(next);
        accepted(next);
        eventually().until(() -> health("ready"), status -> status == 200);
    }

    /** The record is in hand when Kafka goes, so its offset is committed while Kafka is away. */
    @Test
    @DisabledIfSystemProperty(named = "ordertrail.test.containers", matches = "true")
    void without_kafka_orders_are_bought_and_what_happened_is_published_afterwards() {
        String inHand = "o-" + UUID.randomUUID();
        String placed = "o-" + UUID.randomUUID();
        try (Outage _ = withRecordInHand(inHand)) {
            accepted(inHand);
            place(placed);
            accepted(placed);
            // Longer than the tests let a client of Kafka wait for an answer.
            eventually().until(() -> metric("ordertrail_outbox_age_seconds"), age -> age > 10);
            assertThat(health("live")).isEqualTo(200);
        }

        for (String reference : List.of(inHand, placed)) {
            eventually()
                    .untilAsserted(() -> assertThat(TopicContent.of(kafka, Topics.SUBMISSIONS))
                            .anyMatch(record -> new String(record.value(), UTF_8).contains(reference)
                                    && new String(
                                                    record.headers()
                                                            .lastHeader("ce_type")
                                                            .value(),
                                                    UTF_8)
                                            .equals("order.accepted")));
        }
        String next = "o-" + UUID.randomUUID();
        publish(next);
        accepted(next);
        eventually().until(() -> health("ready"), status -> status == 200);
        assertThat(health("live")).isEqualTo(200);
    }

    /** Returns the outage of Kafka; the database is back. */
    private Outage withRecordInHand(String reference) {
        try (Outage _ = Outage.ofDatabase()) {
            publish(reference);
            eventually().until(() -> health("ready"), status -> status == 503);
            return Outage.ofKafka();
        }
    }

    private static String order(String reference) {
        return """
                {"reference":"%s","panel":"smmnew","content":{"service":"1","link":"https://example.org/%s","quantity":100}}""".formatted(reference, reference);
    }

    private static void place(String reference) {
        given().header("Authorization", OPERATOR)
                .queryParam("source", "acme")
                .contentType(ContentType.JSON)
                .body(order(reference))
                .post("/v1/orders")
                .then()
                .statusCode(201);
    }

    private void publish(String reference) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                    Topics.REQUESTS, reference, order(reference).getBytes(UTF_8));
            Map.of("ce_specversion", "1.0", "ce_id", reference, "ce_source", "acme", "ce_type", "order.place")
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
            var _ = producer.send(record);
        }
    }

    private static void accepted(String reference) {
        eventually()
                .until(
                        () -> given().header("Authorization", OPERATOR)
                                .queryParam("reference", reference)
                                .get("/v1/orders")
                                .jsonPath()
                                .getString("items[0].state"),
                        "ACCEPTED"::equals);
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }
}
