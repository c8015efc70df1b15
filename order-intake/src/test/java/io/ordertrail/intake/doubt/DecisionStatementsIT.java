package io.ordertrail.intake.doubt;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.IntakeSimulatorResource;
import io.ordertrail.intake.doubt.DoubtDecisions.AtPanel;
import io.ordertrail.intake.doubt.DoubtDecisions.Decision;
import io.ordertrail.intake.doubt.DoubtRepository.DoubtRow;
import io.ordertrail.intake.doubt.DoubtRepository.SearchNote;
import io.ordertrail.intake.order.GuardedStatements;
import io.ordertrail.intake.order.GuardedStatements.OrderRow;
import io.ordertrail.intake.order.GuardedStatements.SearchResult;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.intake.order.StatementRows;
import io.ordertrail.panel.StatusKind;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds {@link GuardedStatements} to the statements that decide about doubts: for every row. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(IntakeSimulatorResource.class)
class DecisionStatementsIT {

    private static final Duration LONG = Duration.ofMinutes(5);

    @Inject
    DoubtDecisions decisions;

    @Inject
    DoubtRepository doubts;

    @Inject
    ExpectedCharges charges;

    @Inject
    OrderRepository orders;

    @Inject
    Pool pool;

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
    void a_decision_is_carried_out_on_the_rows_it_is_carried_out_on_in_the_model() {
        for (OrderState next : List.of(OrderState.ACCEPTED, OrderState.RECEIVED, OrderState.REJECTED)) {
            List<OrderRow> before = StatementRows.everyRow();
            List<Order> stored = rows.store(before);
            List<OrderRow> expected = new ArrayList<>();
            for (int i = 0; i < stored.size(); i++) {
                Decision decision = decision(next);
                decisions
                        .decide(stored.get(i).id(), StatementRows.FENCE, decision)
                        .await()
                        .atMost(LONG);
                expected.add(GuardedStatements.decide(before.get(i), StatementRows.FENCE, next, decision.panelOrderId())
                        .orElse(before.get(i)));
            }

            assertThat(rows.read(stored)).as("decision %s", next).containsExactlyElementsOf(expected);
            for (int i = 0; i < stored.size(); i++) {
                assertThat(rows.openDoubtOf(stored.get(i)).isPresent())
                        .as("open doubt about %s after %s", before.get(i), next)
                        .isEqualTo(expected.get(i).state() == OrderState.IN_DOUBT);
            }
        }
    }

    private static Decision decision(OrderState next) {
        AtPanel bought = next == OrderState.ACCEPTED
                ? new AtPanel(new PanelOrderId("b-" + UUID.randomUUID()), StatusKind.NORMAL, false)
                : null;
        return new Decision("A_TEST", next, bought, "a test", null, "It is a test.");
    }

    @Test
    void a_search_is_remembered_where_it_is_in_the_model() {
        for (boolean isDecided : new boolean[] {false, true}) {
            for (boolean isFirst : new boolean[] {false, true}) {
                for (int bits = 0; bits < 16; bits++) {
                    SearchResult result =
                            new SearchResult(isSet(bits, 0), isSet(bits, 1), isSet(bits, 2), isSet(bits, 3));
                    check(isDecided, isFirst, result);
                }
            }
        }
    }

    private static boolean isSet(int bits, int index) {
        return (bits >> index & 1) == 1;
    }

    private void check(boolean isDecided, boolean isFirst, SearchResult result) {
        StatementRows ofPanel = new StatementRows(pool, orders);
        Order order = ofPanel.store(List.of(new OrderRow(OrderState.IN_DOUBT, StatementRows.FENCE, null, null)))
                .getFirst();
        DoubtRow read =
                doubts.open(ofPanel.panel(), charges).await().atMost(LONG).getFirst();
        if (!isFirst) {
            doubts.remember(read, note(new SearchResult(true, true, false, true)), Instant.now())
                    .await()
                    .atMost(LONG);
        }
        if (isDecided) {
            ofPanel.run(
                    "update doubt set decision = 'A_TEST' where order_id = $1",
                    Tuple.of(order.id().value()));
        }
        GuardedStatements.DoubtRow before = doubt(order);

        doubts.remember(read, note(result), Instant.now().plusSeconds(1))
                .await()
                .atMost(LONG);

        assertThat(doubt(order))
                .as("%s, first %s, %s", before, isFirst, result)
                .isEqualTo(GuardedStatements.remember(before, read.doubt().silentRounds(), isFirst, result)
                        .orElse(before));
    }

    private static SearchNote note(SearchResult result) {
        return new SearchNote(
                result.isClean(),
                result.isSilent(),
                "1 to 2",
                List.of(),
                "It is a test.",
                result.needsOperator(),
                result.stillSearched());
    }

    private GuardedStatements.DoubtRow doubt(Order order) {
        Row row = pool.preparedQuery(
                        "select decision, searches, silent_rounds, needs_operator, still_searched from doubt where order_id = $1")
                .execute(Tuple.of(order.id().value()))
                .await()
                .atMost(LONG)
                .iterator()
                .next();
        @Nullable String decision = row.getString("decision");
        return new GuardedStatements.DoubtRow(
                decision != null,
                row.getInteger("searches"),
                row.getInteger("silent_rounds"),
                row.getBoolean("needs_operator"),
                row.getBoolean("still_searched"));
    }
}
