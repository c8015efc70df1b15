package io.ordertrail.poller.change;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of an order that was published last.
 *
 * @param status absent until the panel answered once
 * @param charge the last one that the panel stated
 * @param chargeAsBought the last one before the order ended
 * @param chargeAtEnd the last one since the order ended, also if it goes on again
 * @param leftover what the customer did not get, as published, or absent if none was published
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
        @Nullable Money chargeAsBought,
        @Nullable Money chargeAtEnd,
        @Nullable Money leftover,
        long fingerprint,
        @Nullable Instant startedAt,
        Instant changedAt,
        @Nullable Instant progressPublishedAt,
        @Nullable Instant watchUntil) {

    /** An end that is farther away than this is no forecast. */
    private static final Duration LONGEST_FORECAST = Duration.ofDays(365);

    /** Nothing, since that time. */
    public static PublishedState nothing(Instant since) {
        return new PublishedState(null, null, null, null, null, null, null, null, 0, null, since, null, null);
    }

    PublishedState fingerprint(long seen) {
        return new PublishedState(
                status,
                panelStatus,
                startCount,
                remains,
                charge,
                chargeAsBought,
                chargeAtEnd,
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

    /**
     * Returns when the delivery ends if it goes on at its pace so far; empty where no pace is known yet.
     *
     * @param quantity in all
     */
    Optional<Instant> expectedEnd(@Nullable Long quantity) {
        if (isOver() || status == OrderStatus.ON_HOLD || startedAt == null) {
            return Optional.empty();
        }
        if (quantity == null || remains == null || remains <= 0 || remains >= quantity) {
            return Optional.empty();
        }
        double took = Duration.between(startedAt, changedAt).toMillis();
        double left = took * remains / (quantity - remains);
        return took <= 0 || left > LONGEST_FORECAST.toMillis()
                ? Optional.empty()
                : Optional.of(changedAt.plusMillis(Math.round(left)));
    }
}
