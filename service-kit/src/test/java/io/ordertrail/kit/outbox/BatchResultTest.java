package io.ordertrail.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchResultTest {

    private static final PublishResult ACKNOWLEDGED = new PublishResult.Acknowledged();
    private static final PublishResult FAILED = new PublishResult.Failed("no answer");

    @Test
    void what_kafka_has_is_done() {
        BatchResult settlement = BatchResult.of(List.of(row(1, "A"), row(2, "B")), List.of(ACKNOWLEDGED, ACKNOWLEDGED));

        assertThat(settlement.publishedIds()).containsExactly(1L, 2L);
        assertThat(settlement.failure()).isEmpty();
    }

    @Test
    void behind_one_that_failed_its_key_comes_again_and_the_others_go_on() {
        BatchResult settlement = BatchResult.of(
                List.of(row(1, "A"), row(2, "A"), row(3, "B"), row(4, "A")),
                List.of(ACKNOWLEDGED, FAILED, ACKNOWLEDGED, ACKNOWLEDGED));

        assertThat(settlement.publishedIds()).containsExactly(1L, 3L);
        assertThat(settlement.failure()).contains("no answer");
    }

    @Test
    void what_kafka_refuses_is_parked_and_holds_nobody_up() {
        BatchResult settlement = BatchResult.of(
                List.of(row(1, "A"), row(2, "A")), List.of(new PublishResult.Refused("too large"), ACKNOWLEDGED));

        assertThat(settlement.publishedIds()).containsExactly(2L);
        assertThat(settlement.parked()).isEqualTo(Map.of(1L, "too large"));
        assertThat(settlement.failure()).isEmpty();
    }

    private static OutboxRow row(long id, String key) {
        return new OutboxRow(id, "orders.status", key, Map.of(), "{}", Duration.ZERO);
    }
}
