package io.ordertrail.intake.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.intake.ScriptedPanelsResource;
import io.ordertrail.intake.catalogue.BalanceMonitor.BalanceIncreased;
import io.ordertrail.intake.order.GuardedStatements.OrderRow;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.intake.order.StatementRows;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.ordertrail.testsupport.resources.TopicContent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Readings of the balance of a panel that nothing else asks; below 10 is low. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(ScriptedPanelsResource.class)
class BalanceMonitorIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Inject
    BalanceMonitor monitor;

    @Inject
    Increases increases;

    @Inject
    Pool pool;

    @Inject
    OrderRepository orders;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final PanelName panel = new PanelName("b-" + UUID.randomUUID());

    /** Remembers the panels whose balance has risen. */
    @Singleton
    static class Increases {
        private final Queue<PanelName> panels = new ConcurrentLinkedQueue<>();

        void on(@Observes BalanceIncreased event) {
            panels.add(event.panel());
        }
    }

    @Test
    void a_low_balance_is_reported_once_and_its_end_once() {
        read("50");
        read("5");
        read("4");
        read("3");
        read("100");
        read("90");

        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(events()).containsExactly("panel.balance-low", "panel.balance-restored"));
    }

    @Test
    void a_balance_that_is_low_at_the_first_reading_is_reported() {
        read("5");

        await().atMost(LONG).untilAsserted(() -> assertThat(events()).containsExactly("panel.balance-low"));
    }

    @Test
    void a_rise_wakes_what_waits_for_funds_and_is_noted() {
        read("50");
        read("40");
        assertThat(rises()).isZero();
        assertThat(roseAt()).isFalse();

        read("45");

        assertThat(rises()).isOne();
        assertThat(roseAt()).isTrue();
        read("45");
        assertThat(rises()).isOne();
    }

    @Test
    void a_rise_that_another_replica_has_seen_wakes_what_waits_here_too() {
        read("40");
        pool.preparedQuery("update panel_state set balance = 60, balance_at = $2 where panel = $1")
                .execute(Tuple.of(panel.value(), Instant.now().atOffset(ZoneOffset.UTC)))
                .await()
                .atMost(LONG);

        read("60");

        assertThat(rises()).isOne();
    }

    @Test
    void a_reading_that_another_has_overtaken_changes_nothing() {
        Instant early = Instant.now();
        read("50");

        answered("5", early);

        assertThat(balance()).isEqualByComparingTo("50");
        read("49");
        assertThat(balance()).isEqualByComparingTo("49");
    }

    /** It may be in that balance or not; the next one that is certain counts, and until then the one before. */
    @Test
    void a_balance_that_was_read_while_an_order_was_under_way_is_no_witness() {
        StatementRows rows = new StatementRows(pool, orders);
        read(rows.panel(), "50", Instant.now());
        Instant asked = Instant.now();
        OrderId order = rows.store(List.of(new OrderRow(OrderState.SUBMITTING, 1, null, null)))
                .getFirst()
                .id();

        read(rows.panel(), "49", asked);
        assertThat(witness(rows.panel())).isEqualByComparingTo("50");

        rows.run(
                "update orders set state = 'ACCEPTED', panel_order_id = '1', accepted_at = now() where id = $1",
                Tuple.of(order.value()));
        read(rows.panel(), "49", asked);
        assertThat(witness(rows.panel())).isEqualByComparingTo("50");

        rows.run("update orders set accepted_at = now() - interval '1 minute' where id = $1", Tuple.of(order.value()));
        read(rows.panel(), "49", Instant.now());
        assertThat(witness(rows.panel())).isEqualByComparingTo("49");
    }

    private BigDecimal witness(PanelName ofPanel) {
        return pool.preparedQuery("select witness_balance from panel_state where panel = $1 and witness_at is not null")
                .execute(Tuple.of(ofPanel.value()))
                .await()
                .atMost(LONG)
                .iterator()
                .next()
                .getBigDecimal(0);
    }

    private void read(String balance) {
        answered(balance, Instant.now());
    }

    private void answered(String balance, Instant asked) {
        read(panel, balance, asked);
    }

    private void read(PanelName ofPanel, String balance, Instant asked) {
        monitor.answered(ofPanel, new Money(new BigDecimal(balance), "USD"), asked)
                .await()
                .atMost(LONG);
    }

    private long rises() {
        return increases.panels.stream().filter(panel::equals).count();
    }

    private boolean roseAt() {
        return pool.preparedQuery("select balance_rose_at is not null from panel_state where panel = $1")
                .execute(Tuple.of(panel.value()))
                .await()
                .atMost(LONG)
                .iterator()
                .next()
                .getBoolean(0);
    }

    private BigDecimal balance() {
        return pool.preparedQuery("select balance from panel_state where panel = $1")
                .execute(Tuple.of(panel.value()))
                .await()
                .atMost(LONG)
                .iterator()
                .next()
                .getBigDecimal(0);
    }

    private List<String> events() {
        return TopicContent.of(kafka, "operations.events").stream()
                .filter(record -> new String(record.value(), StandardCharsets.UTF_8).contains(panel.value()))
                .map(record -> new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .toList();
    }
}
