package io.ordertrail.intake.submission;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.events.SubmissionEvent.WaitReason;
import io.ordertrail.intake.IntakeSimulatorResource;
import io.ordertrail.intake.order.NewOrder;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.intake.submission.SubmissionDecision.Bought;
import io.ordertrail.intake.submission.SubmissionDecision.Doubtful;
import io.ordertrail.intake.submission.SubmissionDecision.Later;
import io.ordertrail.testsupport.http.Management;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Orders that wait: for how long, on which links, and what an answer that comes too late leaves behind. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(IntakeSimulatorResource.class)
class WaitingOrdersIT {

    private static final String OPERATOR = "Bearer operator-key-of-the-tests";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(5);

    @Inject
    OrderRepository book;

    @Inject
    Claims claims;

    @Inject
    SubmissionResultWriter results;

    @Inject
    ExpiredClaimJob sweeper;

    @Inject
    Pool pool;

    @Inject
    DataSource database;

    /** No submitter of the running service claims its orders. */
    private final PanelName nobodys = new PanelName("n-" + UUID.randomUUID());

    /** Letters that do not compress, so that an index would have to take them all. */
    private final String longLink = "https://example.org/"
            + IntStream.range(0, 55).mapToObj(_ -> UUID.randomUUID().toString()).collect(Collectors.joining());

    @Test
    void the_search_for_orders_that_waited_too_long_reads_only_those() throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            // A table of its own, with the indexes of the real one.
            statement.execute("create temp table orders (like public.orders including all)");
            statement.execute("""
                    insert into orders (id, source, reference, panel, service, request, state, revision, due_at, received_at,
                                        updated_at)
                    select n, 'acme', n::text, 'p', '1', '{}', case when n % 5 = 0 then 'WAITING' else 'ACCEPTED' end, 1, now(),
                           now(), now()
                      from generate_series(1, 100000) n
                    """);
            statement.execute("analyze orders");

            String plan = explain(statement, ExpiredClaimJob.WAITED_TOO_LONG);

            // A copied index has a name of its own; its condition shows which one it is.
            assertThat(plan)
                    .contains("Index Cond: (COALESCE(")
                    .doesNotContain("Seq Scan on orders")
                    .doesNotContain("Sort")
                    .doesNotContain("Rows Removed");
            statement.execute("drop table pg_temp.orders");
        }
    }

    private static String explain(Statement statement, String query) throws Exception {
        String ready = query.replace("$1", "now() - interval '24 h'").replace("$2", "now()");
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = statement.executeQuery("explain (analyze, costs off, timing off) " + ready)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    @Test
    void an_order_that_an_operator_has_submitted_again_waits_as_long_as_a_new_one() {
        OrderId id = inDoubt(placed("https://example.org/" + UUID.randomUUID()));
        sql("update orders set received_at = received_at - interval '25 h' where id = $1", id);

        resubmit(id);
        sweep();
        assertThat(find(id).state()).isEqualTo(OrderState.RECEIVED);

        sql("update orders set waiting_since = waiting_since - interval '25 h' where id = $1", id);
        sweep();
        assertThat(find(id).state()).isEqualTo(OrderState.REJECTED);
    }

    @Test
    void an_order_that_waited_too_long_is_rejected() {
        OrderId id = placed("https://example.org/" + UUID.randomUUID());
        sql("update orders set received_at = received_at - interval '25 h' where id = $1", id);

        sweep();

        assertThat(find(id).state()).isEqualTo(OrderState.REJECTED);
    }

    @Test
    void an_order_with_a_long_link_waits_for_the_other_on_its_link_and_stops_nothing() {
        assertThat(longLink).hasSizeBetween(1950, 2048);
        OrderId id = placed(longLink);
        Order claimed = claim();

        write(
                claimed,
                new Later(WaitReason.ACTIVE_LINK, "active order", Instant.now().plus(LONG), false));

        assertThat(find(id).state()).isEqualTo(OrderState.WAITING);
    }

    @Test
    void a_link_that_is_too_long_is_refused_by_name() {
        given().header("Authorization", OPERATOR)
                .queryParam("source", "acme")
                .contentType(ContentType.JSON)
                .body("""
                        {"reference":"%s","panel":"smmnew","content":{"service":"1","link":"%s","quantity":100}}""".formatted(UUID.randomUUID(), longLink + "x".repeat(100)))
                .post("/v1/orders")
                .then()
                .statusCode(422)
                .body("detail", containsString("content.link must be at most 2048 characters"));
    }

    @Test
    void an_answer_that_comes_when_the_order_has_gone_another_way_is_listed_until_an_operator_settles_it() {
        OrderId id = placed("https://example.org/" + UUID.randomUUID());
        Order late = claim();
        write(late, new Doubtful(Instant.now(), "silence"));
        resubmit(id);
        Order claimed = claim();
        write(claimed, new Bought(new PanelOrderId("b-" + id), false));

        write(late, new Bought(new PanelOrderId("a-" + id), false));

        Map<String, Object> answer = lateAnswer(id, false).orElseThrow();
        assertThat(answer)
                .containsEntry("latePanelOrderId", "a-" + id)
                .containsEntry("panelOrderId", "b-" + id)
                .containsEntry("state", "ACCEPTED")
                .containsEntry("panel", nobodys.value());
        for (int i = 0; i < 2; i++) {
            given().header("Authorization", OPERATOR)
                    .post("/v1/late-answers/" + answer.get("id") + "/settle")
                    .then()
                    .statusCode(200);
        }
        assertThat(lateAnswer(id, false)).isEmpty();
        assertThat(lateAnswer(id, true))
                .hasValueSatisfying(
                        settled -> assertThat(settled).containsKey("settledAt").containsEntry("settledBy", "operator"));
    }

    @Test
    void every_panel_has_its_gauge_of_late_answers() {
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(Management.metrics()).contains("ordertrail_late_answers_open{panel=\"smmnew\"}"));
    }

    private static Optional<Map<String, Object>> lateAnswer(OrderId order, boolean all) {
        return given()
                .header("Authorization", OPERATOR)
                .queryParam("all", all)
                .queryParam("limit", 500)
                .get("/v1/late-answers")
                .jsonPath()
                .<Map<String, Object>>getList("items")
                .stream()
                .filter(answer -> String.valueOf(answer.get("order")).equals(order.toString()))
                .findFirst();
    }

    private OrderId inDoubt(OrderId id) {
        write(claim(), new Doubtful(Instant.now(), "silence"));
        return id;
    }

    private void resubmit(OrderId id) {
        sql("update doubt set settled_at = requested_at where order_id = $1", id);
        String doubt = "/v1/doubts/" + id;
        String tag = given().header("Authorization", OPERATOR).get(doubt).header("ETag");
        given().header("Authorization", OPERATOR)
                .header("If-Match", tag == null ? "*" : tag)
                .contentType(ContentType.JSON)
                .body("{}")
                .post(doubt + "/resubmit")
                .then()
                .statusCode(200);
    }

    private void sweep() {
        sweeper.sweep().await().atMost(LIMIT);
    }

    private OrderId placed(String link) {
        PlaceOrder order = new PlaceOrder(
                new Reference("w-" + UUID.randomUUID()),
                nobodys,
                new OrderContent(new ServiceId("1"), link, 100L, null, Map.of()),
                List.of(),
                null);
        return book.place(List.of(new NewOrder(new ShopId("acme"), order, Optional.empty(), null)))
                .await()
                .atMost(LIMIT)
                .getFirst()
                .id();
    }

    private Order claim() {
        return claims.claim(nobodys, 1, LONG).await().atMost(LIMIT).getFirst();
    }

    private void write(Order claimed, SubmissionDecision decision) {
        results.write(List.of(new SubmissionResult(claimed, decision)), Duration.ofSeconds(2))
                .await()
                .atMost(LIMIT);
    }

    private void sql(String statement, OrderId id) {
        pool.preparedQuery(statement).execute(Tuple.of(id.value())).await().atMost(LIMIT);
    }

    private Order find(OrderId id) {
        return pool.<Optional<Order>>withConnection(connection -> book.find(connection, id))
                .await()
                .atMost(LIMIT)
                .orElseThrow();
    }
}
