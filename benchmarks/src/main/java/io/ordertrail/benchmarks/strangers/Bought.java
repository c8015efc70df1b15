package io.ordertrail.benchmarks.strangers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** An order that a panel has taken, in its own ledger. Times are in milliseconds since 1970. */
final class Bought {

    private final String id;
    private final String link;
    private final Buyer buyer;
    private final long quantity;
    private final BigDecimal charge;
    private final int digits;
    private final long startCount;
    private final List<String> children = new ArrayList<>();
    private final long startsAt;
    private long endsAt;
    private State end;
    private long remainsAtEnd;
    private boolean paidBack;

    /** Who has bought it. */
    enum Buyer {
        SHOP,
        HAND,
        /** The panel itself: it is a run of a drip-feed. */
        PARENT
    }

    /** What becomes of it, and when. */
    record Course(long startsAt, long endsAt, State end, long remainsAtEnd) {}

    /** @param digits of the amounts that the panel pays back */
    Bought(
            String id,
            String link,
            Buyer buyer,
            long quantity,
            BigDecimal charge,
            int digits,
            long startCount,
            Course course) {
        this.id = id;
        this.link = link;
        this.buyer = buyer;
        this.quantity = quantity;
        this.charge = charge;
        this.digits = digits;
        this.startCount = startCount;
        this.startsAt = course.startsAt();
        this.endsAt = course.endsAt();
        this.end = course.end();
        this.remainsAtEnd = course.remainsAtEnd();
    }

    String id() {
        return id;
    }

    String link() {
        return link;
    }

    Buyer buyer() {
        return buyer;
    }

    long quantity() {
        return quantity;
    }

    long startCount() {
        return startCount;
    }

    /** Returns what it cost when it was bought. */
    BigDecimal charge() {
        return charge;
    }

    long endsAt() {
        return endsAt;
    }

    List<String> children() {
        return children;
    }

    State at(long now) {
        if (now < startsAt) {
            return State.PENDING;
        }
        return now < endsAt ? State.PROGRESS : end;
    }

    /** Returns what is not delivered yet. */
    long remains(long now) {
        if (now < startsAt) {
            return quantity;
        }
        if (now >= endsAt) {
            return remainsAtEnd;
        }
        return remainsAtEnd + (quantity - remainsAtEnd) * (endsAt - now) / Math.max(1, endsAt - startsAt);
    }

    /** Returns what is paid back for it when it ends. */
    BigDecimal paysBack() {
        return switch (end) {
            case CANCELED, REFUNDED -> charge;
            case PARTIAL ->
                charge.multiply(BigDecimal.valueOf(remainsAtEnd))
                        .divide(BigDecimal.valueOf(Math.max(1, quantity)), digits, RoundingMode.HALF_UP);
            case PENDING, PROGRESS, COMPLETED, FAILED -> BigDecimal.ZERO;
        };
    }

    /** Cancels it, soon. */
    void cancelAt(long time) {
        endsAt = time;
        end = State.CANCELED;
        remainsAtEnd = quantity;
    }

    /** Returns what is to be paid back now; each order once. */
    BigDecimal payBack(long now) {
        if (paidBack || now < endsAt) {
            return BigDecimal.ZERO;
        }
        paidBack = true;
        return paysBack();
    }
}
