package io.ordertrail.intake.doubt;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.intake.ScriptedPanel;
import io.ordertrail.intake.ScriptedPanel.Add;
import io.ordertrail.intake.ScriptedPanel.Unknown;
import io.ordertrail.intake.ScriptedPanelsResource;
import io.ordertrail.intake.doubt.DoubtDecisions.Decision;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Doubts at panels whose every answer the test decides: nothing is bought twice, and nothing adopted that is not ours. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(ScriptedPanelsResource.class)
class DoubtProtocolIT {

    private static final String OPERATOR = "Bearer operator-key-of-the-tests";
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Add TAKEN_AND_LOST = new Add.TakenAndLost();
    private static final Add NOT_TAKEN_AND_LOST = new Add.NotTakenAndLost();

    @Inject
    DoubtDecisions decisions;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void a_decision_is_about_one_submission_and_its_repeat_is_one_decision_for_good() {
        ScriptedPanel panel = panel("decisions");
        accepted(place(panel, 100));
        panel.failStatus(true);
        panel.nextAdds(NOT_TAKEN_AND_LOST, TAKEN_AND_LOST);
        String lost = place(panel, 137);
        inDoubt(lost, 1);
        long id = id(lost);
        decide(id, "resubmit", null, null, "{}")
                .statusCode(428)
                .body("detail", containsString("If-Match"))
                .body("errors[0].field", equalTo("If-Match"));
        decide(id, "resubmit", null, "*", "{}").statusCode(400);
        String first = given().header("Authorization", OPERATOR)
                .get("/v1/doubts/" + id)
                .header("ETag");
        assertThat(first).isEqualTo("\"1\"");
        String key = "key-" + UUID.randomUUID();

        settled(id, "now() + interval '1 hour'");
        decide(id, "resubmit", key, first, "{}").statusCode(409).body("detail", containsString("may still take"));
        decide(id, "reject", key, first, "{}").statusCode(409).body("detail", containsString("may still take"));
        settled(id, "requested_at");

        decide(id, "resubmit", key, first, "{}").statusCode(200).body("submission", equalTo(1));

        inDoubt(lost, 2);
        // The same request again, and others that mean the submission which is over.
        decide(id, "resubmit", key, first, "{}")
                .statusCode(200)
                .body("submission", equalTo(1))
                .body("decision", equalTo("RESUBMITTED"));
        decide(id, "resubmit", null, first, "{}")
                .statusCode(412)
                .body("detail", containsString("submission 2 is the latest"));
        decide(id, "reject", null, first, "{}").statusCode(412);
        decide(id, "resubmit", key, "\"2\"", "{}").statusCode(409).body("detail", containsString("another decision"));
        decide(id, "reject", key, first, "{}").statusCode(409);
        assertThat(decisions
                        .decide(new OrderId(id), 1, Decision.absent("A finding about the first submission."))
                        .await()
                        .atMost(LONG))
                .isEmpty();
        assertThat(order(lost).getString("state")).isEqualTo("IN_DOUBT");
        assertThat(panel.adds(lost)).isEqualTo(2);
        JsonPath doubt = doubt(id);
        assertThat(doubt.getLong("submission")).isEqualTo(2);
        assertThat(doubt.getString("decision")).isNull();
        assertThat(doubt.getList("earlier.submission")).containsExactly(1);
        assertThat(doubt.getString("earlier[0].decision")).isEqualTo("RESUBMITTED");
        assertThat(doubt.getString("earlier[0].evidence")).isNotBlank();
        given().header("Authorization", OPERATOR)
                .get("/v1/doubts?limit=500")
                .then()
                .body("items.find { it.order == %d }.submission".formatted(id), equalTo(2))
                .body("items.find { it.order == %d }.etag".formatted(id), equalTo("\"2\""));

        panel.failStatus(false);

        closeUntil(panel, lost, "ACCEPTED");
        assertThat(panel.adds(lost)).isEqualTo(2);
        assertThat(panel.bought(lost))
                .singleElement()
                .satisfies(
                        bought -> assertThat(bought.id()).isEqualTo(order(lost).getString("panelOrderId")));
    }

    @Test
    void a_range_that_is_upside_down_proves_nothing_and_nothing_is_bought_twice() {
        ScriptedPanel panel = panel("restart");
        panel.numberFrom(23501);
        accepted(place(panel, 100));
        panel.numberFrom(23902);
        panel.nextAdds(TAKEN_AND_LOST);
        String lost = place(panel, 137);
        inDoubt(lost, 1);
        panel.topUp("500"); // the balance says nothing
        settled(lost);
        panel.numberFrom(12);
        accepted(place(panel, 100));

        needsOperator(lost);

        JsonPath doubt = doubt(id(lost));
        assertThat(doubt.getString("explanation")).contains("23501", "12");
        rounds(lost, 4);
        assertThat(order(lost).getString("state")).isEqualTo("IN_DOUBT");
        assertThat(panel.adds(lost)).isOne();
    }

    @Test
    void where_the_ids_prove_nothing_a_balance_that_did_not_move_proves_absence() {
        ScriptedPanel panel = panel("restart-empty");
        panel.numberFrom(23501);
        accepted(place(panel, 100));
        balanceIsNewerThan(panel, Instant.now());
        panel.nextAdds(NOT_TAKEN_AND_LOST);
        String lost = place(panel, 1370);
        inDoubt(lost, 1);
        settled(lost);
        panel.numberFrom(12);
        accepted(place(panel, 100));

        accepted(lost);

        assertThat(doubt(id(lost)).getString("decision")).isEqualTo("ABSENT");
        assertThat(doubt(id(lost)).getString("explanation")).contains("balance did not move");
        assertThat(panel.bought(lost)).hasSize(1);
    }

    @Test
    void an_id_that_is_no_number_among_the_neighbours_makes_the_search_prove_nothing() {
        ScriptedPanel panel = panel("words");
        accepted(place(panel, 100));
        panel.nextAdds(new Add.AnsweredWith("ord-7f"));
        accepted(place(panel, 100));
        accepted(place(panel, 100));
        panel.nextAdds(NOT_TAKEN_AND_LOST);
        String lost = place(panel, 137);
        inDoubt(lost, 1);
        panel.topUp("500");
        settled(lost);
        accepted(place(panel, 100));

        needsOperator(lost);

        assertThat(doubt(id(lost)).getString("explanation")).contains("ord-7f");
        assertThat(panel.adds(lost)).isOne();
    }

    @Test
    void attach_asks_the_panel_and_believes_what_it_confirms() {
        ScriptedPanel panel = panel("attach");
        String other = place(panel, 100);
        accepted(other);
        panel.failStatus(true);
        panel.nextAdds(TAKEN_AND_LOST);
        String lost = place(panel, 137);
        inDoubt(lost, 1);
        String right = panel.bought(lost).getFirst().id();
        String foreign = panel.buy("https://example.org/foreign", 9999);
        long id = id(lost);

        attach(id, "{\"panelOrderId\":\"%s\"}".formatted(right))
                .statusCode(503)
                .body("detail", containsString("Try again"));
        panel.failStatus(false);
        attach(id, "{\"panelOrderId\":\"9999\"}").statusCode(422).body("detail", containsString("Incorrect order ID"));
        attach(id, "{\"panelOrderId\":\"%s\"}".formatted(foreign))
                .statusCode(422)
                .body("detail", containsString("but the order must cost"));
        attach(id, "{\"panelOrderId\":\"%s\"}".formatted(order(other).getString("panelOrderId")))
                .statusCode(409)
                .body("detail", containsString("belongs to order " + id(other)));
        assertThat(order(lost).getString("state")).isEqualTo("IN_DOUBT");

        attach(id, "{\"panelOrderId\":\"%s\",\"reason\":\"seen at the panel\"}".formatted(right))
                .statusCode(200)
                .body("panelOrderId", equalTo(right))
                .body("explanation", equalTo("seen at the panel"));

        accepted(lost);
        assertThat(panel.bought(lost)).hasSize(1);
        attach(id, "{\"panelOrderId\":\"%s\"}".formatted(right)).statusCode(200);
        attach(id, "{\"panelOrderId\":\"9999\"}").statusCode(409);

        accepted(place(panel, 100)); // above the foreign order

        // A forced id is the operator's word: recorded, and no bound of any other search.
        panel.failStatus(true);
        panel.nextAdds(NOT_TAKEN_AND_LOST);
        String typo = place(panel, 211);
        inDoubt(typo, 1);
        attach(id(typo), "{\"panelOrderId\":\"9999\",\"force\":true}")
                .statusCode(200)
                .body("explanation", containsString("Forced by"));
        accepted(typo);
        panel.failStatus(false);
        panel.nextAdds(TAKEN_AND_LOST);
        String next = place(panel, 307);
        inDoubt(next, 1);
        closeUntil(panel, next, "ACCEPTED");
        assertThat(doubt(id(next)).getString("decision")).isEqualTo("ADOPTED");
        assertThat(panel.bought(next)).hasSize(1);
    }

    @Test
    void a_run_of_a_drip_feed_of_ours_is_not_taken_for_a_lost_order() throws Exception {
        ScriptedPanel panel = panel("child");
        String dripFeed = placeDripFeed(panel, 137, 5);
        accepted(dripFeed);
        String parent = order(dripFeed).getString("panelOrderId");
        panel.nextAdds(NOT_TAKEN_AND_LOST);
        panel.failStatus(true);
        String lost = place(panel, 137);
        inDoubt(lost, 1);
        String known = panel.buy("https://example.org/run-1", 137);
        String unknown = panel.buy("https://example.org/run-2", 137);
        panel.addChild(parent, known);
        panel.addChild(parent, unknown);
        panel.topUp("500");
        childFound(id(dripFeed), panel, parent, known);
        eventually().until(() -> children(id(dripFeed)), List.of(known)::equals);
        attach(id(lost), "{\"panelOrderId\":\"%s\",\"force\":true}".formatted(known))
                .statusCode(409);
        panel.failStatus(false);

        closeUntil(panel, lost, "ACCEPTED");

        assertThat(doubt(id(lost)).getString("decision")).isEqualTo("ABSENT");
        assertThat(panel.bought(lost)).hasSize(1);
        assertThat(children(id(dripFeed))).containsExactlyInAnyOrder(known, unknown);
    }

    @Test
    void an_id_that_another_order_has_needs_an_operator_at_once_and_is_never_proven_absent() {
        ScriptedPanel panel = panel("twice");
        String first = place(panel, 100);
        accepted(first);
        String id = order(first).getString("panelOrderId");
        panel.nextAdds(new Add.AnsweredWith(id));
        String second = place(panel, 137);
        inDoubt(second, 1);

        assertThat(doubt(id(second)).getBoolean("needsOperator")).isTrue();
        assertThat(doubt(id(second)).getString("evidence")).contains(id);
        settled(second);
        accepted(place(panel, 100));
        String other = lostAndFound(panel);
        assertThat(doubt(id(other)).getString("decision")).isEqualTo("ABSENT");
        assertThat(order(second).getString("state")).isEqualTo("IN_DOUBT");
        assertThat(panel.adds(second)).isOne();
        needsOperator(second);
    }

    /** Shows that rounds have gone by. */
    private String lostAndFound(ScriptedPanel panel) {
        panel.nextAdds(NOT_TAKEN_AND_LOST);
        String other = place(panel, 211);
        inDoubt(other, 1);
        closeUntil(panel, other, "ACCEPTED");
        return other;
    }

    @Test
    void a_panel_that_says_nothing_of_others_ids_among_many_is_asked_for_each_alone() {
        ScriptedPanel panel = panel("null");
        panel.answerUnknownIds(Unknown.NULL_AMONG_OTHERS);
        accepted(place(panel, 100));
        panel.nextAdds(NOT_TAKEN_AND_LOST);
        String lost = place(panel, 137);
        inDoubt(lost, 1);
        panel.topUp("500");
        panel.numberFrom(120);
        settled(lost);

        closeUntil(panel, lost, "ACCEPTED");

        assertThat(doubt(id(lost)).getString("decision")).isEqualTo("ABSENT");
        assertThat(panel.bought(lost)).hasSize(1);

        panel.answerUnknownIds(Unknown.LEFT_OUT);
        panel.nextAdds(TAKEN_AND_LOST);
        String taken = place(panel, 211);
        inDoubt(taken, 1);
        panel.topUp("500");
        closeUntil(panel, taken, "ACCEPTED");
        assertThat(doubt(id(taken)).getString("decision")).isEqualTo("ADOPTED");
        assertThat(panel.bought(taken)).hasSize(1);
    }

    @Test
    void ids_that_stay_silent_are_shown_to_an_operator_and_settled_when_the_panel_answers() {
        ScriptedPanel panel = panel("silent");
        panel.answerUnknownIds(Unknown.NULL);
        accepted(place(panel, 100));
        panel.nextAdds(NOT_TAKEN_AND_LOST);
        String lost = place(panel, 137);
        inDoubt(lost, 1);
        panel.topUp("500");
        panel.numberFrom(110);
        settled(lost);
        accepted(place(panel, 100));

        needsOperator(lost);

        assertThat(doubt(id(lost)).getString("explanation")).contains("neither yes nor no");
        assertThat(panel.adds(lost)).isOne();
        panel.answerUnknownIds(Unknown.DENIED);
        accepted(lost);
        assertThat(doubt(id(lost)).getString("decision")).isEqualTo("ABSENT");
        assertThat(panel.bought(lost)).hasSize(1);
    }

    @Test
    void doubts_that_are_far_apart_are_searched_apart() {
        ScriptedPanel panel = panel("apart");
        panel.failStatus(true);
        accepted(place(panel, 100));
        panel.nextAdds(NOT_TAKEN_AND_LOST);
        String first = place(panel, 137);
        inDoubt(first, 1);
        settled(first);
        panel.numberFrom(110);
        accepted(place(panel, 100));
        panel.numberFrom(90_000);
        accepted(place(panel, 100));
        panel.nextAdds(TAKEN_AND_LOST);
        String second = place(panel, 211);
        inDoubt(second, 1);
        panel.topUp("500");
        settled(second);
        panel.numberFrom(90_010);
        accepted(place(panel, 100));

        panel.failStatus(false);

        accepted(first);
        accepted(second);
        assertThat(doubt(id(first)).getString("decision")).isEqualTo("ABSENT");
        assertThat(doubt(id(second)).getString("decision")).isEqualTo("ADOPTED");
        assertThat(panel.askedIds()).noneMatch(id -> Long.parseLong(id) > 1000 && Long.parseLong(id) < 89_000);
    }

    @Test
    void a_rate_limit_interrupts_a_search_and_does_not_end_it() {
        ScriptedPanel panel = panel("limited");
        accepted(place(panel, 100));
        panel.nextAdds(NOT_TAKEN_AND_LOST);
        String lost = place(panel, 137);
        inDoubt(lost, 1);
        panel.topUp("500");
        panel.numberFrom(1000);
        panel.failStatus(true);
        settled(lost);
        accepted(place(panel, 100));
        panel.limitStatusAfter(4);
        panel.failStatus(false);

        accepted(lost);

        assertThat(doubt(id(lost)).getString("decision")).isEqualTo("ABSENT");
        assertThat(panel.bought(lost)).hasSize(1);
    }

    @Test
    void while_nothing_closes_the_range_an_order_is_adopted_if_the_balance_moved_by_just_its_charge() {
        ScriptedPanel panel = panel("by-balance");
        accepted(place(panel, 100));
        balanceIsNewerThan(panel, Instant.now());
        panel.nextAdds(TAKEN_AND_LOST);
        String lost = place(panel, 1370);

        accepted(lost);

        assertThat(doubt(id(lost)).getString("decision")).isEqualTo("ADOPTED");
        assertThat(panel.bought(lost))
                .singleElement()
                .satisfies(
                        bought -> assertThat(bought.id()).isEqualTo(order(lost).getString("panelOrderId")));
    }

    @Test
    void the_first_order_at_a_panel_is_found_below_the_first_that_is_known() {
        ScriptedPanel panel = panel("first-lost");
        panel.nextAdds(TAKEN_AND_LOST);
        String lost = place(panel, 1370);
        inDoubt(lost, 1);
        settled(lost);

        accepted(place(panel, 100));
        accepted(lost);

        assertThat(doubt(id(lost)).getString("decision")).isEqualTo("ADOPTED");
        assertThat(panel.adds(lost)).isOne();
        assertThat(panel.bought(lost))
                .singleElement()
                .satisfies(
                        bought -> assertThat(bought.id()).isEqualTo(order(lost).getString("panelOrderId")));
    }

    @Test
    void a_refusal_in_unknown_words_is_learned_and_can_be_revoked() {
        ScriptedPanel panel = panel("own-words");
        accepted(place(panel, 100));
        Add refused = new Add.RefusedWith("Nothing doing for order 4711");
        panel.nextAdds(refused);
        String first = place(panel, 137);
        inDoubt(first, 1);
        settled(first);
        // The next two answers close the range and refuse the order again.
        closeUntil(panel, first, "ACCEPTED");
        panel.nextAdds(new Add.RefusedWith("Nothing doing for order 4712"));
        String second = place(panel, 139);
        inDoubt(second, 1);
        settled(second);
        closeUntil(panel, second, "ACCEPTED");
        JsonPath learned = request()
                .get("/v1/learned-refusals?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(learned.getInt("items.find { it.panel == 'own-words' }.proofs"))
                .isEqualTo(2);

        eventually().untilAsserted(() -> {
            panel.nextAdds(new Add.RefusedWith("Nothing doing for order 4713"));
            String third = place(panel, 141);
            eventually()
                    .until(() -> List.of("REJECTED", "IN_DOUBT")
                            .contains(order(third).getString("state")));
            assertThat(order(third).getString("state")).isEqualTo("REJECTED");
        });

        long id = learned.getLong("items.find { it.panel == 'own-words' }.id");
        request()
                .post("/v1/learned-refusals/" + id + "/revoke")
                .then()
                .statusCode(200)
                .body("refuses", equalTo(false));
    }

    @Test
    void the_balance_before_a_doubt_is_the_one_at_the_claim() {
        ScriptedPanel panel = panel("claimed");
        accepted(place(panel, 100));
        balanceIsNewerThan(panel, Instant.now());
        panel.failStatus(true);
        panel.nextAdds(TAKEN_AND_LOST);
        String lost = place(panel, 137);
        inDoubt(lost, 1);
        balanceIsNewerThan(panel, Instant.now());

        Row row = pool.preparedQuery("""
            select d.balance_before, d.balance_before_at < o.submitted_at as before, p.balance as now
              from doubt d join orders o on o.id = d.order_id join panel_state p on p.panel = d.panel
             where d.order_id = $1
            """)
                .execute(Tuple.of(id(lost)))
                .await()
                .atMost(LONG)
                .iterator()
                .next();

        assertThat(row.getBoolean("before")).isTrue();
        assertThat(row.getBigDecimal("balance_before").subtract(row.getBigDecimal("now")))
                .isEqualByComparingTo(new BigDecimal("0.1233"));
        attach(
                        id(lost),
                        "{\"panelOrderId\":\"%s\",\"force\":true}"
                                .formatted(panel.bought(lost).getFirst().id()))
                .statusCode(200);
    }

    @Test
    void at_an_account_that_others_use_an_operator_adopts() {
        ScriptedPanel panel = panel(ScriptedPanelsResource.SHARED);
        accepted(place(panel, 100));
        balanceIsNewerThan(panel, Instant.now());
        panel.nextAdds(TAKEN_AND_LOST);
        String lost = place(panel, 137);
        inDoubt(lost, 1);
        settled(lost);
        accepted(place(panel, 100));

        needsOperator(lost);

        assertThat(doubt(id(lost)).getString("explanation")).contains("exclusive-account");
        String id = doubt(id(lost)).getString("candidates[0]");
        assertThat(id).isEqualTo(panel.bought(lost).getFirst().id());
        attach(id(lost), "{\"panelOrderId\":\"%s\"}".formatted(id)).statusCode(200);
        accepted(lost);
    }

    @Test
    void a_drip_feed_in_doubt_is_searched_among_drip_feeds_and_not_proven_absent() {
        ScriptedPanel panel = panel("drip");
        accepted(place(panel, 100));
        accepted(placeDripFeed(panel, 100, 3));
        panel.nextAdds(TAKEN_AND_LOST);
        String lost = placeDripFeed(panel, 137, 4);
        inDoubt(lost, 1);
        panel.topUp("500");
        settled(lost);
        accepted(place(panel, 100));
        accepted(placeDripFeed(panel, 100, 3));

        needsOperator(lost);

        String id = panel.bought(lost).getFirst().id();
        assertThat(doubt(id(lost)).getList("candidates", String.class)).containsExactly(id);
        assertThat(panel.adds(lost)).isOne();
        attach(id(lost), "{\"panelOrderId\":\"%s\"}".formatted(id)).statusCode(200);
        accepted(lost);
        assertThat(kind(lost)).isEqualTo("DRIP_FEED DRIP_FEED");
    }

    @Test
    void two_orders_may_have_one_number_in_two_id_spaces() {
        ScriptedPanel panel = panel("same-number");
        panel.numberFrom(10);
        String normal = place(panel, 100);
        String dripFeed = placeDripFeed(panel, 100, 3);

        accepted(normal);
        accepted(dripFeed);

        assertThat(order(normal).getString("panelOrderId")).isEqualTo("10");
        assertThat(order(dripFeed).getString("panelOrderId")).isEqualTo("10");
        assertThat(kind(normal)).isEqualTo("NORMAL NORMAL");
        assertThat(kind(dripFeed)).isEqualTo("DRIP_FEED DRIP_FEED");
    }

    private static ScriptedPanel panel(String name) {
        ScriptedPanel panel = ScriptedPanelsResource.panel(name);
        eventually()
                .untilAsserted(() -> request()
                        .get("/v1/panels")
                        .then()
                        .body("findAll { it.name == '%s' }.services".formatted(name), hasItem(1)));
        return panel;
    }

    private static String place(ScriptedPanel panel, long quantity) {
        return place(panel, "\"quantity\":%d".formatted(quantity));
    }

    private static String placeDripFeed(ScriptedPanel panel, long quantity, int runs) {
        return place(panel, "\"quantity\":%d,\"dripFeed\":{\"runs\":%d,\"interval\":30}".formatted(quantity, runs));
    }

    private static String place(ScriptedPanel panel, String content) {
        String reference = "d-" + UUID.randomUUID();
        request()
                .queryParam("source", "acme")
                .contentType(ContentType.JSON)
                .body("""
                    {"reference":"%s","panel":"%s","content":{"service":"1","link":"https://example.org/%s",%s}}\
                    """.formatted(reference, panel.name(), reference, content))
                .post("/v1/orders")
                .then()
                .statusCode(201);
        return reference;
    }

    private static RequestSpecification request() {
        return given().header("Authorization", OPERATOR);
    }

    private static void accepted(String reference) {
        eventually().until(() -> order(reference).getString("state"), "ACCEPTED"::equals);
    }

    private static void inDoubt(String reference, int submission) {
        eventually()
                .until(() -> order(reference).getString("state").equals("IN_DOUBT")
                        && doubt(id(reference)).getInt("submission") == submission);
    }

    /** From now on an order closes the range. */
    private static void settled(String reference) {
        eventually()
                .until(() -> Instant.parse(doubt(id(reference)).getString("settledAt"))
                        .isBefore(Instant.now()));
    }

    private static void needsOperator(String reference) {
        long id = id(reference);
        eventually()
                .untilAsserted(() -> request()
                        .queryParam("operator", true)
                        .queryParam("limit", 500)
                        .get("/v1/doubts")
                        .then()
                        .body("items.order.collect { it as long }", hasItem(id)));
    }

    /** The doubt has been looked at so often. */
    private void rounds(String reference, int rounds) {
        for (int round = 0; round < rounds; round++) {
            Object before = lookedAt(reference);
            eventually().until(() -> !lookedAt(reference).equals(before));
        }
    }

    private Object lookedAt(String reference) {
        return pool.preparedQuery("select coalesce(looked_at, requested_at) from doubt where order_id = $1")
                .execute(Tuple.of(id(reference)))
                .await()
                .atMost(LONG)
                .iterator()
                .next()
                .getOffsetDateTime(0);
    }

    /** Buys others, which close the range once the doubt is settled, until the order is in that state. */
    private static void closeUntil(ScriptedPanel panel, String reference, String state) {
        eventually().untilAsserted(() -> {
            accepted(place(panel, 100));
            assertThat(order(reference).getString("state")).isEqualTo(state);
        });
    }

    private void balanceIsNewerThan(ScriptedPanel panel, Instant time) {
        eventually()
                .until(() -> pool.preparedQuery("select witness_at from panel_state where panel = $1")
                        .execute(Tuple.of(new PanelName(panel.name()).value()))
                        .await()
                        .atMost(LONG)
                        .iterator()
                        .next()
                        .getOffsetDateTime(0)
                        .toInstant()
                        .isAfter(time));
    }

    private List<String> children(long parent) {
        return List.of(
                pool.preparedQuery("select array(select panel_order_id from child_order where parent = $1 order by"
                                + " panel_order_id)")
                        .execute(Tuple.of(parent))
                        .await()
                        .atMost(LONG)
                        .iterator()
                        .next()
                        .getArrayOfStrings(0));
    }

    private String kind(String reference) {
        return pool.preparedQuery("select order_kind || ' ' || panel_order_kind from orders where id = $1")
                .execute(Tuple.of(id(reference)))
                .await()
                .atMost(LONG)
                .iterator()
                .next()
                .getString(0);
    }

    private void childFound(long order, ScriptedPanel panel, String parent, String child) throws Exception {
        String data = """
            {"order":{"id":%d,"source":"acme","reference":"any","panel":"%s","panelOrderId":"%s","service":"1","tags":[]},
             "revision":1,"observedAt":"2026-11-20T12:00:00Z","child":"%s"}\
            """.formatted(order, panel.name(), parent, child);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>("orders.status", Long.toString(order), data.getBytes(StandardCharsets.UTF_8));
            Map.of(
                            "ce_specversion",
                            "1.0",
                            "ce_id",
                            "orders.status/%d/1".formatted(order),
                            "ce_source",
                            "/ordertrail/status-poller",
                            "ce_type",
                            "order.child-found")
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(record).get();
        }
    }

    private static ValidatableResponse attach(long id, String body) {
        return decide(id, "attach", null, doubt(id).getString("etag"), body);
    }

    private void settled(long id, String when) {
        pool.preparedQuery("update doubt set settled_at = %s where order_id = $1".formatted(when))
                .execute(Tuple.of(id))
                .await()
                .atMost(LONG);
    }

    private static ValidatableResponse decide(
            long id, String decision, @Nullable String key, @Nullable String ifMatch, String body) {
        RequestSpecification request = request().contentType(ContentType.JSON).body(body);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.post("/v1/doubts/%d/%s".formatted(id, decision)).then();
    }

    private static JsonPath doubt(long id) {
        return request()
                .get("/v1/doubts/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static long id(String reference) {
        return order(reference).getLong("id");
    }

    private static JsonPath order(String reference) {
        return request()
                .queryParam("reference", reference)
                .get("/v1/orders")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("items[0]");
    }

    private static ConditionFactory eventually() {
        return await().atMost(LONG).pollInterval(Duration.ofMillis(100)).ignoreExceptions();
    }
}
