package io.ordertrail.intake.stop;

import static io.ordertrail.intake.IntakeSimulatorResource.GOSSIP;
import static io.ordertrail.intake.IntakeSimulatorResource.QUIET;
import static io.ordertrail.intake.IntakeSimulatorResource.WORDY;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;

import io.ordertrail.domain.PanelName;
import io.ordertrail.intake.IntakeSimulatorResource;
import io.ordertrail.intake.Witness;
import io.ordertrail.intake.order.GuardedStatements;
import io.ordertrail.intake.order.GuardedStatements.OrderRow;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.StatementRows;
import io.ordertrail.intake.stop.BuyingStop.Scope;
import io.ordertrail.panel.http.Panels;
import io.ordertrail.simulator.Simulator;
import io.ordertrail.simulator.fault.Fault;
import io.ordertrail.simulator.fault.FaultKind;
import io.ordertrail.testsupport.http.Management;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.ordertrail.testsupport.resources.TopicContent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Buying is stopped and resumed while the service runs; the panels' ledgers say what was bought. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(IntakeSimulatorResource.class)
class BuyingStopIT {

    private static final String OPERATOR = "Bearer operator-key-of-the-tests";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Inject
    BuyingStops stops;

    @Inject
    StoppedOrdersJob job;

    @Inject
    OrderRepository orders;

    @Inject
    Panels configured;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final Simulator panels = IntakeSimulatorResource.simulator();
    private final String reason = "reason " + UUID.randomUUID();

    @AfterEach
    void nothing_is_stopped_any_more() {
        panels.faults().clear();
        pool.query("delete from buying_stop").execute().await().atMost(LIMIT);
    }

    @Test
    void orders_of_a_stopped_panel_wait_with_the_reason_and_are_bought_when_it_is_resumed() {
        stopAt(QUIET).statusCode(200);

        String waiting = placed(QUIET);
        String canceled = placed(QUIET);
        String elsewhere = placed(GOSSIP);

        becomes(elsewhere, "ACCEPTED");
        becomes(waiting, "WAITING");
        becomes(canceled, "WAITING");
        eventually().untilAsserted(() -> {
            assertThat(events(waiting)).containsExactly("order.received", "order.waiting");
            assertThat(history(waiting).getString("[1].data.reason")).isEqualTo("BUYING_STOPPED");
            // It may name a leaked key: shops get this event.
            assertThat(history(waiting).getString("[1].data.message")).doesNotContain(reason);
        });
        withdraw(canceled);
        assertThat(metric(QUIET)).isEqualTo("1.0");

        operator().delete("/v1/stops/panels/" + QUIET).then().statusCode(204);

        becomes(waiting, "ACCEPTED");
        assertThat(bought(QUIET, waiting)).isEqualTo(1);
        assertThat(events(waiting)).doesNotHaveDuplicates();
        assertThat(order(canceled).getString("state")).isEqualTo("WITHDRAWN");
        assertThat(bought(QUIET, canceled)).isZero();
        eventually().untilAsserted(() -> assertThat(published()).containsExactly("buying.stopped", "buying.resumed"));
    }

    @Test
    void while_everything_is_stopped_doubts_are_resolved_and_what_is_submitted_again_waits() {
        // Its id bounds the range in which the next one can be.
        becomes(placed(QUIET), "ACCEPTED");
        Witness.awaitNext(pool, QUIET);
        String taken = lost(QUIET, 149, true);
        String missing = lost(WORDY, 137, false);

        operator()
                .body("{\"reason\":\"" + reason + "\"}")
                .put("/v1/stops/all")
                .then()
                .statusCode(200);
        operator()
                .body("{\"reason\":\"" + reason + "\"}")
                .put("/v1/stops/all")
                .then()
                .statusCode(200);

        becomes(taken, "ACCEPTED");
        submitAgain(missing);
        becomes(missing, "WAITING");
        assertThat(bought(WORDY, missing)).isZero();
        assertThat(operator().get("/v1/stops").jsonPath().getList("items.reason"))
                .containsExactly(reason);
        assertThat(operator().get("/v1/stops").jsonPath().getString("items[0].panel"))
                .isNull();

        for (int i = 0; i < 2; i++) {
            operator().delete("/v1/stops/all").then().statusCode(204);
        }

        becomes(missing, "ACCEPTED");
        assertThat(bought(WORDY, missing)).isEqualTo(1);
        assertThat(operator().get("/v1/stops").jsonPath().getList("items")).isEmpty();
        eventually().untilAsserted(() -> assertThat(published()).containsExactly("buying.stopped", "buying.resumed"));
    }

    @Test
    void a_panel_that_is_stopped_by_itself_stays_stopped_when_all_others_are_resumed() {
        stopAt(QUIET).statusCode(200);
        operator()
                .body("{\"reason\":\"" + reason + "\"}")
                .put("/v1/stops/all")
                .then()
                .statusCode(200);
        String waiting = placed(QUIET);
        becomes(waiting, "WAITING");

        operator().delete("/v1/stops/all").then().statusCode(204);

        String elsewhere = placed(GOSSIP);
        becomes(elsewhere, "ACCEPTED");
        assertThat(order(waiting).getString("state")).isEqualTo("WAITING");
        assertThat(bought(QUIET, waiting)).isZero();
    }

    @Test
    void a_stop_needs_a_reason_and_a_panel_that_exists() {
        operator().body("{}").put("/v1/stops/all").then().statusCode(400);
        operator()
                .body("{\"reason\":\" \"}")
                .put("/v1/stops/panels/" + QUIET)
                .then()
                .statusCode(400);
        stopAt("misspelt").statusCode(404);

        assertThat(operator().get("/v1/stops").jsonPath().getList("items")).isEmpty();
    }

    @Test
    void a_start_stops_what_the_setting_names_and_not_again_what_an_operator_has_resumed() {
        List<Scope> named = BuyingStops.named(false, Set.of(QUIET), configured);

        start(named);
        assertThat(stopped()).containsExactly(QUIET);

        operator().delete("/v1/stops/panels/" + QUIET).then().statusCode(204);
        start(named);
        assertThat(stopped()).isEmpty();

        start(List.of());
        start(named);
        assertThat(stopped()).containsExactly(QUIET);

        start(List.of());
        assertThat(stopped()).containsExactly(QUIET);
    }

    @Test
    void a_start_leaves_an_operators_stop_as_it_is() {
        stopAt(QUIET).statusCode(200);

        start(BuyingStops.named(false, Set.of(QUIET), configured));

        assertThat(operator().get("/v1/stops").jsonPath().getList("items.reason"))
                .containsExactly(reason);
    }

    @Test
    void a_setting_that_names_no_panel_of_ours_is_refused_by_name() {
        assertThat(BuyingStops.named(true, Set.of(), configured)).containsExactly(Scope.everywhere());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BuyingStops.named(false, Set.of("misspelt"), configured))
                .withMessageContaining("ordertrail.intake.stop.panels names 'misspelt'");
    }

    @Test
    void the_report_moves_the_rows_that_it_moves_in_the_model() {
        StatementRows rows = new StatementRows(pool, orders);
        List<OrderRow> before = StatementRows.everyRow();
        List<Order> stored = rows.store(before);
        stops.stop(Scope.at(rows.panel()), reason, "a test").await().atMost(LIMIT);

        job.holdAll().await().atMost(LIMIT);
        List<OrderRow> once = rows.read(stored);
        List<Long> revisions = revisions(rows.panel());
        job.holdAll().await().atMost(LIMIT);

        assertThat(once)
                .containsExactlyElementsOf(before.stream()
                        .map(row -> GuardedStatements.hold(row).orElse(row))
                        .toList());
        assertThat(revisions(rows.panel())).as("reported once").isEqualTo(revisions);
    }

    private List<Long> revisions(PanelName panel) {
        return pool
                .preparedQuery("select revision from orders where panel = $1 order by id")
                .execute(Tuple.of(panel.value()))
                .await()
                .atMost(LIMIT)
                .stream()
                .map(row -> row.getLong(0))
                .toList();
    }

    private void start(List<Scope> named) {
        stops.applySetting(named).await().atMost(LIMIT);
    }

    private static List<String> stopped() {
        return operator().get("/v1/stops").jsonPath().getList("items.panel", String.class);
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", OPERATOR).contentType(ContentType.JSON);
    }

    private ValidatableResponse stopAt(String panel) {
        return operator()
                .body("{\"reason\":\"" + reason + "\"}")
                .put("/v1/stops/panels/" + panel)
                .then();
    }

    private String lost(String panel, int quantity, boolean taken) {
        panels.inject((taken ? Fault.doneThen(FaultKind.CLOSE) : Fault.refusedThen(FaultKind.CLOSE))
                .at(panel)
                .of("add")
                .times(1));
        String reference = placed(panel, quantity);
        eventually().until(() -> order(reference).getString("state"), Set.of("IN_DOUBT", "ACCEPTED")::contains);
        return reference;
    }

    private static void submitAgain(String reference) {
        String doubt = "/v1/doubts/" + order(reference).getLong("id");
        String tag = operator().get(doubt).header("ETag");
        operator()
                .header("If-Match", tag == null ? "*" : tag)
                .body("{}")
                .post(doubt + "/resubmit")
                .then()
                // 409: the balance has proven meanwhile that the panel never took it, so it is to be submitted again as
                // well.
                .statusCode(anyOf(is(200), is(409)));
    }

    private static void withdraw(String reference) {
        operator()
                .post("/v1/orders/" + order(reference).getLong("id") + "/cancel")
                .then()
                .statusCode(202);
        becomes(reference, "WITHDRAWN");
    }

    private static String placed(String panel) {
        return placed(panel, 100);
    }

    private static String placed(String panel, int quantity) {
        String reference = "s-" + UUID.randomUUID();
        operator()
                .queryParam("source", "acme")
                .body("""
                        {"reference":"%s","panel":"%s","content":{"service":"1","link":"https://example.org/%s","quantity":%d}}""".formatted(reference, panel, reference, quantity))
                .post("/v1/orders")
                .then()
                .statusCode(201);
        return reference;
    }

    private static void becomes(String reference, String state) {
        eventually().until(() -> order(reference).getString("state"), state::equals);
    }

    private static JsonPath order(String reference) {
        return operator()
                .queryParam("reference", reference)
                .get("/v1/orders")
                .jsonPath()
                .setRootPath("items[0]");
    }

    private static JsonPath history(String reference) {
        return operator()
                .get("/v1/orders/" + order(reference).getLong("id") + "/history")
                .jsonPath();
    }

    private static List<String> events(String reference) {
        return history(reference).getList("type", String.class);
    }

    private long bought(String panel, String reference) {
        return panels.orders(panel).stream()
                .filter(order -> order.link().endsWith(reference))
                .count();
    }

    /** The types of the events about this test's stop, and of what followed for its scope. */
    private List<String> published() {
        return TopicContent.of(kafka, "operations.events").stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .dropWhile(event -> !event.contains(reason))
                .filter(event -> event.contains("\"by\":\"operator\""))
                .map(event -> event.contains("\"reason\"") ? "buying.stopped" : "buying.resumed")
                .toList();
    }

    private static String metric(String panel) {
        String name = "ordertrail_buying_stopped{panel=\"" + panel + "\"} ";
        return eventually()
                .until(
                        () -> Management.metrics()
                                .lines()
                                .filter(line -> line.startsWith(name))
                                .map(line -> line.substring(name.length()))
                                .findFirst()
                                .orElse(""),
                        "1.0"::equals);
    }

    private static ConditionFactory eventually() {
        return await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).ignoreExceptions();
    }
}
