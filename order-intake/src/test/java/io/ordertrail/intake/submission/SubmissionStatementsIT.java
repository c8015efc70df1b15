package io.ordertrail.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.SubmissionEvent.RejectionReason;
import io.ordertrail.events.SubmissionEvent.WaitReason;
import io.ordertrail.intake.IntakeSimulatorResource;
import io.ordertrail.intake.order.GuardedStatements;
import io.ordertrail.intake.order.GuardedStatements.OrderRow;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.intake.order.StatementRows;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds {@link GuardedStatements}, with which the protocol is explored, to the statements that run: for every row. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(IntakeSimulatorResource.class)
class SubmissionStatementsIT {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int MANY = 10_000;
    private static final String STOP =
            "insert into buying_stop (scope, reason, stopped_by, stopped_at) values ($1, 'a test', 'a test', now())";

    @Inject
    Claims claims;

    @Inject
    SubmissionResultWriter results;

    @Inject
    ExpiredClaimJob sweep;

    @Inject
    OrderRepository orders;

    @Inject
    Pool pool;

    @Inject
    DataSource database;

    @Inject
    Scheduler scheduler;

    StatementRows rows;

    /** No job runs: only the statements of the test change rows. One that runs already is over when the rows are set. */
    @BeforeEach
    void newRows() {
        scheduler.pause();
        rows = new StatementRows(pool, orders);
    }

    @AfterEach
    void resumeJobs() {
        scheduler.resume();
    }

    @Test
    void a_claim_takes_the_rows_that_it_takes_in_the_model() {
        List<OrderRow> before = StatementRows.everyRow();
        List<Order> stored = rows.store(before);
        rows.run("delete from doubt where panel = $1", Tuple.of(rows.panel().value()));

        List<Order> claimed = claims.claim(rows.panel(), MANY, LONG).await().atMost(LONG);

        assertThat(rows.read(stored))
                .containsExactlyElementsOf(before.stream()
                        .map(row -> GuardedStatements.claim(row).orElse(row))
                        .toList());
        assertThat(claimed).hasSize((int) before.stream()
                .filter(row -> GuardedStatements.claim(row).isPresent())
                .count());
    }

    @Test
    void a_claim_takes_as_many_as_in_the_model_while_the_panel_has_doubts() {
        for (boolean isInDoubt : new boolean[] {false, true}) {
            for (boolean isUnderWay : new boolean[] {false, true}) {
                StatementRows ofPanel = new StatementRows(pool, orders);
                List<OrderRow> before = new ArrayList<>();
                before.add(new OrderRow(OrderState.ACCEPTED, 1, null, "a-1"));
                for (int i = 0; i < 3; i++) {
                    before.add(new OrderRow(OrderState.RECEIVED, 0, null, null));
                }
                if (isInDoubt) {
                    before.add(new OrderRow(OrderState.IN_DOUBT, 1, null, null));
                }
                if (isUnderWay) {
                    before.add(new OrderRow(OrderState.SUBMITTING, 1, null, null));
                }
                ofPanel.store(before);
                ofPanel.run("""
                        update orders set submitted_at = now() - interval '3 hours', accepted_at = now() - interval '2 hours'
                         where panel = $1 and state = 'ACCEPTED'
                        """, Tuple.of(ofPanel.panel().value()));

                assertThat(claims.claim(ofPanel.panel(), 2, LONG).await().atMost(LONG))
                        .as("in doubt %s, under way %s", isInDoubt, isUnderWay)
                        .hasSize(GuardedStatements.room(2, isInDoubt, isUnderWay));
            }
        }
    }

    @Test
    void until_an_order_is_known_at_a_panel_one_goes_at_a_time() {
        rows.store(List.of(
                new OrderRow(OrderState.RECEIVED, 0, null, null), new OrderRow(OrderState.RECEIVED, 0, null, null)));

        assertThat(claims.claim(rows.panel(), 2, LONG).await().atMost(LONG)).hasSize(1);
        assertThat(claims.claim(rows.panel(), 2, LONG).await().atMost(LONG)).isEmpty();
    }

    @Test
    void a_doubt_that_waits_for_an_operator_or_whose_range_is_closed_holds_nothing_up() {
        for (boolean isWithOperator : new boolean[] {false, true}) {
            StatementRows ofPanel = new StatementRows(pool, orders);
            ofPanel.store(List.of(
                    new OrderRow(OrderState.ACCEPTED, 1, null, "a-1"),
                    new OrderRow(OrderState.IN_DOUBT, 1, null, null),
                    new OrderRow(OrderState.RECEIVED, 0, null, null),
                    new OrderRow(OrderState.RECEIVED, 0, null, null)));
            if (isWithOperator) {
                ofPanel.run("""
                        update orders set submitted_at = now() - interval '3 hours',
                                          accepted_at = now() - interval '2 hours'
                         where panel = $1 and state = 'ACCEPTED'
                        """, Tuple.of(ofPanel.panel().value()));
                ofPanel.run(
                        "update doubt set needs_operator = true where panel = $1",
                        Tuple.of(ofPanel.panel().value()));
            }

            assertThat(claims.claim(ofPanel.panel(), 2, LONG).await().atMost(LONG))
                    .as("with an operator %s, else closed", isWithOperator)
                    .hasSize(2);
        }
    }

    @Test
    void a_claim_takes_nothing_where_buying_is_stopped() {
        rows.store(List.of(new OrderRow(OrderState.RECEIVED, 0, null, null)));
        for (String scope : List.of(rows.panel().value(), "*")) {
            rows.run(STOP, Tuple.of(scope));

            assertThat(claims.claim(rows.panel(), 1, LONG).await().atMost(LONG))
                    .as("stopped at %s", scope)
                    .isEmpty();
            rows.run("delete from buying_stop where scope = $1", Tuple.of(scope));
        }
        assertThat(claims.claim(rows.panel(), 1, LONG).await().atMost(LONG)).hasSize(1);
    }

    @Test
    void a_claim_that_began_before_a_stop_was_stored_takes_nothing() throws Exception {
        rows.store(List.of(new OrderRow(OrderState.RECEIVED, 0, null, null)));
        try (Connection stopping = database.getConnection()) {
            stopping.setAutoCommit(false);
            run(stopping, "select pg_advisory_xact_lock(hashtext('ordertrail.stop'), 0)");
            CompletableFuture<List<Order>> claimed =
                    claims.claim(rows.panel(), 1, LONG).subscribeAsCompletionStage();
            await().atMost(Duration.ofMinutes(1)).until(() -> isWaitingForTheStop(stopping));
            run(stopping, STOP.replace("$1", "'" + rows.panel().value() + "'"));
            stopping.commit();

            assertThat(claimed).succeedsWithin(LONG).asInstanceOf(LIST).isEmpty();
        } finally {
            rows.run(
                    "delete from buying_stop where scope = $1",
                    Tuple.of(rows.panel().value()));
        }
    }

    private static boolean isWaitingForTheStop(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet waiting = statement.executeQuery("""
                        select from pg_locks
                         where locktype = 'advisory' and mode = 'ShareLock' and not granted
                           and classid = hashtext('ordertrail.stop')::oid
                        """)) {
            return waiting.next();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void while_a_range_is_open_orders_go_on_that_differ_from_the_doubt_and_from_each_other() {
        rows.store(List.of(
                new OrderRow(OrderState.ACCEPTED, 1, null, "a-1"),
                new OrderRow(OrderState.IN_DOUBT, 1, null, null),
                new OrderRow(OrderState.RECEIVED, 0, null, null),
                new OrderRow(OrderState.RECEIVED, 0, null, null),
                new OrderRow(OrderState.RECEIVED, 0, null, null)));
        rows.run("""
                update orders set submitted_at = now() - interval '3 hours', accepted_at = now() - interval '2 hours'
                 where panel = $1 and state = 'ACCEPTED'
                """, Tuple.of(rows.panel().value()));
        rows.run("""
                update orders set service = 'other'
                 where panel = $1 and state = 'RECEIVED'
                   and id <> (select min(id) from orders where panel = $1 and state = 'RECEIVED')
                """, Tuple.of(rows.panel().value()));

        // One that is like the doubt, and one of the two that are like each other.
        assertThat(claims.claim(rows.panel(), 5, LONG).await().atMost(LONG))
                .extracting(Order::id)
                .hasSize(2);
        assertThat(claims.claim(rows.panel(), 5, LONG).await().atMost(LONG)).isEmpty();
    }

    @Test
    void a_result_is_written_to_the_rows_it_is_written_to_in_the_model() {
        for (OrderState next :
                List.of(OrderState.ACCEPTED, OrderState.REJECTED, OrderState.WAITING, OrderState.IN_DOUBT)) {
            List<OrderRow> before = StatementRows.everyRow();
            List<Order> stored = rows.store(before);
            List<SubmissionResult> written = stored.stream()
                    .map(order -> new SubmissionResult(order, decision(next)))
                    .toList();

            results.write(written, LONG).await().atMost(LONG);

            List<OrderRow> expected = IntStream.range(0, before.size())
                    .mapToObj(i -> GuardedStatements.writeResult(
                                    before.get(i),
                                    StatementRows.FENCE,
                                    next,
                                    written.get(i).verdict().panelOrderId())
                            .orElse(before.get(i)))
                    .toList();
            assertThat(rows.read(stored)).as("result %s", next).containsExactlyElementsOf(expected);
            for (int i = 0; i < stored.size(); i++) {
                assertThat(rows.openDoubtOf(stored.get(i)).isPresent())
                        .as("open doubt about %s after %s", before.get(i), next)
                        .isEqualTo(expected.get(i).state() == OrderState.IN_DOUBT);
            }
        }
    }

    private static SubmissionDecision decision(OrderState next) {
        return switch (next) {
            case ACCEPTED -> new SubmissionDecision.Bought(new PanelOrderId("b-" + UUID.randomUUID()), false);
            case REJECTED -> new SubmissionDecision.Rejected(RejectionReason.REFUSED_BY_PANEL, "no");
            case WAITING ->
                new SubmissionDecision.Later(
                        WaitReason.RATE_LIMIT, "later", Instant.now().plus(LONG), false);
            case IN_DOUBT -> new SubmissionDecision.Doubtful(Instant.now(), "no answer");
            case RECEIVED, SUBMITTING, WITHDRAWN -> throw new IllegalArgumentException("no result is " + next);
        };
    }

    @Test
    void the_sweep_writes_as_a_result_in_doubt_does() {
        List<OrderRow> before = StatementRows.everyRow();
        List<Order> stored = rows.store(before);
        rows.run(
                "update orders set lease_until = now() - interval '1 minute' where panel = $1 and state = 'SUBMITTING'",
                Tuple.of(rows.panel().value()));

        sweep.sweep().await().atMost(LONG);

        assertThat(rows.read(stored))
                .containsExactlyElementsOf(before.stream()
                        .map(row -> GuardedStatements.writeResult(row, row.fence(), OrderState.IN_DOUBT, null)
                                .orElse(row))
                        .toList());
    }

    @Test
    void an_overdue_order_is_rejected_where_it_is_in_the_model() {
        List<OrderRow> before = StatementRows.everyRow();
        List<Order> stored = rows.store(before);
        rows.run(
                "update orders set received_at = now() - interval '10 days' where panel = $1",
                Tuple.of(rows.panel().value()));

        sweep.sweep().await().atMost(LONG);

        assertThat(rows.read(stored))
                .containsExactlyElementsOf(before.stream()
                        .map(row -> GuardedStatements.rejectOverdue(row).orElse(row))
                        .toList());
    }

    @Test
    void an_order_is_withdrawn_where_it_is_in_the_model() {
        List<OrderRow> before = StatementRows.everyRow();
        List<Order> stored = rows.store(before);

        List<Order> withdrawn = Objects.requireNonNull(pool.withTransaction(
                        tx -> orders.withdraw(tx, stored.stream().map(Order::id).toList()))
                .await()
                .atMost(LONG));

        assertThat(withdrawn).isNotEmpty();
        assertThat(rows.read(stored))
                .containsExactlyElementsOf(before.stream()
                        .map(row -> GuardedStatements.withdraw(row).orElse(row))
                        .toList());
    }
}
