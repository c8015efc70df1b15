package io.ordertrail.poller.schedule;

import static io.ordertrail.poller.schedule.OrderTable.NONE;
import static io.ordertrail.poller.schedule.Segment.DUE;
import static io.ordertrail.poller.schedule.Segment.NEXT;
import static io.ordertrail.poller.schedule.Segment.PREVIOUS;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The rows of one kind of call by due time: four wheels of 256 buckets, the first of a tick each, each next one of a whole
 * turn of the one before, and the list of what is ready, first due first. Each row moves a constant number of
 * times however many there are. The lists run through the table's own columns. Not thread-safe.
 */
final class TimingWheel {

    private static final int LEVELS = 4;
    private static final int BITS = 8;
    private static final int BUCKETS = 1 << BITS;
    private static final int READY = LEVELS * BUCKETS;
    /** How many rows that are not due are looked at to fill one chunk. */
    private static final int LOOK = 400;

    private final OrderTable table;
    private final int[] heads = new int[READY + 1];
    private int readyTail = NONE;
    private int readyCount;
    private int now;

    TimingWheel(OrderTable table, int now) {
        this.table = table;
        this.now = now;
        Arrays.fill(heads, NONE);
    }

    int ready() {
        return readyCount;
    }

    /** The due time of what waits longest, or {@link Ticks#NEVER} if nothing is ready. */
    int oldest() {
        int slot = heads[READY];
        return slot == NONE ? Ticks.NEVER : table.get(slot, DUE);
    }

    void insert(int slot) {
        int due = table.get(slot, DUE);
        long ahead = (long) due - now;
        if (ahead <= 0) {
            appendReady(slot);
            return;
        }
        int level = 0;
        while (level < LEVELS - 1 && ahead >= 1L << (BITS * (level + 1))) {
            level++;
        }
        push(level * BUCKETS + ((due >>> (BITS * level)) & (BUCKETS - 1)), slot);
    }

    /** Takes the row out of whichever list it is in. */
    void unlink(int slot) {
        int next = table.get(slot, NEXT);
        int previous = table.get(slot, PREVIOUS);
        if (previous < 0) {
            heads[~previous] = next;
        } else {
            table.set(previous, NEXT, next);
        }
        if (next != NONE) {
            table.set(next, PREVIOUS, previous);
        }
        // What is due is in the list of the ready and nowhere else.
        if (table.get(slot, DUE) <= now) {
            readyCount--;
            if (readyTail == slot) {
                readyTail = previous < 0 ? NONE : previous;
            }
        }
    }

    /** Turns to that tick; what became due is ready then. */
    void advance(int tick) {
        while (now < tick) {
            now++;
            for (int level = LEVELS - 1; level > 0; level--) {
                if ((now & ((1 << (BITS * level)) - 1)) == 0) {
                    redistribute(level * BUCKETS + ((now >>> (BITS * level)) & (BUCKETS - 1)));
                }
            }
            redistribute(now & (BUCKETS - 1));
        }
    }

    /** Takes what has been ready longest, or {@link OrderTable#NONE}. */
    int takeReady() {
        int slot = heads[READY];
        if (slot != NONE) {
            unlink(slot);
        }
        return slot;
    }

    /** Takes up to so many that are not due yet but pass, the next due first as far as the buckets tell. */
    int takeEarly(int[] into, int from, int to, IntPredicate nearlyDue) {
        int filled = from;
        int looks = LOOK;
        for (int level = 0; level < LEVELS - 1; level++) {
            int position = now >>> (BITS * level);
            for (int step = 1; step < BUCKETS; step++) {
                int slot = heads[level * BUCKETS + ((position + step) & (BUCKETS - 1))];
                while (slot != NONE) {
                    if (filled == to || looks-- == 0) {
                        return filled;
                    }
                    int next = table.get(slot, NEXT);
                    if (nearlyDue.test(slot)) {
                        unlink(slot);
                        into[filled++] = slot;
                    }
                    slot = next;
                }
            }
        }
        return filled;
    }

    private void redistribute(int list) {
        int slot = heads[list];
        heads[list] = NONE;
        while (slot != NONE) {
            int next = table.get(slot, NEXT);
            insert(slot);
            slot = next;
        }
    }

    private void push(int list, int slot) {
        int head = heads[list];
        table.set(slot, NEXT, head);
        table.set(slot, PREVIOUS, ~list);
        if (head != NONE) {
            table.set(head, PREVIOUS, slot);
        }
        heads[list] = slot;
    }

    private void appendReady(int slot) {
        table.set(slot, NEXT, NONE);
        table.set(slot, PREVIOUS, readyTail == NONE ? ~READY : readyTail);
        if (readyTail == NONE) {
            heads[READY] = slot;
        } else {
            table.set(readyTail, NEXT, slot);
        }
        readyTail = slot;
        readyCount++;
    }
}
