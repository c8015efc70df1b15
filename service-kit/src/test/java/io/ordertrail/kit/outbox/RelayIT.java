package io.ordertrail.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.ordertrail.domain.PanelName;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.OperationsEvent;
import io.ordertrail.kit.crash.CrashPoints;
import io.ordertrail.kit.telemetry.TopicMetrics;
import io.ordertrail.kit.tracing.Tracing;
import io.ordertrail.testsupport.EmbeddedKafka;
import io.ordertrail.testsupport.EmbeddedPostgres;
import io.ordertrail.testsupport.resources.TopicContent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayIT {

    private static final int PARTITIONS = 3;
    private static final CrashPoints NONE = name -> {};
    private static final AtomicInteger TOPICS = new AtomicInteger();

    private static EmbeddedPostgres postgres;
    private static EmbeddedKafka kafka;
    private static Vertx vertx;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private String topic = "";
    private Pool pool;
    private Outbox outbox;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.forTests();
        kafka = EmbeddedKafka.forTests();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.closeAndAwait();
        kafka.close();
        postgres.close();
    }

    @BeforeEach
    void fresh() throws Exception {
        topic = "orders.status." + TOPICS.incrementAndGet();
        kafka.createTopics(List.of(topic), PARTITIONS);
        String database = "outbox" + TOPICS.get();
        postgres.createDatabase(database);
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(8))
                .connectingTo(new PgConnectOptions()
                        .setPort(postgres.port())
                        .setHost("localhost")
                        .setDatabase(database)
                        .setUser(postgres.username())
                        .setPassword(postgres.password()))
                .using(vertx)
                .build();
        opened.add(pool::closeAndAwait);
        try (var migration = RelayIT.class.getResourceAsStream("/db/outbox/V0_1__outbox.sql")) {
            pool.query(new String(migration.readAllBytes(), StandardCharsets.UTF_8))
                    .executeAndAwait();
        }
        outbox = new Outbox(pool, new RelaySignal());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    @Test
    void per_key_the_order_is_kept() {
        for (int i = 0; i < 50; i++) {
            append(event("A", i), event("B", i), event("C", i));
        }

        drain(relay(publisher(), NONE, TestConfig.defaults().batchSize(7)));

        List<ConsumerRecord<String, byte[]>> records = published();
        for (String key : List.of("A", "B", "C")) {
            assertThat(records.stream()
                            .filter(record -> record.key().equals(key))
                            .map(RelayIT::id))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 50).mapToObj(i -> key + i).toList());
        }
    }

    @Test
    void what_is_rolled_back_is_not_published_and_what_is_committed_is() {
        append(event("A", 1));
        assertThatThrownBy(() -> outbox.transaction(tx -> outbox.append(tx, List.of(event("A", 2)), topic)
                                .chain(() -> Uni.createFrom().failure(new IllegalStateException("rolled back"))))
                        .await()
                        .indefinitely())
                .isInstanceOf(IllegalStateException.class);

        drain(relay(publisher(), NONE, TestConfig.defaults()));

        assertThat(published()).extracting(RelayIT::id).containsExactly("A1");
        assertThat(pending()).isZero();
    }

    @Test
    void the_record_is_the_event_in_binary_mode_keyed_by_its_subject() {
        append(event("A", 1));

        drain(relay(publisher(), NONE, TestConfig.defaults()));

        ConsumerRecord<String, byte[]> record = published().getFirst();
        assertThat(record.key()).isEqualTo("A");
        assertThat(header(record, "ce_type")).isEqualTo(event("A", 1).data().type());
        assertThat(header(record, "ce_source")).isEqualTo("/ordertrail/test");
        assertThat(header(record, "content-type")).isEqualTo("application/json");
    }

    @Test
    void a_crash_between_publishing_and_deleting_repeats_with_the_same_id() {
        AtomicBoolean crashed = new AtomicBoolean();
        CrashPoints once = name -> {
            if (name.equals("outbox.published") && crashed.compareAndSet(false, true)) {
                throw new IllegalStateException("crash");
            }
        };
        Relay relay = relay(publisher(), once, TestConfig.defaults());
        append(event("A", 1), event("A", 2));

        assertThatThrownBy(() -> relay.round().await().indefinitely()).hasMessage("crash");
        drain(relay);

        assertThat(published()).extracting(RelayIT::id).containsExactly("A1", "A2", "A1", "A2");
        assertThat(pending()).isZero();
    }

    @Test
    void two_relays_never_publish_at_once() {
        AtomicInteger publishing = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        List<Relay> relays = List.of(
                relay(
                        watched(publisher(), publishing, overlapped),
                        NONE,
                        TestConfig.defaults().batchSize(5)),
                relay(
                        watched(publisher(), publishing, overlapped),
                        NONE,
                        TestConfig.defaults().batchSize(5)));
        for (int i = 0; i < 200; i++) {
            append(event("A", i));
        }

        await().atMost(Duration.ofMinutes(1)).until(() -> {
            Uni.join()
                    .all(relays.stream().map(Relay::round).toList())
                    .andFailFast()
                    .await()
                    .indefinitely();
            return pending() == 0;
        });

        assertThat(overlapped).isFalse();
        assertThat(published())
                .extracting(RelayIT::id)
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(i -> "A" + i).toList());
    }

    @Test
    void a_restart_of_kafka_loses_nothing_and_keeps_the_order() {
        Relay relay = relay(publisher(Duration.ofSeconds(2)), NONE, TestConfig.defaults());
        append(event("A", 1));
        drain(relay);
        kafka.stop();
        append(event("A", 2));
        append(event("A", 3));

        assertThat(relay.round().await().indefinitely()).isInstanceOf(RelayResult.Failed.class);
        kafka.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            relay.round().await().indefinitely();
            return pending() == 0;
        });

        assertThat(published().stream().map(RelayIT::id).distinct()).containsExactly("A1", "A2", "A3");
    }

    @Test
    void an_event_that_kafka_refuses_is_set_aside_with_the_reason_and_the_others_go_on() {
        append(event("A", 1), tooLarge("A", 2), event("A", 3));

        drain(relay(publisher(), NONE, TestConfig.defaults()));

        assertThat(published()).extracting(RelayIT::id).containsExactly("A1", "A3");
        assertThat(pool.query("select event_id, reason from outbox_parked").executeAndAwait())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getString("event_id")).isEqualTo("A2");
                    assertThat(row.getString("reason")).contains("RecordTooLarge");
                });
    }

    @Test
    void a_topic_that_is_not_there_holds_up_no_other() {
        outbox.transaction(tx -> outbox.append(tx, List.of(event("A", 1)), "not.there"))
                .await()
                .indefinitely();
        append(event("A", 2));

        RelayResult round =
                relay(publisher(), NONE, TestConfig.defaults()).round().await().indefinitely();

        assertThat(round).isInstanceOf(RelayResult.Failed.class);
        assertThat(published()).extracting(RelayIT::id).containsExactly("A2");
        assertThat(pending()).isEqualTo(1);
    }

    @SafeVarargs
    private void append(CloudEvent<OperationsEvent>... events) {
        outbox.transaction(tx -> outbox.append(tx, List.of(events), topic))
                .await()
                .indefinitely();
    }

    private static CloudEvent<OperationsEvent> event(String key, int number) {
        return event(key, number, "away");
    }

    private static CloudEvent<OperationsEvent> tooLarge(String key, int number) {
        return event(key, number, "x".repeat(2_000_000));
    }

    private static CloudEvent<OperationsEvent> event(String key, int number, String text) {
        return new CloudEvent<>(
                key + number,
                "/ordertrail/test",
                key,
                Instant.EPOCH,
                null,
                new OperationsEvent.PanelDown(new PanelName("promosmm"), text, Instant.EPOCH));
    }

    private KafkaPublisher publisher() {
        return publisher(Duration.ofSeconds(20));
    }

    private KafkaPublisher publisher(Duration timeout) {
        KafkaPublisher publisher = new KafkaPublisher(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                timeout,
                new Tracing(OpenTelemetry.noop(), true));
        opened.add(publisher);
        return publisher;
    }

    private Relay relay(Publisher publisher, CrashPoints crashPoints, OutboxConfig config) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        OutboxMetrics metrics = new OutboxMetrics(registry, new TopicMetrics(registry, "order-intake"));
        return new Relay(pool, publisher, config, metrics, crashPoints);
    }

    private static Publisher watched(Publisher publisher, AtomicInteger publishing, AtomicBoolean overlapped) {
        return new Publisher() {
            @Override
            public List<PublishResult> publish(List<OutboxRow> rows) {
                overlapped.compareAndSet(false, publishing.incrementAndGet() > 1);
                List<PublishResult> deliveries = publisher.publish(rows);
                publishing.decrementAndGet();
                return deliveries;
            }

            @Override
            public void close() {
                publisher.close();
            }
        };
    }

    private static void drain(Relay relay) {
        while (!relay.round().await().indefinitely().equals(new RelayResult.Done(0))) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    private long pending() {
        return pool.query("select count(*) from outbox")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    private List<ConsumerRecord<String, byte[]>> published() {
        return TopicContent.of(kafka.bootstrapServers(), topic);
    }

    private static String id(ConsumerRecord<String, byte[]> record) {
        return header(record, "ce_id");
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
