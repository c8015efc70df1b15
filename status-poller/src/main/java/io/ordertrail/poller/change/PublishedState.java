package io.ordertrail.poller.change;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of an order that was published last.
 *
 * @param status absent until the panel answered once
 * @param leftover the published remainder of the charge in all, or absent if none was published
 * @param fingerprint of the answer that was published; 0 for none
 * @param startedAt since when it is being delivered, as far as was seen
 * @param changedAt when anything of it changed; at first when it was accepted
 * @param progressPublishedAt when its counts were published
 * @param watchUntil when the watch ends, or absent while the order is not over
 */
public record PublishedState(
        @Nullable OrderStatus status,
        @Nullable String panelStatus,
        @Nullable Long startCount,
        @Nullable Long remains,
        @Nullable Money charge,
        @Nullable BigDecimal leftover,
        long fingerprint,
        @Nullable Instant startedAt,
        Instant changedAt,
        @Nullable Instant progressPublishedAt,
        @Nullable Instant watchUntil) {

    /** Nothing, since that time. */
    public static PublishedState nothing(Instant since) {
        return new PublishedState(null, null, null, null, null, null, 0, null, since, null, null);
    }

    PublishedState fingerprint(long seen) {
        return new PublishedState(
                status,
                panelStatus,
                startCount,
                remains,
                charge,
                leftover,
                seen,
                startedAt,
                changedAt,
                progressPublishedAt,
                watchUntil);
    }

    /** Whether it was over. */
    boolean isOver() {
        return status != null && status.isOver();
    }
}
