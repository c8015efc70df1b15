package io.ordertrail.refill.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.refill.it.RefillFixture.Bought;
import io.ordertrail.refill.storage.SharedCallBudget;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The calls that a panel allows are one budget, however many replicas spend it. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(RefillSimulatorResource.class)
class CallBudgetIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Inject
    Pool pool;

    @Inject
    RefillFixture fixture;

    private final PanelName panel = new PanelName("p-" + UUID.randomUUID());

    @Test
    void replicas_together_get_what_the_panel_allows() {
        SharedCallBudget one = budget(5, Duration.ofSeconds(2));
        SharedCallBudget other = budget(5, Duration.ofSeconds(2));

        assertThat(take(one, 7, NOW)).isEqualTo(7);
        assertThat(take(other, 7, NOW)).isEqualTo(3);
        assertThat(take(one, 7, NOW)).isZero();
        assertThat(take(one, 7, NOW.plusSeconds(1))).isEqualTo(5);
    }

    @Test
    void many_at_once_never_spend_a_call_twice() {
        int granted = Multi.createFrom()
                .iterable(IntStream.range(0, 40)
                        .mapToObj(_ -> budget(10, Duration.ofSeconds(1)))
                        .toList())
                .onItem()
                .transformToUniAndMerge(replica -> replica.take(panel, 1, NOW))
                .collect()
                .in(() -> new int[1], (sum, calls) -> sum[0] += calls)
                .map(sum -> sum[0])
                .await()
                .atMost(LONG);

        assertThat(granted).isEqualTo(10);
    }

    @Test
    void no_more_than_the_burst_is_saved_and_a_clock_that_is_behind_earns_nothing() {
        SharedCallBudget budget = budget(5, Duration.ofSeconds(2));
        take(budget, 10, NOW);

        assertThat(take(budget, 100, NOW.plusSeconds(3600))).isEqualTo(10);
        assertThat(take(budget, 100, NOW)).isZero();
        assertThat(take(budget, 100, NOW.plusSeconds(3600))).isZero();
    }

    @Test
    void a_panel_that_allows_less_than_one_call_a_second_is_called_all_the_same() {
        SharedCallBudget budget = budget(0.1, Duration.ofSeconds(2));

        assertThat(take(budget, 3, NOW)).isOne();
        assertThat(take(budget, 3, NOW.plusSeconds(9))).isZero();
        assertThat(take(budget, 3, NOW.plusSeconds(10))).isOne();
    }

    @Test
    void refills_wait_for_what_the_panel_allows() {
        fixture.spendBudget("promosmm", fixture.now().plus(Duration.ofDays(1)));
        Bought order = fixture.bought(
                        "promosmm", "101", "Instagram Followers [R30]", "drop&simafter=1h&simamount=40", 100)
                .status(OrderStatus.COMPLETED, 0);
        fixture.pass(Duration.ofHours(3));
        order.asked();
        await().atMost(LONG).until(() -> open(order) == 1);

        assertThat(order.refillsInLedger()).isZero();

        fixture.pass(Duration.ofHours(22));
        await().atMost(LONG).until(() -> order.eventTypes().contains("refill.requested"));
        assertThat(order.refillsInLedger()).isOne();
    }

    private int open(Bought order) {
        return pool.preparedQuery("select count(*)::int from refill where order_id = $1 and state = 'DUE'")
                .execute(Tuple.of(order.ref.id().value()))
                .await()
                .atMost(LONG)
                .iterator()
                .next()
                .getInteger(0);
    }

    private SharedCallBudget budget(double callsPerSecond, Duration burst) {
        return new SharedCallBudget(pool, Map.of(panel, callsPerSecond), burst);
    }

    private int take(SharedCallBudget budget, int wanted, Instant now) {
        return budget.take(panel, wanted, now).await().atMost(LONG);
    }
}
