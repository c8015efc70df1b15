package io.ordertrail.intake.cancel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.intake.IntakeSimulatorResource;
import io.ordertrail.intake.cancel.CancelingPanel.Call;
import io.ordertrail.intake.order.Cancel;
import io.ordertrail.intake.order.NewOrder;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.Placement;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cancels at a panel that answers as a test says; the service itself does not know the panel and never asks it. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(IntakeSimulatorResource.class)
class CancelJobIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Inject
    OrderRepository book;

    @Inject
    CancelJob job;

    @Inject
    Pool pool;

    private final PanelName name = new PanelName("n-" + UUID.randomUUID());
    private final CancelingPanel panel = new CancelingPanel(name, "smmowner");

    @Test
    void new_cancels_are_asked_for_in_one_call() {
        List<OrderId> orders = canceled(3);
        panel.answersEach(_ -> new CancelAnswer.Asked("cancel: 1"));

        askDue();

        assertThat(panel.calls()).hasSize(1);
        assertThat(orders).allSatisfy(id -> assertThat(cancel(id).status()).isEqualTo(Cancel.Status.ASKED));
        assertHistory(orders.getFirst(), "order.received", "order.cancel-asked");
    }

    @Test
    void a_hundred_cancels_without_an_answer_never_starve_a_later_one() {
        List<OrderId> stuck = canceled(120);
        panel.answersEach(_ -> unknownWords());
        askDue();
        due(stuck);
        OrderId later = canceled(1).getFirst();
        panel.answersEach(id -> id.equals(panelOrderId(later)) ? new CancelAnswer.Asked("cancel: 1") : unknownWords());
        int before = panel.calls().size();

        askDue();

        assertThat(cancel(later).status()).isEqualTo(Cancel.Status.ASKED);
        List<Call> calls = panel.calls().subList(before, panel.calls().size());
        assertThat(calls.getFirst().orders()).containsExactly(panelOrderId(later));
        assertThat(calls)
                .as("the stuck ones are asked about one by one, a few in each run")
                .hasSize(11);
        assertThat(calls).allSatisfy(call -> assertThat(call.orders()).hasSize(1));
    }

    @Test
    void a_cancel_without_a_definite_answer_waits_and_ends_in_front_of_shop_and_operator() {
        OrderId order = canceled(1).getFirst();
        panel.answersEach(_ -> unknownWords());

        askDue();
        assertThat(cancel(order))
                .satisfies(tried -> assertThat(tried.status()).isEqualTo(Cancel.Status.WANTED))
                .satisfies(tried -> assertThat(tried.attempts()).isOne())
                .satisfies(tried -> assertThat(tried.dueAt()).isAfter(Objects.requireNonNull(tried.askedAt())))
                .satisfies(tried -> assertThat(tried.message()).isEqualTo("Cosmic rays (HTTP 200)"));
        askAgain(order);
        askAgain(order);
        askAgain(order);

        assertThat(panel.calls()).as("calls before it is given up").hasSize(3);
        assertThat(cancel(order))
                .satisfies(ended -> assertThat(ended.status()).isEqualTo(Cancel.Status.REFUSED))
                .satisfies(ended -> assertThat(ended.givenUp()).isTrue());
        given().header("Authorization", "Bearer operator-key-of-the-tests")
                .get("/v1/orders/" + order)
                .then()
                .statusCode(200)
                .body("cancel", equalTo("refused"))
                .body("cancelDetails.needsOperator", equalTo(true))
                .body("cancelDetails.message", equalTo("Cosmic rays (HTTP 200)"));
        assertHistory(order, "order.received", "order.cancel-refused");
    }

    @Test
    void orders_of_a_call_that_failed_together_are_asked_about_alone() {
        List<OrderId> orders = canceled(3);
        panel.answers(ids -> ids.size() > 1
                ? new Outcome.Refused<>(
                        Refusal.of(RefusalKind.NOT_FOUND, "Incorrect order ID").asBatch())
                : answered(ids.getFirst(), new CancelAnswer.Asked("cancel: 1")));

        askDue();
        assertThat(orders).allSatisfy(id -> assertThat(cancel(id).status()).isEqualTo(Cancel.Status.WANTED));
        due(orders);
        askDue();

        assertThat(orders).allSatisfy(id -> assertThat(cancel(id).status()).isEqualTo(Cancel.Status.ASKED));
    }

    @Test
    void two_replicas_do_not_ask_for_one_cancel_at_once() {
        canceled(1);
        CompletableFuture<Outcome<Map<PanelOrderId, CancelAnswer>>> answer = new CompletableFuture<>();
        panel.answersLater(answer);

        CompletableFuture<Void> first = job.askDue(panel).subscribeAsCompletionStage();
        await().atMost(LIMIT).until(() -> panel.calls().size() == 1);
        askDue();

        assertThat(panel.calls()).hasSize(1);
        answer.complete(new Outcome.Answered<>(Map.of()));
        assertThat(first).succeedsWithin(LIMIT);
    }

    @Test
    void a_replica_that_was_frozen_in_its_call_does_not_refuse_a_cancel_that_is_asked_for_again() {
        OrderId order = canceled(1).getFirst();
        CompletableFuture<Outcome<Map<PanelOrderId, CancelAnswer>>> late = new CompletableFuture<>();
        panel.answersLater(late);
        CompletableFuture<Void> frozen = job.askDue(panel).subscribeAsCompletionStage();
        await().atMost(LIMIT).until(() -> panel.calls().size() == 1);
        due(List.of(order));
        panel.answersEach(_ -> unknownWords());
        askDue();

        late.complete(answered(
                panelOrderId(order),
                new CancelAnswer.NotCanceled(Refusal.of(RefusalKind.NOT_ELIGIBLE, "not eligible"))));

        assertThat(frozen).succeedsWithin(LIMIT);
        assertThat(cancel(order).status()).isEqualTo(Cancel.Status.WANTED);
    }

    @Test
    void a_cancel_that_the_panel_took_is_taken_though_a_second_call_was_refused_because_of_it() {
        OrderId order = canceled(1).getFirst();
        CompletableFuture<Outcome<Map<PanelOrderId, CancelAnswer>>> late = new CompletableFuture<>();
        panel.answersLater(late);
        CompletableFuture<Void> frozen = job.askDue(panel).subscribeAsCompletionStage();
        await().atMost(LIMIT).until(() -> panel.calls().size() == 1);
        due(List.of(order));
        panel.answersEach(_ -> new CancelAnswer.NotCanceled(Refusal.of(RefusalKind.NOT_ELIGIBLE, "not eligible")));
        askDue();
        assertThat(cancel(order).status()).isEqualTo(Cancel.Status.REFUSED);

        late.complete(answered(panelOrderId(order), new CancelAnswer.Asked("cancel: 1")));

        assertThat(frozen).succeedsWithin(LIMIT);
        assertThat(cancel(order).status()).isEqualTo(Cancel.Status.ASKED);
        assertHistory(order, "order.received", "order.cancel-refused", "order.cancel-asked");
    }

    @Test
    void a_panel_that_limits_the_rate_is_left_alone_and_no_try_is_counted() {
        List<OrderId> orders = canceled(3);
        CancelingPanel single = new CancelingPanel(name, "promosmm");
        single.answers(_ -> new Outcome.Refused<>(
                new Refusal(RefusalKind.RATE_LIMITED, "slow down", Optional.of(Duration.ofHours(1)))));

        job.askDue(single).await().atMost(LIMIT);
        job.askDue(single).await().atMost(LIMIT);

        assertThat(single.calls()).hasSize(1);
        assertThat(orders).allSatisfy(id -> {
            assertThat(cancel(id).attempts()).isZero();
            assertThat(cancel(id).dueAt()).isAfter(Instant.now().plus(Duration.ofMinutes(30)));
        });
    }

    @Test
    void an_order_that_is_over_at_the_panel_is_not_asked_about() {
        OrderId order = canceled(1).getFirst();
        sql("update orders set panel_status = 'COMPLETED' where id = $1", order);
        panel.answersEach(_ -> unknownWords());

        askDue();

        assertThat(panel.calls()).isEmpty();
        assertThat(cancel(order).status()).isEqualTo(Cancel.Status.REFUSED);
        assertThat(cancel(order).message()).contains("COMPLETED");
        assertHistory(order, "order.received", "order.cancel-refused");
    }

    @Test
    void a_cancel_remembered_in_doubt_is_refused_once_the_order_is_bought_at_a_panel_without_cancel() {
        OrderId order = canceled(1).getFirst();

        job.askDue(new CancelingPanel(name, "smmnova")).await().atMost(LIMIT);

        assertThat(cancel(order).status()).isEqualTo(Cancel.Status.REFUSED);
        assertThat(cancel(order).message()).isEqualTo("The panel has no cancel.");
        assertHistory(order, "order.received", "order.cancel-refused");
    }

    private void askDue() {
        job.askDue(panel).await().atMost(LIMIT);
    }

    private void askAgain(OrderId order) {
        due(List.of(order));
        askDue();
    }

    private void due(List<OrderId> orders) {
        orders.forEach(order -> sql("update orders set cancel_due_at = now() - interval '1 s' where id = $1", order));
    }

    private static CancelAnswer unknownWords() {
        return new CancelAnswer.InDoubt(
                new Evidence(Instant.now(), Duration.ZERO, OptionalInt.of(200), "Cosmic rays", ""));
    }

    private static Outcome<Map<PanelOrderId, CancelAnswer>> answered(PanelOrderId id, CancelAnswer answer) {
        return new Outcome.Answered<>(Map.of(id, answer));
    }

    /** Bought orders whose cancel is wanted. */
    private List<OrderId> canceled(int orders) {
        List<NewOrder> requests = IntStream.range(0, orders)
                .mapToObj(_ -> "j-" + UUID.randomUUID())
                .map(reference -> new NewOrder(
                        new ShopId("acme"),
                        new PlaceOrder(
                                new Reference(reference),
                                name,
                                new OrderContent(
                                        new ServiceId("1"), "https://example.org/" + reference, 100L, null, Map.of()),
                                List.of(),
                                null),
                        Optional.empty(),
                        null))
                .toList();
        List<OrderId> ids = book.place(requests).await().atMost(LIMIT).stream()
                .map(Placement::id)
                .toList();
        ids.forEach(id -> sql("""
                update orders set state = 'ACCEPTED', panel_order_id = 'p' || id, cancel = 'WANTED', cancel_due_at = now()
                 where id = $1
                """, id));
        return ids;
    }

    private static PanelOrderId panelOrderId(OrderId id) {
        return new PanelOrderId("p" + id.value());
    }

    private Cancel cancel(OrderId id) {
        Uni<Optional<Order>> found = pool.withConnection(connection -> book.find(connection, id));
        return Objects.requireNonNull(found.await().atMost(LIMIT).orElseThrow().cancel());
    }

    private void sql(String statement, OrderId id) {
        pool.preparedQuery(statement).execute(Tuple.of(id.value())).await().atMost(LIMIT);
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
