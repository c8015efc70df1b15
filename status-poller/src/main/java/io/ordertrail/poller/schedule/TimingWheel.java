package io.ordertrail.poller.schedule;

import static io.ordertrail.poller.schedule.OrderTable.NONE;
import static io.ordertrail.poller.schedule.Segment.DUE;
import static io.ordertrail.poller.schedule.Segment.LIST;
import static io.ordertrail.poller.schedule.Segment.PLACE;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The rows of one kind of call by due time: four wheels of 256 buckets, the first of a tick each, each next one of a whole
 * turn of the one before, and the queue of what is ready, first due first. Each row moves a constant number of
 * times however many there are, and knows where it is. Not thread-safe.
 */
final class TimingWheel {

    private static final int LEVELS = 4;
    private static final int BITS = 8;
    private static final int BUCKETS = 1 << BITS;
    private static final int READY = LEVELS * BUCKETS;
    /** How many rows that are not due are looked at to fill one chunk. */
    private static final int LOOK = 400;

    private final OrderTable table;
    private final SlotList[] buckets = new SlotList[READY];
    private final SlotQueue ready = new SlotQueue();
    private int now;

    TimingWheel(OrderTable table, int now) {
        this.table = table;
        this.now = now;
        SlotList.Blocks blocks = new SlotList.Blocks();
        Arrays.setAll(buckets, _ -> new SlotList(blocks));
    }

    int ready() {
        return ready.size();
    }

    /** The due time of what waits longest, or {@link Ticks#NEVER} if nothing is ready. */
    int oldest() {
        int slot = ready.first();
        return slot == NONE ? Ticks.NEVER : table.get(slot, DUE);
    }

    /** What is taken next, or {@link OrderTable#NONE}. */
    int first() {
        return ready.first();
    }

    void insert(int slot) {
        int due = table.get(slot, DUE);
        long ahead = (long) due - now;
        if (ahead <= 0) {
            table.set(slot, LIST, READY);
            table.set(slot, PLACE, ready.add(slot));
            return;
        }
        int level = 0;
        while (level < LEVELS - 1 && ahead >= 1L << (BITS * (level + 1))) {
            level++;
        }
        int list = level * BUCKETS + ((due >>> (BITS * level)) & (BUCKETS - 1));
        table.set(slot, LIST, list);
        table.set(slot, PLACE, buckets[list].add(slot));
    }

    /** Takes the row out of whichever list it is in. */
    void remove(int slot) {
        int list = table.get(slot, LIST);
        int place = table.get(slot, PLACE);
        if (list == READY) {
            ready.remove(place);
        } else {
            table.set(buckets[list].remove(place), PLACE, place);
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
        return ready.poll();
    }

    /** Takes up to so many that are not due yet but pass, the next due first as far as the buckets show. */
    int takeEarly(int[] into, int from, int to, IntPredicate nearlyDue) {
        int filled = from;
        int looks = LOOK;
        for (int level = 0; level < LEVELS - 1; level++) {
            int position = now >>> (BITS * level);
            for (int step = 1; step < BUCKETS; step++) {
                SlotList bucket = buckets[level * BUCKETS + ((position + step) & (BUCKETS - 1))];
                for (int place = bucket.size() - 1; place >= 0; place--) {
                    if (filled == to || looks-- == 0) {
                        return filled;
                    }
                    int slot = bucket.get(place);
                    if (nearlyDue.test(slot)) {
                        remove(slot);
                        into[filled++] = slot;
                    }
                }
            }
        }
        return filled;
    }

    private void redistribute(int list) {
        if (buckets[list].size() > 0) {
            buckets[list].drain(this::insert);
        }
    }
}
