package io.ordertrail.intake.request;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.events.SubmissionEvent.RejectionReason;
import io.ordertrail.events.Topics;
import io.ordertrail.intake.IntakeSimulatorResource;
import io.ordertrail.intake.order.NewOrder;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.Placement;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Cancel and refill requests that are read before their order. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(IntakeSimulatorResource.class)
class EarlyRequestIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Inject
    RequestConsumer consumer;

    @Inject
    OrderRepository book;

    @Inject
    DataSource database;

    private final String reference = "y-" + UUID.randomUUID();

    @Test
    void an_order_whose_cancel_came_first_is_stored_and_withdrawn_at_once_and_never_bought() {
        consume("order.cancel", "{\"reference\":\"" + reference + "\"}");
        assertThat(order().getList("orders")).isEmpty();

        consume("order.place", order("smmnew"));

        assertThat(order().getString("items[0].state")).isEqualTo("WITHDRAWN");
        assertHistory("order.received", "order.withdrawn");
        assertThat(kept()).isZero();
        assertThat(IntakeSimulatorResource.simulator().orders("smmnew"))
                .noneMatch(bought -> bought.link().endsWith(reference));
    }

    @Test
    void a_refill_request_that_came_first_is_handed_on_when_the_order_comes() {
        consume("order.refill", "{\"reference\":\"" + reference + "\"}");

        placed(Optional.empty());

        assertHistory("order.received", "order.refill-asked");
        assertThat(kept()).isZero();
    }

    @Test
    void a_cancel_that_came_before_an_order_that_is_rejected_is_refused() {
        consume("order.cancel", "{\"reference\":\"" + reference + "\"}");

        placed(Optional.of(new NewOrder.Rejection(RejectionReason.UNKNOWN_SERVICE, "not sold")));

        assertHistory("order.rejected", "order.cancel-refused");
        assertThat(order().getString("items[0].state")).isEqualTo("REJECTED");
    }

    @Test
    void a_cancel_whose_order_does_not_come_in_time_becomes_a_dead_letter_and_does_not_touch_a_later_order()
            throws Exception {
        consume("order.cancel", "{\"reference\":\"" + reference + "\"}");
        consume("order.cancel", "{\"reference\":\"" + reference + "\"}");
        assertThat(kept()).isOne();

        sql("update early_request set kept_until = now() - interval '1 s' where reference = ?");
        placed(Optional.empty());

        await().atMost(LIMIT).until(() -> kept() == 0);
        await().atMost(LIMIT)
                .until(() -> count("select count(*) from dead_letter where reason like '%' || ? || '%'") == 1);
        assertThat(order().getString("items[0].state")).isEqualTo("RECEIVED");
    }

    @Test
    void a_record_with_any_key_is_kept() {
        consumer.consume(batch("a\0key", "order.cancel", "{\"reference\":\"" + reference + "\"}"))
                .await()
                .atMost(LIMIT);

        assertThat(kept()).isOne();
    }

    @Test
    void a_cancel_that_is_read_while_its_order_is_being_stored_meets_it() throws Exception {
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            // The order is inserted, and its early requests are not looked for yet.
            other.createStatement().execute("lock table early_request in access exclusive mode");
            CompletableFuture<List<Placement>> placing =
                    book.place(List.of(newOrder(Optional.empty()))).subscribeAsCompletionStage();
            waitsWith("select o.id, o.source, o.reference, o.request%");

            CompletableFuture<Void> canceling = consumer.consume(
                            batch("order.cancel", "{\"reference\":\"" + reference + "\"}"))
                    .subscribeAsCompletionStage();
            waitsWith("select pg_advisory_xact_lock(hashtext('ordertrail.early')%");
            other.rollback();

            assertThat(placing).succeedsWithin(LIMIT);
            assertThat(canceling).succeedsWithin(LIMIT);
        }

        assertThat(order().getString("items[0].state")).isEqualTo("WITHDRAWN");
        assertThat(kept()).isZero();
        assertHistory("order.received", "order.withdrawn");
    }

    @Test
    void a_cancel_that_is_being_kept_while_its_order_waits_to_be_stored_is_found() throws Exception {
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .execute("select pg_advisory_xact_lock(hashtext('ordertrail.early'), hashtext('acme') & 63)");
            CompletableFuture<List<Placement>> placing =
                    book.place(List.of(newOrder(Optional.empty()))).subscribeAsCompletionStage();
            waitsWith("insert into orders%");

            keepCancel(other);
            other.commit();

            assertThat(placing).succeedsWithin(LIMIT);
        }
        assertThat(order().getString("items[0].state")).isEqualTo("WITHDRAWN");
        assertThat(kept()).isZero();
    }

    @Test
    void a_kept_cancel_whose_order_was_stored_without_looking_for_it_is_carried_out() throws Exception {
        placed(Optional.empty());

        // As during an upgrade: the replica that stored the order did not know of kept requests.
        try (Connection connection = database.getConnection()) {
            keepCancel(connection);
        }

        await().atMost(LIMIT).until(() -> "WITHDRAWN".equals(order().getString("items[0].state")));
        await().atMost(LIMIT).until(() -> kept() == 0);
    }

    private void keepCancel(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into early_request (source, reference, kind, topic, record_partition, record_offset, headers,
                                           received_at, kept_until)
                values ('acme', ?, 'CANCEL', 'orders.requests', 0, 0, '{}', now(), now() + interval '10 min')
                """)) {
            insert.setString(1, reference);
            insert.executeUpdate();
        }
    }

    private void consume(String type, String value) {
        consumer.consume(batch(type, value)).await().atMost(LIMIT);
    }

    /** Stored at a panel that no submitter of the running service buys at. */
    private void placed(Optional<NewOrder.Rejection> rejection) {
        book.place(List.of(newOrder(rejection))).await().atMost(LIMIT);
    }

    private NewOrder newOrder(Optional<NewOrder.Rejection> rejection) {
        PlaceOrder request = new PlaceOrder(
                new Reference(reference),
                new PanelName("nobodys"),
                new OrderContent(new ServiceId("1"), "https://example.org/" + reference, 100L, null, Map.of()),
                List.of(),
                null);
        return new NewOrder(new ShopId("acme"), request, rejection, null);
    }

    private String order(String panel) {
        return """
                {"reference":"%s","panel":"%s","content":{"service":"1","link":"https://example.org/%s","quantity":100}}""".formatted(reference, panel, reference);
    }

    private JsonPath order() {
        return given().header("Authorization", "Bearer operator-key-of-the-tests")
                .queryParam("reference", reference)
                .get("/v1/orders")
                .jsonPath();
    }

    private void assertHistory(String... types) {
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(given().header("Authorization", "Bearer operator-key-of-the-tests")
                                .get("/v1/orders/" + order().getLong("items[0].id") + "/history")
                                .jsonPath()
                                .getList("type", String.class))
                        .containsExactly(types));
    }

    private long kept() {
        return count("select count(*) from early_request where reference = ?");
    }

    private void waitsWith(String statement) {
        await().atMost(LIMIT)
                .until(() -> count(
                                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like ?",
                                statement)
                        > 0);
    }

    private long count(String query) {
        return count(query, reference);
    }

    private long count(String query, String value) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, value);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sql(String update) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setString(1, reference);
            statement.executeUpdate();
        }
    }

    private static ConsumerRecords<String, byte[]> batch(String type, String value) {
        return batch("key", type, value);
    }

    private static ConsumerRecords<String, byte[]> batch(String key, String type, String value) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.REQUESTS, 0, 0, key, value.getBytes(UTF_8));
        Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "acme", "ce_type", type)
                .forEach((name, header) -> record.headers().add(name, header.getBytes(UTF_8)));
        return new ConsumerRecords<>(Map.of(new TopicPartition(Topics.REQUESTS, 0), List.of(record)), Map.of());
    }
}
