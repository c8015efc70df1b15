package io.ordertrail.refill.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** H3: a panel that refuses calls for many is asked for one at a time, and is given another chance later. */
class RefusedBatchesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final RefusedBatches batches = new RefusedBatches(new PanelName("smmnew"), "refill");

    @Test
    void it_is_remembered_for_a_while() {
        assertThat(batches.isCurrent(NOW)).isFalse();

        batches.refused(new Outcome.Refused<>(Refusal.of(RefusalKind.NOT_FOUND, "Incorrect order ID")), NOW);

        assertThat(batches.isCurrent(NOW)).isTrue();
        assertThat(batches.isCurrent(NOW.plus(RefusedBatches.REMEMBERED).minusSeconds(1)))
                .isTrue();
        assertThat(batches.isCurrent(NOW.plus(RefusedBatches.REMEMBERED))).isFalse();
    }
}
