package io.ordertrail.intake.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.events.Topics;
import io.ordertrail.intake.IntakeSimulatorResource;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is acknowledged is stored, or kept as a dead letter; one bad record of a batch costs the others nothing. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(IntakeSimulatorResource.class)
class RequestConsumerIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Inject
    RequestConsumer consumer;

    @Inject
    DataSource database;

    private final String reference = "c-" + UUID.randomUUID();

    @Test
    void a_record_is_acknowledged_only_when_its_order_is_stored() throws Exception {
        try (Connection other = database.getConnection();
                Connection watch = database.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table orders in exclusive mode");

            CompletableFuture<Void> acknowledged =
                    consumer.consume(batch(order(reference))).subscribeAsCompletionStage();
            await().atMost(LIMIT)
                    .until(() -> count(
                                    watch,
                                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                            + " and query like 'insert into orders%'")
                            > 0);
            assertThat(acknowledged).isNotDone();

            other.rollback();
            assertThat(acknowledged).succeedsWithin(LIMIT);
            assertThat(stored(watch, reference)).isOne();
        }
    }

    @Test
    void a_record_that_cannot_be_read_is_kept_and_those_around_it_are_stored() throws Exception {
        try (Connection watch = database.getConnection()) {
            String after = "c-" + UUID.randomUUID();
            String poison = "{\"reference\":\"" + reference + " oops";

            consumer.consume(batch(order(reference), poison, order(after)))
                    .await()
                    .atMost(LIMIT);

            assertThat(stored(watch, reference) + stored(watch, after)).isEqualTo(2);
            await().atMost(LIMIT)
                    .until(() -> count(
                                    watch,
                                    "select count(*) from dead_letter where convert_from(value, 'UTF8') like '%"
                                            + reference + "%'")
                            == 1);
        }
    }

    private static long stored(Connection connection, String reference) throws SQLException {
        return count(connection, "select count(*) from orders where reference = '" + reference + "'");
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static String order(String reference) {
        return """
                {"reference":"%s","panel":"smmnova","content":{"service":"1","link":"https://example.org/%s","quantity":100}}""".formatted(reference, reference);
    }

    private static ConsumerRecords<String, byte[]> batch(String... values) {
        List<ConsumerRecord<String, byte[]>> records =
                Arrays.stream(values).map(RequestConsumerIT::record).toList();
        return new ConsumerRecords<>(Map.of(new TopicPartition(Topics.REQUESTS, 0), records), Map.of());
    }

    private static ConsumerRecord<String, byte[]> record(String value) {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>(Topics.REQUESTS, 0, 0, "key", value.getBytes(UTF_8));
        Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "acme", "ce_type", "order.place")
                .forEach((name, header) -> record.headers().add(name, header.getBytes(UTF_8)));
        return record;
    }
}
