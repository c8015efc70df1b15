package io.ordertrail.poller.change;

import static io.ordertrail.poller.change.WatchedOrders.parent;
import static io.ordertrail.poller.change.WatchedOrders.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.OrderStatus;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    @Test
    void is_the_same_for_the_same_meaning_however_it_is_written() {
        assertThat(Fingerprint.of(seen(OrderStatus.COMPLETED, "Completed", 0L, "1.5")))
                .isEqualTo(Fingerprint.of(seen(OrderStatus.COMPLETED, "complete", 0L, "1.500000")));
    }

    @Test
    void does_not_change_between_releases() {
        assertThat(Fingerprint.of(seen(OrderStatus.COMPLETED, "Completed", 0L, "1.5")))
                .isEqualTo(STORED);
    }

    @Test
    void differs_for_every_count_charge_status_and_child() {
        Set<Long> found = new HashSet<>();
        for (OrderStatus status : OrderStatus.values()) {
            for (long remains = -50; remains < 500; remains++) {
                found.add(Fingerprint.of(seen(status, "w", remains, "1.5")));
            }
        }
        assertThat(found).hasSize(OrderStatus.values().length * 550);
        assertThat(Fingerprint.of(seen(OrderStatus.PENDING, null)))
                .isNotEqualTo(Fingerprint.of(seen(OrderStatus.PENDING, 0L)));
        assertThat(Fingerprint.of(parent(OrderStatus.ACTIVE, 1, 2)))
                .isNotEqualTo(Fingerprint.of(parent(OrderStatus.ACTIVE, 12)));
    }

    private static final long STORED = -8932938954539734579L;
}
