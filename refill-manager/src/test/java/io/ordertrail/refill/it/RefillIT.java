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
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The whole way of refills, through Kafka, PostgreSQL and the panels of the simulator. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(RefillSimulatorResource.class)
class RefillIT {

    private static final String FOLLOWERS = "Instagram Followers [R30] [Max 100K]";

    @Inject
    RefillFixture scene;

    @Test
    void a_drop_that_the_panel_reports_is_refilled_and_told() {
        Bought order = scene.bought("smmnew", "1", FOLLOWERS, "drop&simafter=1h&simamount=40&simrefill=1h", 100)
                .status(OrderStatus.COMPLETED, 0);
        scene.pass(Duration.ofHours(3));

        order.status(OrderStatus.COMPLETED, 40);

        until(() -> order.toldTypes().contains("refill.requested"));
        passUntil(() -> order.toldTypes().contains("refill.completed"));
        assertThat(order.toldTypes()).containsExactly("refill.drop-found", "refill.requested", "refill.completed");
        assertThat(order.told()).extracting(event -> event.revision()).containsExactly(1L, 2L, 3L);
        assertThat(((DropFound) order.told().getFirst()).drop().missing()).isEqualTo(40);
        assertThat(order.refillsInLedger()).isEqualTo(1);
    }

    @Test
    void a_finished_order_that_goes_back_is_refilled_at_a_panel_of_many() {
        Bought one = scene.bought("smmowner", "1", FOLLOWERS, "drop&simafter=1h&simamount=40", 100)
                .status(OrderStatus.COMPLETED, 0);
        Bought other = scene.bought("smmowner", "1", FOLLOWERS, "complete", 100).status(OrderStatus.COMPLETED, 0);
        scene.pass(Duration.ofHours(3));

        one.status(OrderStatus.IN_PROGRESS, 40);
        other.status(OrderStatus.IN_PROGRESS, 40);

        until(() -> one.toldTypes().contains("refill.requested"));
        until(() -> other.toldTypes().contains("refill.refused"));
        assertThat(((RefillRefused) other.told().getLast()).message()).contains("Order not eligible for refill.");
    }

    @Test
    void two_measurements_in_a_row_show_a_drop_that_the_panel_hides() {
        Bought order = scene.bought("promosmm", "101", FOLLOWERS, "drop&simafter=1h&simamount=40", 100)
                .status(OrderStatus.COMPLETED, 0);
        scene.pass(Duration.ofHours(3));
        order.counted(160);
        scene.pass(Duration.ofMinutes(10));

        order.counted(160);

        until(() -> order.toldTypes().contains("refill.requested"));
        assertThat(((DropFound) order.told().getFirst()).drop().evidence()).isEqualTo(DropEvidence.MEASUREMENT);
        assertThat(((RefillRequested) order.told().getLast()).refill()).isNotNull();
    }

    @Test
    void a_refill_that_was_taken_without_an_answer_is_in_doubt_and_never_asked_for_again() {
        Bought order = scene.bought("smmnova", "1", FOLLOWERS, "drop&simafter=1h&simamount=40&simrefill=1h", 100)
                .status(OrderStatus.COMPLETED, 0);
        scene.pass(Duration.ofHours(3));
        scene.fault("{\"panel\":\"smmnova\",\"action\":\"refill\",\"fault\":\"close\",\"count\":1}");

        order.status(OrderStatus.COMPLETED, 40);

        until(() -> order.toldTypes().contains("refill.in-doubt"));
        scene.pass(Duration.ofHours(3));
        order.status(OrderStatus.COMPLETED, 0);
        until(() -> order.toldTypes().contains("refill.completed"));
        assertThat(order.refillsInLedger()).isEqualTo(1);
    }

    @Test
    void after_the_last_rejection_a_ticket_is_opened_once_and_an_operator_is_told() {
        Bought order = scene.bought(
                        "smmgulf", "1", FOLLOWERS, "dropthenreject&simafter=1h&simamount=40&simrefill=1h", 100)
                .status(OrderStatus.COMPLETED, 0);
        scene.pass(Duration.ofHours(3));

        order.status(OrderStatus.COMPLETED, 40);

        passUntil(() -> order.toldTypes().contains("refill.needs-operator"));
        assertThat(order.toldTypes())
                .containsSubsequence("refill.rejected", "refill.rejected", "refill.rejected", "refill.ticket-opened")
                .containsOnlyOnce("refill.ticket-opened");
        TicketOpened ticket = (TicketOpened) order.told().stream()
                .filter(TicketOpened.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(ticket.subject()).isEqualTo("Refill of order " + order.ref.panelOrderId());
        assertThat(((NeedsOperator) order.told().getLast()).message())
                .contains(ticket.ticket().value());
    }

    @Test
    void a_shop_is_told_why_there_is_no_refill() {
        Bought pending = scene.bought("smmnew", "1", FOLLOWERS, "complete", 100);
        Bought unwarranted = scene.bought("smmnew", "3", "Instagram Likes | No Refill", "complete", 100)
                .status(OrderStatus.COMPLETED, 0);

        pending.asked();
        unwarranted.asked();

        until(() -> !pending.told().isEmpty() && !unwarranted.told().isEmpty());
        assertThat(((RefillRefused) pending.told().getFirst()).reason()).isEqualTo(RefusalReason.NOT_FINISHED);
        assertThat(((RefillRefused) unwarranted.told().getFirst()).reason()).isEqualTo(RefusalReason.NO_WARRANTY);
    }

    @Test
    void a_wish_that_is_heard_before_the_finish_is_answered_again() {
        Bought order = scene.bought("smmnew", "1", FOLLOWERS, "drop&simafter=1h&simamount=40", 100);
        Instant finished = scene.now();
        scene.pass(Duration.ofHours(3));

        order.asked().status(OrderStatus.COMPLETED, 0, finished);

        until(() -> order.toldTypes().contains("refill.requested"));
        assertThat(order.toldTypes()).containsExactly("refill.refused", "refill.drop-found", "refill.requested");
    }

    @Test
    void a_person_settles_what_nothing_else_decides() {
        Bought order = scene.bought("smmnova", "1", FOLLOWERS, "hiddendrop&simafter=1h&simamount=40&simrefill=1h", 100)
                .status(OrderStatus.COMPLETED, 0);
        scene.pass(Duration.ofHours(3));
        scene.fault("{\"panel\":\"smmnova\",\"action\":\"refill\",\"fault\":\"close\",\"count\":1}");
        order.asked();
        until(() -> order.toldTypes().contains("refill.in-doubt"));
        scene.pass(Duration.ofHours(7));
        until(() -> order.toldTypes().contains("refill.needs-operator"));

        int refill = operator()
                .get("/v1/refills?needsOperator=true&state=IN_DOUBT&order=" + order.ref.id())
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
        operator()
                .body("{\"taken\":true,\"refill\":\""
                        + order.ledger().path("refills").path(0).path("id").asText() + "\"}")
                .post("/v1/refills/" + refill + "/settle")
                .then()
                .statusCode(200);

        passUntil(() -> order.toldTypes().contains("refill.completed"));
        assertThat(order.refillsInLedger()).isEqualTo(1);
        operator().post("/v1/refills/" + refill + "/retry").then().statusCode(409);
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

        scene.publish(Topics.MEASUREMENTS, event, "no json".getBytes(StandardCharsets.UTF_8));

        until(() -> scene.records(Topics.deadLettersOf("refill-manager")).stream()
                .anyMatch(letter -> letter.headers()
                        .getOrDefault(DeadLetterHeaders.REASON, "")
                        .startsWith("The value is no JSON")));
    }

    private void passUntil(BooleanSupplier condition) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    scene.pass(Duration.ofHours(2));
                    return condition.getAsBoolean();
                });
    }

    private static void until(BooleanSupplier condition) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .until(condition::getAsBoolean);
    }
}
