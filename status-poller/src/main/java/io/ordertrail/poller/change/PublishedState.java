package io.ordertrail.poller.change;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was told of an order last.
 *
 * @param status absent until the panel answered once
 * @param leftover what was told to be left of the charge in all, or absent if nothing was
 * @param fingerprint of the answer that was told; 0 for none
 * @param startedAt since when it is being delivered, as far as was seen
 * @param changedAt when anything of it changed; at first when it was accepted
 * @param progressToldAt when its counts were told
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
        @Nullable Instant progressToldAt,
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
                progressToldAt,
                watchUntil);
    }

    /** Whether it was over. */
    boolean isOver() {
        return status != null && status.isOver();
    }
}
