package io.ordertrail.refill.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.Event;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.Measurement;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.RefillEvent;
import io.ordertrail.events.StatusEvent.Progress;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.events.SubmissionEvent.OrderAccepted;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.events.SubmissionEvent.RefillAsked;
import io.ordertrail.events.SubmissionEvent.ServiceTerms;
import io.ordertrail.events.Topics;
import io.ordertrail.events.UnreadableEventException;
import io.ordertrail.kit.deadletter.ReceivedRecord;
import io.ordertrail.testsupport.resources.TopicContent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Acts as the shops, order-intake and status-poller by their topics, and as the panels by their admin API. */
@Singleton
class RefillFixture {

    static final ShopId SHOP = new ShopId("shop-1");

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final AtomicLong LAST = new AtomicLong(1000);

    private final TestClock clock;
    private final String kafka;
    private final URI simulator;
    private final HttpClient http = HttpClient.newHttpClient();
    private final EventCodec codec = new EventCodec();
    private final ObjectMapper json = new ObjectMapper();
    private final KafkaProducer<String, byte[]> producer;
    private final Pool pool;

    RefillFixture(
            TestClock clock,
            Pool pool,
            @ConfigProperty(name = "kafka.bootstrap.servers") String kafka,
            @ConfigProperty(name = "test.simulator") URI simulator) {
        this.clock = clock;
        this.pool = pool;
        this.kafka = kafka;
        this.simulator = simulator;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer());
    }

    @PreDestroy
    void close() {
        producer.close();
    }

    /** A bought order. Its events are stored when the method returns: the topics are not read in step. */
    final class Bought {
        final OrderRef ref;
        private long submissions;
        private long statuses;

        Bought(OrderRef ref) {
            this.ref = ref;
        }

        Bought accepted(String serviceName, boolean refill, long quantity, @Nullable String link) {
            ServiceTerms terms = new ServiceTerms(serviceName, "Default", Money.of("1", "USD"), refill, true);
            OrderContent content = new OrderContent(ref.service(), link, quantity, null, Map.of());
            submissions++;
            publishStored(
                    Topics.SUBMISSIONS,
                    new OrderAccepted(ref, submissions, clock.instant(), content, OrderKind.NORMAL, terms, null));
            return this;
        }

        Bought status(OrderStatus status, long remains) {
            return status(status, remains, clock.instant());
        }

        Bought status(OrderStatus status, long remains, Instant at) {
            statuses++;
            publishStored(
                    Topics.STATUS,
                    new StatusChanged(
                            ref,
                            statuses,
                            at,
                            status,
                            null,
                            status.name(),
                            new Progress(100L, remains, null),
                            null,
                            null));
            return this;
        }

        Bought asked() {
            submissions++;
            publishStored(Topics.SUBMISSIONS, new RefillAsked(ref, submissions, clock.instant()));
            return this;
        }

        Bought counted(long count) {
            Measurement measurement = new Measurement(ref.reference(), count, clock.instant());
            CloudEvent<Measurement> event = new CloudEvent<>(
                    "m-" + LAST.incrementAndGet(), SHOP.value(), null, clock.instant(), null, measurement);
            publish(Topics.MEASUREMENTS, event, codec.data(measurement));
            return this;
        }

        List<RefillEvent> events() {
            return RefillFixture.this.events(ref.id());
        }

        List<String> eventTypes() {
            return events().stream().map(Event::type).toList();
        }

        int refillsInLedger() {
            return ledger().path("refills").size();
        }

        JsonNode ledger() {
            return send(HttpRequest.newBuilder(URI.create(simulator + "/admin/ledger/orders?panel=" + ref.panel()))
                            .build())
                    .lines()
                    .map(RefillFixture.this::tree)
                    .filter(order -> order.path("id").asText().equals(String.valueOf(ref.panelOrderId())))
                    .findFirst()
                    .orElseThrow();
        }

        private void publishStored(String topic, LifecycleEvent event) {
            publish(topic, CloudEvent.of(topic, "test", event), codec.data(event));
            await().atMost(LONG).until(this::isStored);
        }

        private boolean isStored() {
            return pool.preparedQuery("""
                            select 1 from watched_order
                            where order_id = $1 and submission_revision >= $2 and status_revision >= $3
                            """)
                            .execute(Tuple.of(ref.id().value(), submissions, statuses))
                            .await()
                            .atMost(LONG)
                            .size()
                    == 1;
        }
    }

    /** Buys it at the simulator with that mark, and publishes it to the service. */
    Bought bought(String panel, String service, String serviceName, String marks, long quantity) {
        String link = "https://example.org/p/" + LAST.incrementAndGet() + "?sim=" + marks;
        String answer = post(
                URI.create(simulator + "/" + panel + "/api/v2"),
                "key=%s&action=add&service=%s&quantity=%d&link=%s"
                        .formatted(key(panel), service, quantity, URLEncoder.encode(link, UTF_8)));
        String id = tree(answer).path("order").asText();
        if (id.isEmpty()) {
            throw new IllegalStateException("not bought: " + answer);
        }
        OrderRef ref = new OrderRef(
                new OrderId(LAST.incrementAndGet()),
                SHOP,
                new Reference("r-" + LAST.incrementAndGet()),
                new PanelName(panel),
                new PanelOrderId(id),
                new ServiceId(service),
                List.of(),
                null);
        return new Bought(ref).accepted(serviceName, true, quantity, link);
    }

    /** Moves both times: the panels' and the service's. */
    void pass(Duration time) {
        post(URI.create(simulator + "/admin/clock"), "{\"advance\":\"" + time + "\"}");
        clock.advance(time);
    }

    /** Returns the service's time. */
    Instant now() {
        return clock.instant();
    }

    /** Leaves no calls to that panel until then, as if all had been made. */
    void spendBudget(String panel, Instant until) {
        pool.preparedQuery("""
                        insert into call_budget (panel, saved, as_of) values ($1, 0, $2)
                        on conflict (panel) do update set saved = 0, as_of = $2
                        """)
                .execute(Tuple.of(panel, until.atOffset(ZoneOffset.UTC)))
                .await()
                .atMost(LONG);
    }

    void fault(String fault) {
        post(URI.create(simulator + "/admin/faults"), fault);
    }

    JsonNode get(String path) {
        return tree(send(HttpRequest.newBuilder(URI.create(simulator + path)).build()));
    }

    void publish(String topic, CloudEvent<?> event, byte[] data) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, event.subject(), data);
        codec.headers(event).forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        try {
            var _ = producer.send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<RefillEvent> events(OrderId order) {
        return records(Topics.REFILLS).stream()
                .map(this::read)
                .filter(RefillEvent.class::isInstance)
                .map(RefillEvent.class::cast)
                .filter(event -> event.order().id().equals(order))
                .toList();
    }

    List<ReceivedRecord> records(String topic) {
        return TopicContent.of(kafka, topic).stream().map(ReceivedRecord::of).toList();
    }

    private Event read(ReceivedRecord record) {
        try {
            return record.event(codec).data();
        } catch (UnreadableEventException e) {
            throw new IllegalStateException(e);
        }
    }

    private String key(String panel) {
        return get("/admin/panels").path(panel).path("key").asText();
    }

    private String post(URI uri, String body) {
        String type = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
        return send(HttpRequest.newBuilder(uri)
                .header("content-type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private String send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
