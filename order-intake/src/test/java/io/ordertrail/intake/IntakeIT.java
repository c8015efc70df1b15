package io.ordertrail.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.ordertrail.simulator.Simulator;
import io.ordertrail.simulator.fault.Fault;
import io.ordertrail.simulator.fault.FaultKind;
import io.ordertrail.simulator.ledger.LedgerOrder;
import io.ordertrail.testsupport.http.Management;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** order-intake with a real broker, a real database and panels that keep a ledger of the truth. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(IntakeSimulatorResource.class)
class IntakeIT {

    private static final String OPERATOR = "Bearer operator-key-of-the-tests";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final Simulator panels = IntakeSimulatorResource.simulator();

    @BeforeEach
    void the_catalogue_is_read() {
        eventually()
                .untilAsserted(() -> given().header("Authorization", OPERATOR)
                        .get("/v1/panels")
                        .then()
                        .statusCode(200)
                        .body(
                                "findAll { it.catalogueAt != null }.size()",
                                equalTo(IntakeSimulatorResource.DIALECTS.size())));
    }

    @AfterEach
    void nothing_goes_wrong_any_more() {
        panels.faults().clear();
        IntakeSimulatorResource.PANELS.forEach(panel -> {
            panels.accept(panel, true);
            panels.panel(panel).setBalance(new BigDecimal("100000"));
        });
    }

    @ParameterizedTest
    @CsvSource({"smmnew, 1", "smmowner, 1", "promosmm, 101", "smmnova, 1", "smmgulf, 1"})
    void an_order_over_kafka_is_bought_once_at_each_panel(String panel, String service) throws Exception {
        String reference = reference();

        publish("order.place", reference, order(reference, panel, service, 100));
        publish("order.place", reference, order(reference, panel, service, 100));

        JsonPath order = accepted(reference);
        assertThat(bought(panel, reference))
                .singleElement()
                .satisfies(truth -> assertThat(truth.id()).isEqualTo(order.getString("items[0].panelOrderId")));
        eventually()
                .untilAsserted(
                        () -> assertThat(history(order.getLong("items[0].id")).getList("type", String.class))
                                .containsExactly("order.received", "order.accepted"));
    }

    @Test
    void what_became_of_its_notifications_is_part_of_an_orders_history() throws Exception {
        long order = accepted(placed(order(reference(), "smmnew", "1", 100))).getLong("items[0].id");
        String event = """
            {"deliveries":[
              {"order":%d,"delivery":"dlv_1","subscription":"sub_1","event":"order.accepted","channel":"webhook",
               "outcome":"delivered","attempts":2,"endedAt":"2126-11-20T12:00:00Z"},
              {"order":999999999,"delivery":"dlv_2","subscription":"sub_2","event":"order.accepted","channel":"email",
               "outcome":"dead","attempts":8,"endedAt":"2126-11-20T12:00:00Z"}],
             "observedAt":"2126-11-20T12:00:00Z"}\
            """.formatted(order);

        publish("notifications.events", "deliveries.ended", "ended-" + order, event);
        publish("notifications.events", "deliveries.ended", "ended-" + order, event);

        eventually().untilAsserted(() -> {
            JsonPath history = history(order);
            assertThat(history.getList("type", String.class))
                    .containsExactly("order.received", "order.accepted", "notification.delivered");
            assertThat(history.getString("[2].data.deliveries.delivery")).isEqualTo("[dlv_1]");
        });
    }

    @Test
    void the_same_request_over_rest_is_the_same_order_and_other_content_is_a_conflict() {
        String reference = reference();

        post(order(reference, "smmnew", "1", 100)).statusCode(201);
        post(order(reference, "smmnew", "1", 100)).statusCode(200);
        post(order(reference, "smmnew", "1", 200))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("other content"));

        accepted(reference);
        assertThat(bought("smmnew", reference)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        nosuch | 1  | 100     | panel 'nosuch' is unknown
        smmnew | 99 | 100     | does not sell service 99
        smmnew | 1  | 7       | quantity must be 50 to 100000
        smmnew | 2  | 100     | parameters.comments is missing
        """)
    void what_cannot_be_bought_is_refused_with_the_reason(String panel, String service, long quantity, String why) {
        post(order(reference(), panel, service, quantity)).statusCode(422).body("detail", containsString(why));
    }

    @Test
    void a_parameter_that_would_not_be_sent_is_refused_by_name() {
        String order = order(reference(), "smmnew", "1", 100).replace("}}", ",\"parameters\":{\"comment\":\"Nice\"}}}");

        post(order).statusCode(422).body("detail", containsString("parameters.comment is unknown"));
    }

    @Test
    void every_panel_has_its_counters_before_anything_happens() {
        assertThat(Management.metrics())
                .contains("ordertrail_doubts_settled_total{panel=\"wordy\",result=\"rejected\"}");
    }

    @Test
    void a_body_with_a_misspelt_field_is_refused_by_name() {
        post("{\"reference\":\"x\",\"panel\":\"smmnew\",\"content\":{\"service\":\"1\",\"quantitty\":1}}")
                .statusCode(400)
                .body("detail", containsString("content.quantitty"));
    }

    @Test
    void what_cannot_be_read_is_kept_as_a_dead_letter_and_can_be_discarded_once() throws Exception {
        String key = reference();
        publish("order.place", key, "{\"reference\": oops");

        eventually().untilAsserted(() -> assertThat(deadLetter(key)).isNotNull());
        Object id = deadLetter(key).get("id");
        assertThat(deadLetter(key))
                .hasEntrySatisfying(
                        "reason", reason -> assertThat(reason).asString().contains("no JSON"));

        given().header("Authorization", OPERATOR)
                .post("/v1/dead-letters/" + id + "/discard")
                .then()
                .statusCode(200);
        given().header("Authorization", OPERATOR)
                .post("/v1/dead-letters/" + id + "/discard")
                .then()
                .statusCode(200);
        given().header("Authorization", OPERATOR)
                .post("/v1/dead-letters/" + id + "/replay")
                .then()
                .statusCode(409);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"CLOSE", "RESET", "RESET_AFTER_HEADERS", "CUT", "CUT_JSON", "STATUS", "ERROR", "HTML"})
    void an_order_that_was_taken_and_not_answered_is_found_again(FaultKind fault) {
        accepted(placed(order(reference(), "smmowner", "1", 100)));
        String lost = reference();
        panels.inject(Fault.doneThen(fault).at("smmowner").of("add").times(1));

        placed(order(lost, "smmowner", "1", 137));
        eventually().until(() -> find(lost).getString("items[0].state"), "IN_DOUBT"::equals);

        // Where drip-feeds are running the balance proves nothing: a later order closes the range.
        JsonPath order = eventually()
                .pollInterval(Duration.ofSeconds(2))
                .until(
                        () -> {
                            placed(order(reference(), "smmowner", "1", 100));
                            return find(lost);
                        },
                        found -> "ACCEPTED".equals(found.getString("items[0].state")));
        assertThat(bought("smmowner", lost))
                .singleElement()
                .satisfies(truth -> assertThat(truth.id()).isEqualTo(order.getString("items[0].panelOrderId")));
        assertThat(decision(order)).isEqualTo("ADOPTED");
    }

    @Test
    void an_order_that_was_never_taken_is_proven_absent_and_bought_once() {
        accepted(placed(order(reference(), "smmgulf", "1", 100)));
        String lost = reference();
        panels.inject(Fault.refusedThen(FaultKind.CLOSE).at("smmgulf").of("add").times(1));
        placed(order(lost, "smmgulf", "1", 137));
        eventually().until(() -> find(lost).getString("items[0].state"), "IN_DOUBT"::equals);

        eventually().untilAsserted(() -> {
            // Each order after the doubt is settled closes the range.
            accepted(placed(order(reference(), "smmgulf", "1", 100)));
            assertThat(find(lost).getString("items[0].state")).isEqualTo("ACCEPTED");
        });

        assertThat(bought("smmgulf", lost)).hasSize(1);
        assertThat(decision(find(lost))).isEqualTo("ABSENT");
    }

    @Test
    void a_panel_that_cannot_be_reached_makes_no_doubt() {
        panels.accept("smmnova", false);
        String reference = reference();
        placed(order(reference, "smmnova", "1", 100));
        eventually().until(() -> find(reference).getString("items[0].state"), "WAITING"::equals);

        panels.accept("smmnova", true);

        accepted(reference);
        assertThat(bought("smmnova", reference)).hasSize(1);
    }

    @Test
    void an_operator_decides_a_doubt_once() {
        String lost = reference();
        accepted(placed(order(reference(), "promosmm", "101", 100)));
        panels.inject(Fault.doneThen(FaultKind.CLOSE).at("promosmm").of("add").times(1));
        panels.inject(
                Fault.refusedThen(FaultKind.CLOSE).at("promosmm").of("status").times(0));
        placed(order(lost, "promosmm", "101", 137));
        eventually().until(() -> find(lost).getString("items[0].state"), "IN_DOUBT"::equals);
        long id = find(lost).getLong("items[0].id");
        String truth = bought("promosmm", lost).getFirst().id();
        String body = "{\"panelOrderId\":\"%s\",\"reason\":\"seen at the panel\",\"force\":true}".formatted(truth);

        attach(id, body).statusCode(200).body("decidedBy", equalTo("operator"));
        attach(id, body).statusCode(200);
        given().header("Authorization", OPERATOR)
                .header("If-Match", "\"1\"")
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/doubts/" + id + "/resubmit")
                .then()
                .statusCode(409);

        accepted(lost);
        assertThat(bought("promosmm", lost)).hasSize(1);
    }

    @Test
    void an_order_not_yet_bought_is_withdrawn_and_never_bought() {
        panels.accept("smmnova", false);
        String reference = reference();
        placed(order(reference, "smmnova", "1", 100));
        eventually().until(() -> find(reference).getString("items[0].state"), "WAITING"::equals);

        // One that is being tried to be bought just now is not withdrawn; between two tries it is.
        eventually()
                .until(
                        () -> {
                            cancel(find(reference).getLong("items[0].id")).statusCode(202);
                            return find(reference).getString("items[0].state");
                        },
                        "WITHDRAWN"::equals);

        panels.accept("smmnova", true);
        accepted(placed(order(reference(), "smmnova", "1", 100)));
        assertThat(bought("smmnova", reference)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"smmnew, 1, asked", "smmowner, 1, asked", "promosmm, 101, asked"})
    void a_bought_order_is_asked_to_be_canceled_in_the_form_of_its_panel(String panel, String service, String cancel) {
        String reference = reference();
        long id = accepted(placed(order(reference, panel, service, 100))).getLong("items[0].id");

        cancel(id).statusCode(202);

        eventually().until(() -> find(reference).getString("items[0].cancel"), cancel::equals);
        assertThat(bought(panel, reference).getFirst().cancels()).hasSize(1);
    }

    @Test
    void a_panel_without_cancel_says_so() {
        String reference = reference();
        long id = accepted(placed(order(reference, "smmgulf", "1", 100))).getLong("items[0].id");

        cancel(id).statusCode(202);

        eventually()
                .untilAsserted(() ->
                        assertThat(history(id).getList("type", String.class)).contains("order.cancel-refused"));
    }

    @Test
    void a_shop_sees_its_own_orders_only() {
        String key = given().header("Authorization", OPERATOR)
                .contentType(ContentType.JSON)
                .body("{\"role\":\"shop\",\"shop\":\"other-shop\",\"description\":\"for the test\"}")
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
        long id = accepted(placed(order(reference(), "smmnew", "1", 100))).getLong("items[0].id");

        given().header("Authorization", "Bearer " + key)
                .get("/v1/orders/" + id)
                .then()
                .statusCode(404);
        given().header("Authorization", "Bearer " + key)
                .get("/v1/doubts")
                .then()
                .statusCode(403);
        given().header("Authorization", "Bearer nonsense")
                .get("/v1/orders/" + id)
                .then()
                .statusCode(401);
        given().get("/v1/orders/" + id).then().statusCode(401);
    }

    @Test
    void orders_wait_for_funds_and_go_on_when_the_balance_is_up() {
        String reference = reference();
        panels.panel("smmnew").setBalance(new BigDecimal("0.001"));
        placed(order(reference, "smmnew", "1", 1000));
        eventually().until(() -> find(reference).getString("items[0].state"), "WAITING"::equals);

        panels.panel("smmnew").setBalance(new BigDecimal("100000"));

        accepted(reference);
        assertThat(bought("smmnew", reference)).hasSize(1);
    }

    @Test
    void an_order_carries_its_charge_in_the_event_and_in_its_view() {
        JsonPath order = accepted(placed(order(reference(), "smmnew", "1", 100)));
        long id = order.getLong("items[0].id");
        BigDecimal charge = bought("smmnew", order.getString("items[0].reference"))
                .getFirst()
                .charge();

        JsonPath view = order(id);

        assertThat(new BigDecimal(view.getString("charge.amount"))).isEqualByComparingTo(charge);
        assertThat(view.getString("charge.currency")).isEqualTo("USD");
        assertThat(new BigDecimal(view.getString("charges.cost.amount"))).isEqualByComparingTo(charge);
        eventually()
                .untilAsserted(() -> assertThat(new BigDecimal(
                                history(id).getString("find { it.type == 'order.accepted' }.data.charge.amount")))
                        .isEqualByComparingTo(charge));
    }

    @Test
    void an_accepted_order_carries_the_warranty_that_the_name_of_its_service_says() {
        long id = accepted(placed(order(reference(), "smmnew", "6", 100))).getLong("items[0].id");

        eventually()
                .untilAsserted(() -> assertThat(
                                history(id).getString("find { it.type == 'order.accepted' }.data.terms.warranty"))
                        .isEqualTo("90d"));
    }

    @Test
    void the_view_of_an_order_has_its_counts_charges_leftover_and_expected_end() throws Exception {
        long id = accepted(placed(order(reference(), "smmnew", "1", 100))).getLong("items[0].id");
        publishStatus(id, 1, """
            "status":"IN_PROGRESS","panelStatus":"In progress",
            "progress":{"startCount":3572,"remains":40,"charge":{"amount":"0.09","currency":"USD"},
                        "expectedEnd":"2126-11-20T12:00:00Z"},
            "charges":{"asBought":{"amount":"0.09","currency":"USD"}}""");
        eventually().untilAsserted(() -> {
            JsonPath running = order(id);
            assertThat(running.getString("status")).isEqualTo("IN_PROGRESS");
            assertThat(running.getLong("startCount")).isEqualTo(3572);
            assertThat(running.getLong("remains")).isEqualTo(40);
            assertThat(running.getString("charge.amount")).isEqualTo("0.09");
            assertThat(running.getString("expectedEnd")).isEqualTo("2126-11-20T12:00:00Z");
            assertThat(running.getString("leftover")).isNull();
        });

        publishStatus(id, 2, """
            "status":"PARTIAL","panelStatus":"Partial",
            "progress":{"startCount":3572,"remains":40,"charge":{"amount":"0.054","currency":"USD"}},
            "charges":{"cost":{"amount":"0.09","currency":"USD"},"asBought":{"amount":"0.09","currency":"USD"},
                       "atEnd":{"amount":"0.054","currency":"USD"}},
            "leftover":{"total":{"amount":"0.036","currency":"USD"},
                        "difference":{"amount":"0.036","currency":"USD"}}""");
        publishStatus(id, 3, """
            "child":"777","status":"CANCELED","panelStatus":"Canceled","progress":{},
            "leftover":{"total":{"amount":"0.004","currency":"USD"},
                        "difference":{"amount":"0.004","currency":"USD"}}""");
        publishStatus(id, 4, """
            "status":"COMPLETED","panelStatus":"Completed",
            "progress":{"startCount":3572,"remains":39,"charge":{"amount":"0.054","currency":"USD"}}""");
        publishStatus(id, 1, """
            "status":"IN_PROGRESS","panelStatus":"In progress","progress":{"remains":40}""");

        eventually().untilAsserted(() -> {
            JsonPath ended = order(id);
            assertThat(ended.getLong("remains")).isEqualTo(39);
            assertThat(ended.getString("leftover.amount")).isEqualTo("0.040");
            assertThat(ended.getString("expectedEnd")).isNull();
        });
    }

    private void publishStatus(long id, long revision, String report) throws Exception {
        String event = """
            {"order":{"id":%d,"source":"acme","reference":"r","panel":"smmnew","panelOrderId":"1","service":"1"},
             "revision":%d,"observedAt":"2126-11-20T11:00:00Z",%s}""".formatted(id, revision, report);
        publish("orders.status", "order.status-changed", Long.toString(id), "status-" + id + "-" + revision, event);
    }

    private static JsonPath order(long id) {
        return given().header("Authorization", OPERATOR)
                .get("/v1/orders/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }

    private static String reference() {
        return "r-" + UUID.randomUUID();
    }

    private static String order(String reference, String panel, String service, long quantity) {
        return """
            {"reference":"%s","panel":"%s","content":{"service":"%s","link":"https://example.org/%s","quantity":%d}}\
            """.formatted(reference, panel, service, reference, quantity);
    }

    private static ValidatableResponse post(String body) {
        return given().header("Authorization", OPERATOR)
                .queryParam("source", "acme")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/orders")
                .then();
    }

    private static String placed(String order) {
        post(order).statusCode(201);
        return JsonPath.from(order).getString("reference");
    }

    private static ValidatableResponse cancel(long id) {
        return given().header("Authorization", OPERATOR)
                .post("/v1/orders/" + id + "/cancel")
                .then();
    }

    private static ValidatableResponse attach(long id, String body) {
        return given().header("Authorization", OPERATOR)
                .header("If-Match", "\"1\"")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/doubts/" + id + "/attach")
                .then();
    }

    private static JsonPath find(String reference) {
        return given().header("Authorization", OPERATOR)
                .queryParam("reference", reference)
                .get("/v1/orders")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath accepted(String reference) {
        eventually().until(() -> find(reference).getString("items[0].state"), "ACCEPTED"::equals);
        return find(reference);
    }

    private static String decision(JsonPath found) {
        return given().header("Authorization", OPERATOR)
                .get("/v1/doubts/" + found.getLong("items[0].id"))
                .path("decision");
    }

    private static JsonPath history(long id) {
        return given().header("Authorization", OPERATOR)
                .get("/v1/orders/" + id + "/history")
                .jsonPath();
    }

    private static Map<String, Object> deadLetter(String key) {
        return given()
                .header("Authorization", OPERATOR)
                .queryParam("all", true)
                .get("/v1/dead-letters")
                .jsonPath()
                .<Map<String, Object>>getList("items")
                .stream()
                .filter(letter -> key.equals(letter.get("key")))
                .findFirst()
                .orElseThrow();
    }

    private List<LedgerOrder> bought(String panel, String reference) {
        return panels.orders(panel).stream()
                .filter(order -> order.link().endsWith(reference))
                .toList();
    }

    private void publish(String type, String key, String data) throws Exception {
        publish("orders.requests", type, key, data);
    }

    private void publish(String topic, String type, String key, String data) throws Exception {
        publish(topic, type, key, key, data);
    }

    private void publish(String topic, String type, String key, String eventId, String data) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(topic, key, data.getBytes(StandardCharsets.UTF_8));
            Map.of("ce_specversion", "1.0", "ce_id", eventId, "ce_source", "acme", "ce_type", type)
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(record).get();
        }
    }
}
