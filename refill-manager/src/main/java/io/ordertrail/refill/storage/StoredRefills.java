package io.ordertrail.refill.storage;

import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.lifecycle.RefillState;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.storage.RefillRepository.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Specifies what the statements of {@link RefillRepository} and {@link DueRefillQueries} do to the rows of one order, as pure
 * functions. A test holds the statements to this on PostgreSQL, and the exploration of all interleavings uses it in their place:
 * both transactions of two replicas lock the order's row, so each is one step.
 *
 * @param open the row of {@code refill} without {@code ended_at}; the unique index allows one
 * @param ended the other rows, in the order in which they ended
 * @param lastId the last number that the database gave
 */
public record StoredRefills(
        OrderUnderWarranty order, @Nullable Refill open, List<Refill> ended, long lastId) {

    /** Checks what the table's constraints check. */
    public StoredRefills {
        ended = List.copyOf(ended);
        if (open != null && !open.state().isOpen()) {
            throw new IllegalArgumentException("an open refill cannot be " + open.state());
        }
        if (ended.stream().anyMatch(refill -> refill.state().isOpen())) {
            throw new IllegalArgumentException("an ended refill cannot be open: " + ended);
        }
    }

    /** An order without a refill. */
    public static StoredRefills of(OrderUnderWarranty order) {
        return new StoredRefills(order, null, List.of(), 0);
    }

    /** Returns whether {@link DueRefillQueries#in} finds the order. */
    public boolean isDue(Set<RefillState> states, Instant now) {
        return open != null && states.contains(open.state()) && !open.dueAt().isAfter(now);
    }

    /** Returns what a decision is given. */
    public OrderRefillState load(boolean newerOnLink) {
        return OrderRefillState.loaded(order, Optional.ofNullable(open), newerOnLink);
    }

    /**
     * Returns the rows after {@link RefillRepository#decide} or {@link RefillRepository#decideAll} with that decision.
     *
     * @throws IllegalStateException if the unique index would be violated: then nothing is written
     */
    public StoredRefills decide(boolean newerOnLink, Decision decision) {
        OrderRefillState before = load(newerOnLink);
        OrderRefillState after = decision.apply(before);
        if (after.equals(before)) {
            return this;
        }
        List<Refill> rows = new ArrayList<>(ended);
        long last = lastId;
        for (Refill one : after.ended()) {
            rows.add(one.id() == 0 ? numbered(one, ++last) : one);
        }
        Refill next = after.open();
        boolean replaced = open != null && isReplaced(open, after);
        if (replaced && next != null) {
            throw new IllegalStateException("refill_one_open_per_order: refill of %s is open".formatted(order.id()));
        }
        if (next != null && next.id() == 0) {
            next = numbered(next, ++last);
        }
        return new StoredRefills(after.order(), replaced ? open : next, rows, last);
    }

    private static boolean isReplaced(Refill open, OrderRefillState after) {
        Refill next = after.open();
        return (next == null || next.id() != open.id())
                && after.ended().stream().noneMatch(one -> one.id() == open.id());
    }

    private static Refill numbered(Refill refill, long id) {
        return new Refill(
                id,
                refill.order(),
                refill.state(),
                refill.evidence(),
                refill.openedAt(),
                refill.dueAt(),
                refill.tally(),
                refill.request(),
                refill.panelRefill(),
                refill.ticket(),
                refill.note(),
                refill.operatorNotified(),
                refill.fence());
    }
}
