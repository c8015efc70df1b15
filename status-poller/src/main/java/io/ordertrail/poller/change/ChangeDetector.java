package io.ordertrail.poller.change;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.panel.OrderAnswer.Seen;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of an answer differs from what was published. */
final class ChangeDetector {

    private ChangeDetector() {}

    /** Whether anything does. What the answer leaves out does not. */
    static boolean is(PublishedState published, Seen seen) {
        return isStatus(published, seen)
                || differs(seen.startCount(), published.startCount())
                || differs(seen.remains(), published.remains())
                || seen.charge() != null && (published.charge() == null || !same(seen.charge(), published.charge()));
    }

    /** Whether the status does. Each unknown word counts as a status of its own. */
    static boolean isStatus(PublishedState published, Seen seen) {
        return published.status() != seen.status()
                || seen.status() == OrderStatus.UNKNOWN && !Objects.equals(seen.panelStatus(), published.panelStatus());
    }

    /** The state that is published then. */
    static PublishedState after(WatchedOrder before, Seen seen, Duration afterEnd, Instant now) {
        PublishedState published = before.shown();
        Long remains = orElse(seen.remains(), published.remains());
        Money charge = orElse(seen.charge(), published.charge());
        Optional<BigDecimal> left = RemainingCharge.total(
                seen.status(), charge, remains, before.purchase().quantity());
        return new PublishedState(
                seen.status(),
                seen.panelStatus(),
                orElse(seen.startCount(), published.startCount()),
                remains,
                charge,
                left.filter(total -> published.leftover() != null || RemainingCharge.endsUndelivered(seen.status()))
                        .orElse(published.leftover()),
                Fingerprint.of(seen),
                startedAt(before, seen, remains),
                now,
                now,
                watchUntil(before, seen.status(), afterEnd, now));
    }

    /** The pace is computed from there: the last look at which nothing was delivered yet. */
    private static @Nullable Instant startedAt(WatchedOrder before, Seen seen, @Nullable Long remains) {
        PublishedState published = before.shown();
        if (published.isOver() && !seen.status().isOver()) {
            return null; // it begins again, by a refill: the old pace says nothing
        }
        Long quantity = before.purchase().quantity();
        boolean delivering =
                remains != null && quantity != null && remains < quantity && seen.status() != OrderStatus.PENDING;
        return published.startedAt() != null || !delivering ? published.startedAt() : published.changedAt();
    }

    /** Through the warranty once it is over, and long enough for the panel to correct itself. */
    private static @Nullable Instant watchUntil(
            WatchedOrder before, OrderStatus status, Duration afterEnd, Instant now) {
        if (!status.isOver()) {
            return null;
        }
        Instant until = before.shown().watchUntil();
        Duration warranty = Duration.ofDays(before.purchase().warrantyDays());
        return until != null ? until : now.plus(warranty.compareTo(afterEnd) > 0 ? warranty : afterEnd);
    }

    private static boolean differs(@Nullable Long seen, @Nullable Long published) {
        return seen != null && !seen.equals(published);
    }

    /** A panel that changes its currency has changed the charge. */
    private static boolean same(Money seen, Money published) {
        return seen.sameAs(published);
    }

    private static <T> @Nullable T orElse(@Nullable T value, @Nullable T otherwise) {
        return value == null ? otherwise : value;
    }
}
