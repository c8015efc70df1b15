package io.ordertrail.intake;

import static io.ordertrail.intake.IntakeSimulatorResource.QUIET;
import static io.ordertrail.intake.IntakeSimulatorResource.WORDY;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cancels against the panels' ledgers: an order with a wanted cancel is never bought again. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(IntakeSimulatorResource.class)
class CancelIT {

    private static final String OPERATOR = "Bearer operator-key-of-the-tests";

    @Inject
    Pool pool;

    private final Simulator panels = IntakeSimulatorResource.simulator();

    @AfterEach
    void nothing_goes_wrong_any_more() {
        panels.faults().clear();
    }

    @Test
    void an_order_in_doubt_whose_cancel_is_wanted_is_withdrawn_when_it_proves_absent() {
        accepted(placed(QUIET, 100));
        String lost = lost(QUIET, 137, false);

        cancel(lost);
        assertThat(order(lost).getString("state")).isEqualTo("IN_DOUBT");
        assertThat(order(lost).getString("cancel")).isEqualTo("wanted");

        eventually().untilAsserted(() -> {
            // Each order after the doubt is settled closes the range.
            accepted(placed(QUIET, 100));
            assertThat(order(lost).getString("state")).isEqualTo("WITHDRAWN");
        });
        assertHistory(lost, "order.received", "order.in-doubt", "order.withdrawn");
        assertThat(bought(QUIET, lost)).isEmpty();
    }

    @Test
    void an_order_that_an_operator_submits_again_is_withdrawn_if_its_cancel_is_wanted() {
        accepted(placed(WORDY, 100));
        String lost = lost(WORDY, 137, false);
        cancel(lost);

        resubmit(lost);

        assertThat(order(lost).getString("state")).isEqualTo("WITHDRAWN");
        assertHistory(lost, "order.received", "order.in-doubt", "order.withdrawn");
        assertThat(bought(WORDY, lost)).isEmpty();
    }

    @Test
    void an_order_in_doubt_whose_cancel_is_wanted_is_canceled_at_the_panel_when_it_is_found_there() {
        accepted(placed(QUIET, 100));
        Witness.awaitNext(pool, QUIET);
        String lost = lost(QUIET, 149, true);

        cancel(lost);

        eventually().until(() -> order(lost).getString("cancel"), "asked"::equals);
        assertHistory(lost, "order.received", "order.in-doubt", "order.accepted", "order.cancel-asked");
        assertThat(bought(QUIET, lost))
                .singleElement()
                .satisfies(truth -> assertThat(truth.cancels()).hasSize(1));
    }

    @Test
    void at_a_panel_without_cancel_an_order_in_doubt_is_refused_only_when_it_is_bought() {
        accepted(placed("smmgulf", 100));
        String lost = lost("smmgulf", 151, true);

        cancel(lost);

        eventually().until(() -> order(lost).getString("cancel"), "refused"::equals);
        assertHistory(lost, "order.received", "order.in-doubt", "order.accepted", "order.cancel-refused");
    }

    @ParameterizedTest
    @CsvSource({"smmnew, 1", "smmowner, 1", "promosmm, 101"})
    void a_second_cancel_after_the_panel_took_the_first_is_asked_again_with_its_event(String panel, String service) {
        String reference = placed(panel, service, 100);
        accepted(reference);
        cancel(reference);
        eventually().until(() -> order(reference).getString("cancel"), "asked"::equals);

        long calls = panels.calls(panel, "cancel");

        cancel(reference);

        assertHistory(reference, "order.received", "order.accepted", "order.cancel-asked", "order.cancel-asked");
        assertThat(panels.calls(panel, "cancel")).isEqualTo(calls + 1);
    }

    @Test
    void a_second_cancel_after_the_panel_refused_the_first_is_asked_again() {
        String reference = placed("smmowner", "1", 100);
        accepted(reference);
        panels.inject(Fault.refusedThen(FaultKind.ERROR)
                .withText("Order not eligible for cancellation.")
                .at("smmowner")
                .of("cancel")
                .times(1));
        cancel(reference);
        eventually().until(() -> order(reference).getString("cancel"), "refused"::equals);

        cancel(reference);

        eventually().until(() -> order(reference).getString("cancel"), "asked"::equals);
        assertHistory(reference, "order.received", "order.accepted", "order.cancel-refused", "order.cancel-asked");
    }

    @Test
    void a_cancel_that_a_panel_refuses_in_unknown_words_ends_and_operators_see_it() {
        String reference = placed("smmowner", "1", 100);
        accepted(reference);
        panels.inject(Fault.refusedThen(FaultKind.ERROR)
                .withText("The moon is in the wrong house")
                .at("smmowner")
                .of("cancel"));
        cancel(reference);

        eventually().until(() -> order(reference).getString("cancel"), "refused"::equals);

        assertThat(order(reference).getString("cancelDetails.message")).contains("The moon is in the wrong house");
        assertThat(order(reference).getBoolean("cancelDetails.needsOperator")).isTrue();
        assertHistory(reference, "order.received", "order.accepted", "order.cancel-refused");
        eventually()
                .untilAsserted(() -> assertThat(Management.metrics().lines())
                        .anyMatch(line ->
                                line.startsWith("ordertrail_cancels_total{panel=\"smmowner\",result=\"given_up\"}")
                                        && !line.endsWith(" 0.0"))
                        .anyMatch(line -> line.startsWith("ordertrail_cancels_stuck{panel=\"smmowner\"}")
                                && !line.endsWith(" 0.0")));
    }

    private String lost(String panel, long quantity, boolean taken) {
        panels.inject((taken ? Fault.doneThen(FaultKind.CLOSE) : Fault.refusedThen(FaultKind.CLOSE))
                .at(panel)
                .of("add")
                .times(1));
        String reference = placed(panel, quantity);
        eventually()
                .until(
                        () -> order(reference).getString("state"),
                        state -> "IN_DOUBT".equals(state) || taken && "ACCEPTED".equals(state));
        return reference;
    }

    private static void cancel(String reference) {
        given().header("Authorization", OPERATOR)
                .post("/v1/orders/" + order(reference).getLong("id") + "/cancel")
                .then()
                .statusCode(202);
    }

    private static void resubmit(String reference) {
        String doubt = "/v1/doubts/" + order(reference).getLong("id");
        String tag = given().header("Authorization", OPERATOR).get(doubt).header("ETag");
        // Refused until the panel cannot take it any more.
        eventually()
                .untilAsserted(() -> given().header("Authorization", OPERATOR)
                        .header("If-Match", tag == null ? "*" : tag)
                        .contentType(ContentType.JSON)
                        .body("{}")
                        .post(doubt + "/resubmit")
                        .then()
                        .statusCode(200));
    }

    private static String placed(String panel, long quantity) {
        return placed(panel, "1", quantity);
    }

    private static String placed(String panel, String service, long quantity) {
        String reference = "k-" + UUID.randomUUID();
        given().header("Authorization", OPERATOR)
                .queryParam("source", "acme")
                .contentType(ContentType.JSON)
                .body("""
                        {"reference":"%s","panel":"%s","content":{"service":"%s","link":"https://example.org/%s","quantity":%d}}""".formatted(reference, panel, service, reference, quantity))
                .post("/v1/orders")
                .then()
                .statusCode(201);
        return reference;
    }

    private static void accepted(String reference) {
        eventually().until(() -> order(reference).getString("state"), "ACCEPTED"::equals);
    }

    private static JsonPath order(String reference) {
        JsonPath found = given().header("Authorization", OPERATOR)
                .queryParam("reference", reference)
                .get("/v1/orders")
                .jsonPath();
        return found.setRootPath("items[0]");
    }

    private static void assertHistory(String reference, String... types) {
        eventually()
                .untilAsserted(() -> assertThat(given().header("Authorization", OPERATOR)
                                .get("/v1/orders/" + order(reference).getLong("id") + "/history")
                                .jsonPath()
                                .getList("type", String.class))
                        .containsExactly(types));
    }

    private List<LedgerOrder> bought(String panel, String reference) {
        return panels.orders(panel).stream()
                .filter(order -> order.link().endsWith(reference))
                .toList();
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }
}
