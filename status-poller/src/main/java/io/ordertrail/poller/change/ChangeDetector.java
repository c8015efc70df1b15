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

/** What of an answer differs from what was told. */
final class ChangeDetector {

    private ChangeDetector() {}

    /** Whether anything does. What the answer leaves out does not. */
    static boolean is(PublishedState told, Seen seen) {
        return isStatus(told, seen)
                || differs(seen.startCount(), told.startCount())
                || differs(seen.remains(), told.remains())
                || seen.charge() != null && (told.charge() == null || !same(seen.charge(), told.charge()));
    }

    /** Whether the status does. Of words that nobody has taught us, another is another status. */
    static boolean isStatus(PublishedState told, Seen seen) {
        return told.status() != seen.status()
                || seen.status() == OrderStatus.UNKNOWN && !Objects.equals(seen.panelStatus(), told.panelStatus());
    }

    /** What is told then. */
    static PublishedState after(WatchedOrder before, Seen seen, Duration afterEnd, Instant now) {
        PublishedState told = before.shown();
        Long remains = orElse(seen.remains(), told.remains());
        Money charge = orElse(seen.charge(), told.charge());
        Optional<BigDecimal> left = RemainingCharge.total(
                seen.status(), charge, remains, before.purchase().quantity());
        return new PublishedState(
                seen.status(),
                seen.panelStatus(),
                orElse(seen.startCount(), told.startCount()),
                remains,
                charge,
                left.filter(total -> told.leftover() != null || RemainingCharge.endsUndelivered(seen.status()))
                        .orElse(told.leftover()),
                Fingerprint.of(seen),
                startedAt(before, seen, remains),
                now,
                now,
                watchUntil(before, seen.status(), afterEnd, now));
    }

    /** The pace is reckoned from there: the last look at which nothing was delivered yet. */
    private static @Nullable Instant startedAt(WatchedOrder before, Seen seen, @Nullable Long remains) {
        PublishedState told = before.shown();
        if (told.isOver() && !seen.status().isOver()) {
            return null; // it begins anew, by a refill: the old pace says nothing
        }
        Long quantity = before.purchase().quantity();
        boolean delivering =
                remains != null && quantity != null && remains < quantity && seen.status() != OrderStatus.PENDING;
        return told.startedAt() != null || !delivering ? told.startedAt() : told.changedAt();
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

    private static boolean differs(@Nullable Long seen, @Nullable Long told) {
        return seen != null && !seen.equals(told);
    }

    /** A panel that changes its currency has changed the charge. */
    private static boolean same(Money seen, Money told) {
        return seen.sameAs(told);
    }

    private static <T> @Nullable T orElse(@Nullable T value, @Nullable T otherwise) {
        return value == null ? otherwise : value;
    }
}
