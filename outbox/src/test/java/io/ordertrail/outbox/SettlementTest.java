package io.ordertrail.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private static final Delivery ACKNOWLEDGED = new Delivery.Acknowledged();
    private static final Delivery FAILED = new Delivery.Failed("no answer");

    @Test
    void what_kafka_has_is_done() {
        Settlement settlement = Settlement.of(List.of(row(1, "A"), row(2, "B")), List.of(ACKNOWLEDGED, ACKNOWLEDGED));

        assertThat(settlement.publishedIds()).containsExactly(1L, 2L);
        assertThat(settlement.failure()).isEmpty();
    }

    @Test
    void behind_one_that_failed_its_key_comes_again_and_the_others_go_on() {
        Settlement settlement = Settlement.of(
                List.of(row(1, "A"), row(2, "A"), row(3, "B"), row(4, "A")),
                List.of(ACKNOWLEDGED, FAILED, ACKNOWLEDGED, ACKNOWLEDGED));

        assertThat(settlement.publishedIds()).containsExactly(1L, 3L);
        assertThat(settlement.failure()).contains("no answer");
    }

    @Test
    void what_kafka_refuses_is_parked_and_holds_nobody_up() {
        Settlement settlement = Settlement.of(
                List.of(row(1, "A"), row(2, "A")), List.of(new Delivery.Refused("too large"), ACKNOWLEDGED));

        assertThat(settlement.publishedIds()).containsExactly(2L);
        assertThat(settlement.parked()).isEqualTo(Map.of(1L, "too large"));
        assertThat(settlement.failure()).isEmpty();
    }

    private static OutboxRow row(long id, String key) {
        return new OutboxRow(id, "orders.status", key, Map.of(), "{}", Duration.ZERO);
    }
}
