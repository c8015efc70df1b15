package io.ordertrail.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanKind;
import io.ordertrail.domain.PanelName;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.DeadLetterHeaders;
import io.ordertrail.events.OperationsEvent;
import io.ordertrail.events.Topics;
import io.ordertrail.kit.deadletter.DeadLetterPublisher;
import io.ordertrail.kit.deadletter.ReceivedRecord;
import io.ordertrail.kit.tracing.Tracing;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.ordertrail.testsupport.resources.TopicContent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
class OutboxInServiceIT {

    @Inject
    Outbox outbox;

    @Inject
    DeadLetterPublisher deadLetters;

    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    Tracing tracing;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void what_a_hibernate_session_appends_is_published_soon_after_the_commit() throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> sessions.withTransaction(
                        session -> outbox.append(session, List.of(event("session")), Topics.OPERATIONS))
                .invoke(outbox::nudge));
        VertxContextSupport.subscribeAndAwait(() -> sessions.withStatelessTransaction(
                        session -> outbox.append(session, List.of(event("stateless")), Topics.OPERATIONS))
                .invoke(outbox::nudge));
        outbox.transaction(tx -> outbox.append(tx, List.of(event("pool")), Topics.OPERATIONS))
                .await()
                .indefinitely();

        assertThat(records(Topics.OPERATIONS, 3))
                .extracting(record -> ReceivedRecord.of(record).headers().get("ce_id"))
                .containsExactly("session", "stateless", "pool");
    }

    @Test
    void where_no_endpoint_for_traces_is_set_the_shops_trace_is_handed_on_as_it_came() {
        String shops = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        assertThat(tracing.begin("orders.requests process", SpanKind.CONSUMER, shops)
                        .traceparent())
                .isEqualTo(shops);
        assertThat(tracing.begin("orders.requests process", SpanKind.CONSUMER, null)
                        .traceparent())
                .isNull();
    }

    @Test
    void a_dead_letter_is_the_record_as_it_came_with_the_reason() {
        ReceivedRecord record =
                new ReceivedRecord("orders.requests", 2, 7, "key", Map.of("ce_type", "none"), new byte[] {1, 2});

        deadLetters
                .publish("notifier", record, "No such type; see docs/asyncapi.yaml.")
                .await()
                .indefinitely();

        ReceivedRecord letter =
                ReceivedRecord.of(records(Topics.deadLettersOf("notifier"), 1).getFirst());
        assertThat(letter.key()).isEqualTo("key");
        assertThat(letter.value()).containsExactly(1, 2);
        assertThat(letter.headers())
                .containsEntry("ce_type", "none")
                .containsEntry(DeadLetterHeaders.REASON, "No such type; see docs/asyncapi.yaml.")
                .containsEntry(DeadLetterHeaders.TOPIC, "orders.requests")
                .containsEntry(DeadLetterHeaders.PARTITION, "2")
                .containsEntry(DeadLetterHeaders.OFFSET, "7");
    }

    @Test
    void a_dead_letter_that_is_too_large_is_cut_and_says_so() {
        ReceivedRecord record = new ReceivedRecord("orders.requests", 2, 7, null, Map.of(), new byte[2_000_000]);

        deadLetters.publish("status-poller", record, "Too large.").await().indefinitely();

        ReceivedRecord letter = ReceivedRecord.of(
                records(Topics.deadLettersOf("status-poller"), 1).getFirst());
        assertThat(letter.value()).hasSize(64 * 1024);
        assertThat(letter.headers().get(DeadLetterHeaders.REASON)).startsWith("Too large. (Only the first");
    }

    private static CloudEvent<OperationsEvent> event(String id) {
        return new CloudEvent<>(
                id,
                "/ordertrail/test",
                "promosmm",
                Instant.EPOCH,
                null,
                new OperationsEvent.PanelUp(new PanelName("promosmm"), Instant.EPOCH));
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic, int count) {
        return await().atMost(Duration.ofMinutes(1))
                .until(() -> TopicContent.of(kafka, topic), records -> records.size() >= count);
    }
}
