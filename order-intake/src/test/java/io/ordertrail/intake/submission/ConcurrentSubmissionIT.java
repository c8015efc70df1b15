package io.ordertrail.intake.submission;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
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
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.IntakeSimulatorResource;
import io.ordertrail.intake.catalogue.OrderValidator;
import io.ordertrail.intake.order.NewOrder;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.intake.order.Placement;
import io.ordertrail.intake.submission.SubmissionDecision.Bought;
import io.ordertrail.intake.submission.SubmissionDecision.Rejected;
import io.ordertrail.kit.crash.CrashPoints;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.http.Panels;
import io.ordertrail.simulator.ledger.LedgerOrder;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Several engines on one database, those that wake up too late, and a database that fails in the middle. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(IntakeSimulatorResource.class)
class ConcurrentSubmissionIT {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration OVER = Duration.ofMillis(-1);
    private static final Duration LATE = Duration.ofHours(1);

    @Inject
    OrderRepository book;

    @Inject
    Claims claims;

    @Inject
    SubmissionResultWriter results;

    @Inject
    ExpiredClaimJob sweeper;

    @Inject
    PanelSubmitters lanes;

    @Inject
    OrderValidator admission;

    @Inject
    PanelStateReporter reports;

    @Inject
    IntakeConfig config;

    @Inject
    CrashPoints crash;

    @Inject
    Panels panels;

    @Inject
    PanelsConfig limits;

    @Inject
    Vertx vertx;

    @Inject
    Pool pool;

    @Inject
    DataSource database;

    /** No lane of the running service claims its orders. */
    private final PanelName nobodys = new PanelName("n-" + UUID.randomUUID());

    @Test
    void many_claims_at_once_never_take_the_same_order() {
        becomesKnown();
        List<OrderId> placed = placed(nobodys, 200);
        List<Claims> replicas = IntStream.range(0, 8)
                .mapToObj(_ -> new Claims(pool, InstantSource.system()))
                .toList();

        List<Order> claimed = Multi.createFrom()
                .iterable(replicas)
                .onItem()
                .transformToMultiAndMerge(replica -> all(replica))
                .collect()
                .asList()
                .await()
                .atMost(LONG);

        assertThat(claimed).extracting(Order::id).containsExactlyInAnyOrderElementsOf(placed);
        assertThat(claimed).allSatisfy(order -> assertThat(order.fence()).isOne());
    }

    private Multi<Order> all(Claims replica) {
        return Multi.createBy()
                .repeating()
                .uni(() -> replica.claim(nobodys, 3, LONG))
                .whilst(orders -> !orders.isEmpty())
                .onItem()
                .disjoint();
    }

    @Test
    void two_engines_on_one_database_buy_each_order_once() throws Exception {
        PanelName panel = new PanelName("smmowner");
        PanelSubmitters replica = new PanelSubmitters(
                panels, limits, vertx, claims, results, admission, reports, config, InstantSource.system(), crash);
        try {
            List<OrderId> placed = placed(panel, 60);

            await().atMost(Duration.ofMinutes(1)).until(() -> {
                replica.wake(panel);
                lanes.wake(panel);
                return placed.stream().allMatch(id -> find(id).state() == OrderState.ACCEPTED);
            });

            assertThat(placed).allSatisfy(id -> assertThat(find(id).fence()).isOne());
            Map<String, Long> bought = IntakeSimulatorResource.simulator().orders("smmowner").stream()
                    .collect(groupingBy(LedgerOrder::link, counting()));
            assertThat(placed)
                    .allSatisfy(id ->
                            assertThat(bought).containsEntry(find(id).content().link(), 1L));
        } finally {
            replica.stop(new ShutdownEvent());
        }
    }

    /** A frozen process, or a COMMIT whose answer is held back: by then the order may have been proven absent and bought. */
    @Test
    void orders_whose_claim_is_confirmed_late_are_not_sent() throws Exception {
        PanelName panel = new PanelName("smmowner");
        Queue<OrderId> heldBack = new ConcurrentLinkedQueue<>();
        InstantSource clock = () -> InstantSource.system().instant().plus(heldBack.isEmpty() ? Duration.ZERO : LATE);
        Claims late = new Claims(pool, clock) {
            @Override
            Uni<List<Order>> claim(PanelName at, int most, Duration lease) {
                return at.equals(panel) && heldBack.isEmpty()
                        ? super.claim(at, most, lease)
                                .invoke(claimed -> claimed.forEach(order -> heldBack.add(order.id())))
                        : Uni.createFrom().item(List.of());
            }
        };
        PanelSubmitters replica =
                new PanelSubmitters(panels, limits, vertx, late, results, admission, reports, config, clock, crash);
        try {
            await().atMost(LONG).until(() -> {
                placed(panel, 20);
                replica.wake(panel);
                return !heldBack.isEmpty();
            });

            await().atMost(LONG).until(() -> heldBack.stream().allMatch(id -> find(id).state() == OrderState.WAITING));

            assertThat(heldBack).allSatisfy(id -> assertThat(find(id).message()).contains("the claim is older than"));
            Set<String> bought = IntakeSimulatorResource.simulator().orders("smmowner").stream()
                    .map(LedgerOrder::link)
                    .collect(Collectors.toSet());
            assertThat(heldBack)
                    .allSatisfy(id ->
                            assertThat(bought).doesNotContain(find(id).content().link()));
        } finally {
            replica.stop(new ShutdownEvent());
        }
    }

    @Test
    void an_answer_that_comes_after_its_lease_ends_the_doubt_that_the_lease_made() {
        Order claimed = claimedAndGivenUp();

        write(new SubmissionResult(claimed, new Bought(new PanelOrderId("777"), false)));

        assertThat(find(claimed.id()).state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(find(claimed.id()).panelOrderId()).isEqualTo(new PanelOrderId("777"));
        assertThat(doubt(claimed.id(), "decision")).isEqualTo("LATE_ANSWER");
    }

    @Test
    void a_refusal_that_comes_after_its_lease_leaves_the_order_in_doubt() {
        Order claimed = claimedAndGivenUp();

        write(new SubmissionResult(
                claimed, new Rejected(RejectionReason.REFUSED_BY_PANEL, "Quantity less than minimal")));

        assertThat(find(claimed.id()).state()).isEqualTo(OrderState.IN_DOUBT);
        assertThat(doubt(claimed.id(), "decision")).isNull();
    }

    @Test
    void the_answer_to_a_claim_that_is_no_longer_the_orders_changes_nothing_and_is_kept() {
        Order zombie = claimedAndGivenUp();
        resubmitted(zombie.id());
        Order claimed = claim(LONG).getFirst();
        long revision = find(zombie.id()).revision();

        write(new SubmissionResult(zombie, new Bought(new PanelOrderId("555"), false)));
        write(new SubmissionResult(zombie, new Rejected(RejectionReason.REFUSED_BY_PANEL, "never mind")));

        assertThat(claimed.id()).isEqualTo(zombie.id());
        assertThat(claimed.fence()).isEqualTo(zombie.fence() + 1);
        assertThat(find(zombie.id()).state()).isEqualTo(OrderState.SUBMITTING);
        assertThat(find(zombie.id()).revision()).isEqualTo(revision);
        assertThat(doubt(zombie.id(), "lateAnswers").toString()).contains("555");
        write(new SubmissionResult(claimed, new Bought(new PanelOrderId("556"), false)));
        assertThat(find(zombie.id()).panelOrderId()).isEqualTo(new PanelOrderId("556"));
    }

    @Test
    void an_id_that_two_orders_got_spoils_neither_the_first_nor_the_others_of_its_batch() {
        becomesKnown();
        placed(nobodys, 3);
        List<Order> claimed = claim(LONG);

        write(
                new SubmissionResult(claimed.get(0), new Bought(new PanelOrderId("900"), false)),
                new SubmissionResult(claimed.get(1), new Bought(new PanelOrderId("900"), false)),
                new SubmissionResult(claimed.get(2), new Bought(new PanelOrderId("901"), false)));

        assertThat(claimed)
                .extracting(order -> find(order.id()).state())
                .containsExactly(OrderState.ACCEPTED, OrderState.IN_DOUBT, OrderState.ACCEPTED);
        assertThat(doubt(claimed.get(1).id(), "evidence").toString()).contains("900");
        assertThat(doubt(claimed.get(1).id(), "needsOperator")).isEqualTo(true);
    }

    @Test
    void a_late_answer_with_an_id_that_another_order_has_leaves_the_doubt_to_an_operator() {
        placed(nobodys, 1);
        write(new SubmissionResult(claim(LONG).getFirst(), new Bought(new PanelOrderId("950"), false)));
        Order late = claimedAndGivenUp();

        write(new SubmissionResult(late, new Bought(new PanelOrderId("950"), false)));

        assertThat(find(late.id()).state()).isEqualTo(OrderState.IN_DOUBT);
        assertThat(doubt(late.id(), "needsOperator")).isEqualTo(true);
        assertThat(doubt(late.id(), "explanation").toString()).contains("950");
    }

    @Test
    void what_became_of_an_order_is_not_committed_before_its_event() throws Exception {
        placed(nobodys, 1);
        Order claimed = claim(LONG).getFirst();
        try (Connection other = locked("outbox")) {
            CompletableFuture<Void> written = writing(claimed, new Bought(new PanelOrderId("1001"), false));
            waitingFor("insert into outbox");

            assertThat(find(claimed.id()).state()).isEqualTo(OrderState.SUBMITTING);

            other.rollback();
            assertThat(written).succeedsWithin(LONG);
            assertThat(find(claimed.id()).state()).isEqualTo(OrderState.ACCEPTED);
        }
    }

    @Test
    void nothing_is_published_of_what_was_not_committed_and_the_second_try_publishes_it_once() throws Exception {
        placed(nobodys, 1);
        Order claimed = claim(LONG).getFirst();
        SubmissionDecision unknown =
                new SubmissionDecision.Doubtful(InstantSource.system().instant(), "no answer");
        try (Connection other = locked("doubt")) {
            // The relay is held up as well, so that whatever is published too early can be seen in the outbox.
            other.createStatement().execute("select pg_advisory_xact_lock(hashtext('ordertrail.outbox'))");
            CompletableFuture<Void> written = writing(claimed, unknown);
            int backend = waitingFor("insert into doubt");
            assertThat(inOutbox(claimed.id(), 2)).isZero();
            other.createStatement().execute("select pg_terminate_backend(" + backend + ")");

            assertThat(written).failsWithin(LONG);
            stateOnceThePoolIsWhole(claimed.id(), OrderState.SUBMITTING);
        }

        await().atMost(LONG).ignoreExceptions().untilAsserted(() -> write(new SubmissionResult(claimed, unknown)));

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(published(claimed.id())).containsExactly("order.received", "order.in-doubt"));
        assertThat(find(claimed.id()).revision()).isEqualTo(2);
    }

    /** The pool may hand out the connection whose backend was ended once more, before it has seen that it is closed. */
    private void stateOnceThePoolIsWhole(OrderId id, OrderState expected) {
        await().atMost(LONG)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(find(id).state()).isEqualTo(expected));
    }

    private Connection locked(String table) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table " + table + " in exclusive mode");
        return connection;
    }

    /** The backend that waits with such a statement. */
    private int waitingFor(String statement) {
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> pool.preparedQuery(
                                        "select pid from pg_stat_activity where wait_event_type = 'Lock' and query"
                                                + " like $1")
                                .execute(Tuple.of(statement + "%"))
                                .await()
                                .atMost(LONG),
                        rows -> rows.size() > 0)
                .iterator()
                .next()
                .getInteger(0);
    }

    private int inOutbox(OrderId id, long revision) {
        return pool.preparedQuery("select count(*)::int from outbox where event_id = $1")
                .execute(Tuple.of("orders.submissions/" + id + "/" + revision))
                .await()
                .atMost(LONG)
                .iterator()
                .next()
                .getInteger(0);
    }

    private CompletableFuture<Void> writing(Order order, SubmissionDecision verdict) {
        return results.write(List.of(new SubmissionResult(order, verdict)), Duration.ofSeconds(2))
                .subscribeAsCompletionStage();
    }

    private static List<String> published(OrderId id) {
        return given().header("Authorization", "Bearer operator-key-of-the-tests")
                .get("/v1/orders/" + id + "/history")
                .jsonPath()
                .getList("type", String.class);
    }

    /** Its engine froze in the call; the lease ran out meanwhile. */
    private Order claimedAndGivenUp() {
        placed(nobodys, 1);
        Order claimed = claim(OVER).getFirst();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            sweeper.sweep().await().atMost(LONG);
            return find(claimed.id()).state() == OrderState.IN_DOUBT;
        });
        return claimed;
    }

    /** Until an order of ours is known at a panel, one goes at a time. */
    private void becomesKnown() {
        placed(nobodys, 1);
        write(new SubmissionResult(claim(LONG).getFirst(), new Bought(new PanelOrderId("1"), false)));
    }

    private List<Order> claim(Duration lease) {
        return claims.claim(nobodys, 100, lease).await().atMost(LONG);
    }

    private void write(SubmissionResult... submitted) {
        results.write(List.of(submitted), Duration.ofSeconds(2)).await().atMost(LONG);
    }

    private List<OrderId> placed(PanelName panel, int orders) {
        List<NewOrder> requests = IntStream.range(0, orders)
                .mapToObj(_ -> "e-" + UUID.randomUUID())
                .map(reference -> new NewOrder(
                        new ShopId("acme"),
                        new PlaceOrder(
                                new Reference(reference),
                                panel,
                                new OrderContent(
                                        new ServiceId("1"), "https://example.org/" + reference, 100L, null, Map.of()),
                                List.of(),
                                null),
                        Optional.empty(),
                        null))
                .toList();
        return book.place(requests).await().atMost(LONG).stream()
                .map(Placement::id)
                .toList();
    }

    private Order find(OrderId id) {
        return pool.<Optional<Order>>withConnection(connection -> book.find(connection, id))
                .await()
                .atMost(LONG)
                .orElseThrow();
    }

    private void resubmitted(OrderId id) {
        pool.preparedQuery("update doubt set settled_at = requested_at where order_id = $1")
                .execute(Tuple.of(id.value()))
                .await()
                .atMost(LONG);
        given().header("Authorization", "Bearer operator-key-of-the-tests")
                .header(
                        "If-Match",
                        given().header("Authorization", "Bearer operator-key-of-the-tests")
                                .get("/v1/doubts/" + id)
                                .header("ETag"))
                .contentType("application/json")
                .body("{}")
                .post("/v1/doubts/" + id + "/resubmit")
                .then()
                .statusCode(200);
    }

    private static Object doubt(OrderId id, String field) {
        return given().header("Authorization", "Bearer operator-key-of-the-tests")
                .get("/v1/doubts/" + id)
                .jsonPath()
                .get(field);
    }
}
