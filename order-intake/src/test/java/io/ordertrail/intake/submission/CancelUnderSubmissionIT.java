package io.ordertrail.intake.submission;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.events.SubmissionEvent.RejectionReason;
import io.ordertrail.events.SubmissionEvent.WaitReason;
import io.ordertrail.intake.IntakeSimulatorResource;
import io.ordertrail.intake.cancel.CancelRequests;
import io.ordertrail.intake.order.Cancel;
import io.ordertrail.intake.order.NewOrder;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.intake.submission.SubmissionDecision.Bought;
import io.ordertrail.intake.submission.SubmissionDecision.Later;
import io.ordertrail.intake.submission.SubmissionDecision.Rejected;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cancel that meets an order in its call: nothing is bought after the call under way. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(IntakeSimulatorResource.class)
class CancelUnderSubmissionIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(5);

    @Inject
    OrderRepository book;

    @Inject
    Claims claims;

    @Inject
    SubmissionResultWriter results;

    @Inject
    CancelRequests cancels;

    @Inject
    Pool pool;

    /** No submitter of the running service claims its orders, and it has no cancel. */
    private final PanelName nobodys = new PanelName("n-" + UUID.randomUUID());

    @Test
    void an_order_whose_cancel_is_wanted_is_withdrawn_when_its_call_proves_that_it_was_not_bought() {
        Order claimed = claimedAndCanceled();

        write(claimed, new Later(WaitReason.RATE_LIMIT, "Rate limit exceeded", Instant.now(), false));

        assertThat(find(claimed.id()).state()).isEqualTo(OrderState.WITHDRAWN);
        assertThat(find(claimed.id()).cancel()).isNull();
        assertThat(claim()).isEmpty();
        assertHistory(claimed.id(), "order.received", "order.withdrawn");
    }

    @Test
    void a_cancel_is_remembered_during_the_call_even_if_the_panel_has_no_cancel() {
        Order claimed = claimedAndCanceled();

        assertThat(Objects.requireNonNull(find(claimed.id()).cancel()).status()).isEqualTo(Cancel.Status.WANTED);

        write(claimed, new Bought(new PanelOrderId(UUID.randomUUID().toString()), false));
        assertThat(find(claimed.id()).state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(Objects.requireNonNull(find(claimed.id()).cancel()).status()).isEqualTo(Cancel.Status.WANTED);
        assertHistory(claimed.id(), "order.received", "order.accepted");
    }

    @Test
    void a_rejected_order_has_nothing_left_to_cancel() {
        Order claimed = claimedAndCanceled();

        write(claimed, new Rejected(RejectionReason.REFUSED_BY_PANEL, "Bad link"));

        assertThat(find(claimed.id()).state()).isEqualTo(OrderState.REJECTED);
        assertThat(find(claimed.id()).cancel()).isNull();
    }

    @Test
    void a_cancel_moves_no_bound_of_the_search_for_a_lost_order() {
        Order claimed = claimedAndCanceled();

        assertThat(find(claimed.id()).submittedAt()).isEqualTo(claimed.submittedAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RECEIVED", "WAITING"})
    void an_order_whose_cancel_is_wanted_is_never_claimed_and_is_withdrawn_by_the_next_run(String state) {
        OrderId id = placed();
        // As a replica of the version before wrote it.
        sql("update orders set cancel = 'WANTED', state = $2 where id = $1", id, state);

        assertThat(claim()).isEmpty();

        await().atMost(LIMIT).until(() -> find(id).state() == OrderState.WITHDRAWN);
        assertHistory(id, "order.received", "order.withdrawn");
    }

    private Order claimedAndCanceled() {
        OrderId id = placed();
        Order claimed = claim().getFirst();
        assertThat(claimed.id()).isEqualTo(id);
        cancels.want(id).await().atMost(LIMIT);
        return claimed;
    }

    private OrderId placed() {
        String reference = "u-" + UUID.randomUUID();
        PlaceOrder order = new PlaceOrder(
                new Reference(reference),
                nobodys,
                new OrderContent(new ServiceId("1"), "https://example.org/" + reference, 100L, null, Map.of()),
                List.of(),
                null);
        return book.place(List.of(new NewOrder(new ShopId("acme"), order, Optional.empty(), null)))
                .await()
                .atMost(LIMIT)
                .getFirst()
                .id();
    }

    private List<Order> claim() {
        return claims.claim(nobodys, 10, LONG).await().atMost(LIMIT);
    }

    private void write(Order claimed, SubmissionDecision decision) {
        results.write(List.of(new SubmissionResult(claimed, decision)), Duration.ofSeconds(2))
                .await()
                .atMost(LIMIT);
    }

    private void sql(String statement, OrderId id, String value) {
        pool.preparedQuery(statement)
                .execute(Tuple.of(id.value(), value))
                .await()
                .atMost(LIMIT);
    }

    private Order find(OrderId id) {
        return pool.<Optional<Order>>withConnection(connection -> book.find(connection, id))
                .await()
                .atMost(LIMIT)
                .orElseThrow();
    }

    private static void assertHistory(OrderId id, String... types) {
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(given().header("Authorization", "Bearer operator-key-of-the-tests")
                                .get("/v1/orders/" + id + "/history")
                                .jsonPath()
                                .getList("type", String.class))
                        .containsExactly(types));
    }
}
