package io.ordertrail.refill.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.Reference;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.DeadLetterHeaders;
import io.ordertrail.events.Measurement;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.RefillEvent.DropFound;
import io.ordertrail.events.RefillEvent.NeedsOperator;
import io.ordertrail.events.RefillEvent.RefillRefused;
import io.ordertrail.events.RefillEvent.RefillRequested;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.events.RefillEvent.TicketOpened;
import io.ordertrail.events.Topics;
import io.ordertrail.refill.it.RefillFixture.Bought;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Refills from end to end, through Kafka, PostgreSQL and the panels of the simulator. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(RefillSimulatorResource.class)
class RefillIT {

    private static final String FOLLOWERS = "Instagram Followers [R30] [Max 100K]";

    @Inject
    RefillFixture fixture;

    @Test
    void a_drop_that_the_panel_reports_is_refilled_and_published() {
        Bought order = fixture.bought("smmnew", "1", FOLLOWERS, "drop&simafter=1h&simamount=40&simrefill=1h", 100)
                .status(OrderStatus.COMPLETED, 0);
        fixture.pass(Duration.ofHours(3));

        order.status(OrderStatus.COMPLETED, 40);

        until(() -> order.eventTypes().contains("refill.requested"));
        passUntil(() -> order.eventTypes().contains("refill.completed"));
        assertThat(order.eventTypes()).containsExactly("refill.drop-found", "refill.requested", "refill.completed");
        assertThat(order.events()).extracting(event -> event.revision()).containsExactly(1L, 2L, 3L);
        assertThat(((DropFound) order.events().getFirst()).drop().missing()).isEqualTo(40);
        assertThat(order.refillsInLedger()).isEqualTo(1);
    }

    @Test
    void a_finished_order_that_goes_back_is_refilled_at_a_panel_of_many() {
        Bought one = fixture.bought("smmowner", "1", FOLLOWERS, "drop&simafter=1h&simamount=40", 100)
                .status(OrderStatus.COMPLETED, 0);
        Bought other =
                fixture.bought("smmowner", "1", FOLLOWERS, "complete", 100).status(OrderStatus.COMPLETED, 0);
        fixture.pass(Duration.ofHours(3));

        one.status(OrderStatus.IN_PROGRESS, 40);
        other.status(OrderStatus.IN_PROGRESS, 40);

        until(() -> one.eventTypes().contains("refill.requested"));
        until(() -> other.eventTypes().contains("refill.refused"));
        assertThat(((RefillRefused) other.events().getLast()).message()).contains("Order not eligible for refill.");
    }

    @Test
    void two_measurements_in_a_row_show_a_drop_that_the_panel_hides() {
        Bought order = fixture.bought("promosmm", "101", FOLLOWERS, "drop&simafter=1h&simamount=40", 100)
                .status(OrderStatus.COMPLETED, 0);
        fixture.pass(Duration.ofHours(3));
        order.counted(160);
        fixture.pass(Duration.ofMinutes(10));

        order.counted(160);

        until(() -> order.eventTypes().contains("refill.requested"));
        assertThat(((DropFound) order.events().getFirst()).drop().evidence()).isEqualTo(DropEvidence.MEASUREMENT);
        assertThat(((RefillRequested) order.events().getLast()).refill()).isNotNull();
    }

    @Test
    void a_refill_that_was_taken_without_an_answer_is_in_doubt_and_never_requested_again() {
        Bought order = fixture.bought("smmnova", "1", FOLLOWERS, "drop&simafter=1h&simamount=40&simrefill=1h", 100)
                .status(OrderStatus.COMPLETED, 0);
        fixture.pass(Duration.ofHours(3));
        fixture.fault("{\"panel\":\"smmnova\",\"action\":\"refill\",\"fault\":\"close\",\"count\":1}");

        order.status(OrderStatus.COMPLETED, 40);

        until(() -> order.eventTypes().contains("refill.in-doubt"));
        fixture.pass(Duration.ofHours(3));
        order.status(OrderStatus.COMPLETED, 0);
        until(() -> order.eventTypes().contains("refill.completed"));
        assertThat(order.refillsInLedger()).isEqualTo(1);
    }

    @Test
    void after_the_last_rejection_a_ticket_is_opened_once_and_an_operator_is_notified() {
        Bought order = fixture.bought(
                        "smmgulf", "1", FOLLOWERS, "dropthenreject&simafter=1h&simamount=40&simrefill=1h", 100)
                .status(OrderStatus.COMPLETED, 0);
        fixture.pass(Duration.ofHours(3));

        order.status(OrderStatus.COMPLETED, 40);

        passUntil(() -> order.eventTypes().contains("refill.needs-operator"));
        assertThat(order.eventTypes())
                .containsSubsequence("refill.rejected", "refill.rejected", "refill.rejected", "refill.ticket-opened")
                .containsOnlyOnce("refill.ticket-opened");
        TicketOpened ticket = (TicketOpened) order.events().stream()
                .filter(TicketOpened.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(ticket.subject()).isEqualTo("Refill of order " + order.ref.panelOrderId());
        assertThat(((NeedsOperator) order.events().getLast()).message())
                .contains(ticket.ticket().value());
    }

    @Test
    void a_shop_learns_why_there_is_no_refill() {
        Bought pending = fixture.bought("smmnew", "1", FOLLOWERS, "complete", 100);
        Bought unwarranted = fixture.bought("smmnew", "3", "Instagram Likes | No Refill", "complete", 100)
                .status(OrderStatus.COMPLETED, 0);

        pending.asked();
        unwarranted.asked();

        until(() -> !pending.events().isEmpty() && !unwarranted.events().isEmpty());
        assertThat(((RefillRefused) pending.events().getFirst()).reason()).isEqualTo(RefusalReason.NOT_FINISHED);
        assertThat(((RefillRefused) unwarranted.events().getFirst()).reason()).isEqualTo(RefusalReason.NO_WARRANTY);
    }

    @Test
    void a_request_that_arrives_before_the_finish_is_answered_again() {
        Bought order = fixture.bought("smmnew", "1", FOLLOWERS, "drop&simafter=1h&simamount=40", 100);
        Instant finished = fixture.now();
        fixture.pass(Duration.ofHours(3));

        order.asked().status(OrderStatus.COMPLETED, 0, finished);

        until(() -> order.eventTypes().contains("refill.requested"));
        assertThat(order.eventTypes()).containsExactly("refill.refused", "refill.drop-found", "refill.requested");
    }

    @Test
    void an_operator_settles_what_nothing_else_decides() {
        Bought order = fixture.bought(
                        "smmnova", "1", FOLLOWERS, "hiddendrop&simafter=1h&simamount=40&simrefill=1h", 100)
                .status(OrderStatus.COMPLETED, 0);
        fixture.pass(Duration.ofHours(3));
        fixture.fault("{\"panel\":\"smmnova\",\"action\":\"refill\",\"fault\":\"close\",\"count\":1}");
        order.asked();
        until(() -> order.eventTypes().contains("refill.in-doubt"));
        fixture.pass(Duration.ofHours(7));
        until(() -> order.eventTypes().contains("refill.needs-operator"));

        long refill = refillOf(order);
        String found = "{\"taken\":true,\"refill\":\""
                + order.ledger().path("refills").path(0).path("id").asText() + "\"}";
        settle(refill, tag(refill), found).statusCode(200);

        passUntil(() -> order.eventTypes().contains("refill.completed"));
        assertThat(order.refillsInLedger()).isEqualTo(1);
        deciding(tag(refill)).post("/v1/refills/" + refill + "/retry").then().statusCode(409);
    }

    /** L4: the dangerous decision is never the default. */
    @Test
    void a_decision_must_say_what_was_found_and_about_which_request() {
        Bought order = fixture.bought(
                        "smmnova", "1", FOLLOWERS, "hiddendrop&simafter=1h&simamount=40&simrefill=1h", 100)
                .status(OrderStatus.COMPLETED, 0);
        fixture.pass(Duration.ofHours(3));
        fixture.fault("{\"panel\":\"smmnova\",\"action\":\"refill\",\"fault\":\"close\",\"count\":1,\"done\":false}");
        order.asked();
        until(() -> order.eventTypes().contains("refill.in-doubt"));
        long refill = refillOf(order);
        String early = tag(refill);

        settle(refill, early, "{}").statusCode(400);
        settle(refill, early, "{\"takn\":false}").statusCode(400);
        settle(refill, null, "{\"taken\":false}").statusCode(428);
        settle(refill, "\"77\"", "{\"taken\":false}").statusCode(412);
        settle(refill, early, "{\"taken\":false}").statusCode(409);
        fixture.pass(Duration.ofMinutes(6));
        settle(refill, early, "{\"taken\":false}").statusCode(412);
        String settled = tag(refill);
        settle(refill, settled, "{\"taken\":false}").statusCode(200);
        settle(refill, settled, "{\"taken\":false}").statusCode(412);

        until(() -> order.eventTypes().contains("refill.requested"));
        assertThat(order.refillsInLedger()).isEqualTo(1);
    }

    /** H3: one strange order among many, or a panel that takes one at a time, refused them all for good. */
    @Test
    void orders_whose_call_for_many_is_refused_are_asked_for_one_by_one() {
        List<Bought> orders = Stream.generate(
                        () -> fixture.bought("smmowner", "1", FOLLOWERS, "drop&simafter=1h&simamount=40", 100)
                                .status(OrderStatus.COMPLETED, 0))
                .limit(3)
                .toList();
        fixture.pass(Duration.ofHours(3));
        fixture.spendBudget("smmowner", fixture.now().plus(Duration.ofHours(1)));
        orders.forEach(order -> order.status(OrderStatus.COMPLETED, 40));
        fixture.fault("{\"panel\":\"smmowner\",\"action\":\"refill\",\"fault\":\"error\",\"text\":\"Incorrect order"
                + " ID\",\"count\":1,\"done\":false}");

        passUntil(() -> orders.stream().allMatch(order -> order.eventTypes().contains("refill.requested")));

        assertThat(orders).allSatisfy(order -> {
            assertThat(order.eventTypes())
                    .startsWith("refill.drop-found", "refill.requested")
                    .doesNotContain("refill.refused", "refill.in-doubt");
            assertThat(order.refillsInLedger()).isEqualTo(1);
        });
    }

    private static long refillOf(Bought order) {
        return operator()
                .get("/v1/refills?open=true&order=" + order.ref.id())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("items[0].id");
    }

    private static String tag(long refill) {
        return operator()
                .get("/v1/refills/" + refill)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
    }

    private static ValidatableResponse settle(long refill, @Nullable String tag, String body) {
        return deciding(tag)
                .body(body)
                .post("/v1/refills/" + refill + "/settle")
                .then();
    }

    private static RequestSpecification deciding(@Nullable String tag) {
        return tag == null ? operator() : operator().header("If-Match", tag);
    }

    @Test
    void without_the_operators_key_nothing_is_shown() {
        RestAssured.get("/v1/refills").then().statusCode(401);
        RestAssured.given()
                .header("Authorization", "Bearer wrong")
                .get("/v1/refills")
                .then()
                .statusCode(401);
        operator().get("/v1/refills/999999999").then().statusCode(404);
        operator().get("/v1/refills?state=LOST").then().statusCode(400);
    }

    private static RequestSpecification operator() {
        return RestAssured.given()
                .header("Authorization", "Bearer operator-key-of-the-tests")
                .contentType("application/json");
    }

    @Test
    void what_cannot_be_read_is_kept_as_a_dead_letter() {
        Measurement measurement = new Measurement(new Reference("x"), 1, TestClock.BEGIN);
        CloudEvent<Measurement> event = new CloudEvent<>("poison", "shop-1", null, TestClock.BEGIN, null, measurement);

        fixture.publish(Topics.MEASUREMENTS, event, "no json".getBytes(StandardCharsets.UTF_8));

        until(() -> fixture.records(Topics.deadLettersOf("refill-manager")).stream()
                .anyMatch(letter -> letter.headers()
                        .getOrDefault(DeadLetterHeaders.REASON, "")
                        .startsWith("The value is no JSON")));
    }

    private void passUntil(BooleanSupplier condition) {
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    fixture.pass(Duration.ofHours(2));
                    return condition.getAsBoolean();
                });
    }

    private static void until(BooleanSupplier condition) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(condition::getAsBoolean);
    }
}
