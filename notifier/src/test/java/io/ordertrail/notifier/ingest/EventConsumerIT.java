package io.ordertrail.notifier.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.events.Topics;
import io.ordertrail.notifier.Events;
import io.ordertrail.notifier.MailServer;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is acknowledged is recorded: a replica that dies after it has nothing to lose. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "notifier"))
@WithTestResource(KafkaResource.class)
@WithTestResource(MailServer.class)
class EventConsumerIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Inject
    EventConsumer arrivals;

    @Inject
    DataSource database;

    private final long order = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE / 2);

    @Test
    void an_event_is_acknowledged_only_when_it_is_recorded() throws Exception {
        try (Connection other = database.getConnection();
                Connection watch = database.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table message in exclusive mode");

            CompletableFuture<Void> acknowledged = arrivals.take(batch(Events.anOrder("shop-" + order, order)
                            .withContact("jo@shop-%d.example".formatted(order), null)
                            .completed(1)))
                    .subscribeAsCompletionStage();
            await().atMost(LIMIT)
                    .until(() -> count(
                                    watch,
                                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                            + " and query like '%insert into message%'")
                            > 0);
            assertThat(acknowledged).isNotDone();

            other.rollback();
            assertThat(acknowledged).succeedsWithin(LIMIT);
            assertThat(count(watch, "select count(*) from message where order_id = " + order))
                    .isOne();
        }
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static ConsumerRecords<byte[], byte[]> batch(StatusChanged event) {
        EventCodec codec = new EventCodec();
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(Topics.STATUS, 0, 0, "key".getBytes(UTF_8), codec.data(event));
        codec.headers(CloudEvent.of(Topics.STATUS, "status-poller", event))
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return new ConsumerRecords<>(Map.of(new TopicPartition(Topics.STATUS, 0), List.of(record)), Map.of());
    }
}
