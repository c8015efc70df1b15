package io.ordertrail.intake;

import static io.ordertrail.intake.IntakeSimulatorResource.GOSSIP;
import static io.ordertrail.intake.IntakeSimulatorResource.QUIET;
import static io.ordertrail.intake.IntakeSimulatorResource.WORDY;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.simulator.Simulator;
import io.ordertrail.simulator.fault.Fault;
import io.ordertrail.simulator.fault.FaultKind;
import io.ordertrail.simulator.ledger.LedgerOrder;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Doubts that the panel's own answers cannot settle: never guessed, always in front of an operator. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(IntakeSimulatorResource.class)
class DoubtResolutionIT {

    private static final String OPERATOR = "Bearer operator-key-of-the-tests";

    @Inject
    Pool pool;

    private final Simulator panels = IntakeSimulatorResource.simulator();

    @AfterEach
    void nothing_goes_wrong_any_more() {
        panels.faults().clear();
    }

    @Test
    void where_ids_are_words_an_operator_attaches_what_was_taken() {
        accepted(placed(WORDY, 100));
        String lost = lost(WORDY, 137, true);

        JsonPath doubt = leftToOperator(lost);

        assertThat(doubt.getString("explanation")).contains("is not a number");
        assertThat(bought(WORDY, lost)).isOne();
        decide(
                lost,
                "attach",
                "{\"panelOrderId\":\"%s\"}".formatted(truth(WORDY, lost).id()));
        assertThat(accepted(lost).getString("items[0].panelOrderId"))
                .isEqualTo(truth(WORDY, lost).id());
        assertThat(bought(WORDY, lost)).isOne();
    }

    /** By the balance, which did not move, or by an operator where it says nothing. */
    @Test
    void where_ids_are_words_what_was_not_taken_is_bought_once() {
        accepted(placed(WORDY, 100));
        String lost = lost(WORDY, 137, false);

        eventually().untilAsserted(() -> {
            if (doubt(lost).getString("decision") == null && doubt(lost).getBoolean("needsOperator")) {
                decide(lost, "resubmit", "{}");
            }
            state(lost, "ACCEPTED");
        });

        assertThat(bought(WORDY, lost)).isOne();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void where_status_answers_for_other_peoples_orders_nothing_is_adopted_and_nothing_proven_absent(boolean taken) {
        accepted(placed(GOSSIP, 100));
        panels.panel(GOSSIP).othersBuy(5);
        String lost = lost(GOSSIP, 137, taken);

        JsonPath doubt = leftToOperator(lost);

        assertThat(doubt.getString("explanation")).contains("prove nothing");
        assertThat(doubt.getList("candidates")).isNotEmpty();
        assertThat(bought(GOSSIP, lost)).isEqualTo(taken ? 1 : 0);
        decide(lost, "reject", "{\"reason\":\"looked at by hand\"}");
        state(lost, "REJECTED");
    }

    @Test
    void equal_orders_in_doubt_at_once_are_left_to_an_operator_with_all_that_they_may_be() {
        accepted(placed(QUIET, 100));
        panels.inject(Fault.doneThen(FaultKind.CLOSE).at(QUIET).of("add").times(2));
        String one = placed(QUIET, 137);
        String other = placed(QUIET, 137);

        JsonPath first = leftToOperator(one);
        JsonPath second = leftToOperator(other);

        assertThat(first.getList("candidates", String.class))
                .containsExactlyInAnyOrder(
                        truth(QUIET, one).id(), truth(QUIET, other).id())
                .isEqualTo(second.getList("candidates", String.class));
        decide(
                one,
                "attach",
                "{\"panelOrderId\":\"%s\"}".formatted(truth(QUIET, one).id()));
        // What is left has one order that it can be.
        assertThat(accepted(one).getString("items[0].panelOrderId"))
                .isEqualTo(truth(QUIET, one).id());
        decide(
                other,
                "attach",
                "{\"panelOrderId\":\"%s\"}".formatted(truth(QUIET, other).id()));
        accepted(other);
        assertThat(bought(QUIET, one) + bought(QUIET, other)).isEqualTo(2);
    }

    @Test
    void different_orders_in_doubt_at_once_are_each_found() {
        accepted(placed(QUIET, 100));
        Witness.awaitNext(pool, QUIET);
        panels.inject(Fault.doneThen(FaultKind.CLOSE).at(QUIET).of("add").times(2));
        String one = placed(QUIET, 151);
        String other = placed(QUIET, 163);

        assertThat(accepted(one).getString("items[0].panelOrderId"))
                .isEqualTo(truth(QUIET, one).id());
        assertThat(accepted(other).getString("items[0].panelOrderId"))
                .isEqualTo(truth(QUIET, other).id());
        assertThat(bought(QUIET, one) + bought(QUIET, other)).isEqualTo(2);
    }

    private String lost(String panel, long quantity, boolean taken) {
        panels.inject((taken ? Fault.doneThen(FaultKind.CLOSE) : Fault.refusedThen(FaultKind.CLOSE))
                .at(panel)
                .of("add")
                .times(1));
        return placed(panel, quantity);
    }

    private static JsonPath leftToOperator(String reference) {
        eventually().until(() -> doubt(reference).getBoolean("needsOperator"));
        assertThat(order(reference).getString("items[0].state")).isEqualTo("IN_DOUBT");
        return doubt(reference);
    }

    private static JsonPath doubt(String reference) {
        return given().header("Authorization", OPERATOR)
                .get("/v1/doubts/" + order(reference).getLong("items[0].id"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void decide(String reference, String decision, String body) {
        given().header("Authorization", OPERATOR)
                .header("If-Match", doubt(reference).getString("etag"))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/doubts/%d/%s".formatted(order(reference).getLong("items[0].id"), decision))
                .then()
                .statusCode(200);
    }

    private static String placed(String panel, long quantity) {
        String reference = "h-" + UUID.randomUUID();
        given().header("Authorization", OPERATOR)
                .queryParam("source", "acme")
                .contentType(ContentType.JSON)
                .body("""
                    {"reference":"%s","panel":"%s","content":{"service":"1","link":"https://example.org/%s","quantity":%d}}\
                    """.formatted(reference, panel, reference, quantity))
                .post("/v1/orders")
                .then()
                .statusCode(201);
        return reference;
    }

    private static JsonPath accepted(String reference) {
        state(reference, "ACCEPTED");
        return order(reference);
    }

    private static void state(String reference, String state) {
        eventually().untilAsserted(() -> {
            JsonPath order = order(reference);
            assertThat(order.getString("items[0].state"))
                    .as(() -> evidence(order.getLong("items[0].id")))
                    .isEqualTo(state);
        });
    }

    /** The doubt about it, if there is one: what a test that fails needs to be understood. */
    private static String evidence(long order) {
        return given().header("Authorization", OPERATOR)
                .get("/v1/doubts/" + order)
                .asString();
    }

    private static JsonPath order(String reference) {
        return given().header("Authorization", OPERATOR)
                .queryParam("reference", reference)
                .get("/v1/orders")
                .jsonPath();
    }

    private long bought(String panel, String reference) {
        return panels.orders(panel).stream()
                .filter(order -> order.link().endsWith(reference))
                .count();
    }

    private LedgerOrder truth(String panel, String reference) {
        return panels.orders(panel).stream()
                .filter(order -> order.link().endsWith(reference))
                .findFirst()
                .orElseThrow();
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }
}
