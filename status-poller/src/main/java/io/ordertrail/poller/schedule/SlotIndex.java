package io.ordertrail.poller.schedule;

import static io.ordertrail.poller.schedule.Segment.CHILD;
import static io.ordertrail.poller.schedule.Segment.ORDER;

import java.util.Arrays;

/**
 * Order and child to slot: open addressing over slots alone, since the key stands in the table. 5 to 11 bytes an
 * order. Not thread-safe.
 */
final class SlotIndex {

    private static final int FREE = -1;

    private final OrderTable table;
    private int[] slots = empty(1024);
    private int size;

    SlotIndex(OrderTable table) {
        this.table = table;
    }

    int find(long order, int child) {
        int mask = slots.length - 1;
        for (int place = hash(order, child) & mask; ; place = (place + 1) & mask) {
            int slot = slots[place];
            if (slot == FREE || is(slot, order, child)) {
                return slot;
            }
        }
    }

    void put(int slot) {
        if (++size > slots.length * 3L / 4) {
            int[] before = slots;
            slots = empty(before.length * 2);
            Arrays.stream(before).filter(each -> each != FREE).forEach(this::place);
        }
        place(slot);
    }

    /** Closes the gap that it leaves, so that no search ends too early. */
    void remove(int slot) {
        int mask = slots.length - 1;
        int gap = home(slot);
        while (slots[gap] != slot) {
            gap = (gap + 1) & mask;
        }
        for (int place = (gap + 1) & mask; slots[place] != FREE; place = (place + 1) & mask) {
            int home = home(slots[place]);
            if (((place - home) & mask) >= ((place - gap) & mask)) {
                slots[gap] = slots[place];
                gap = place;
            }
        }
        slots[gap] = FREE;
        size--;
    }

    private void place(int slot) {
        int mask = slots.length - 1;
        int place = home(slot);
        while (slots[place] != FREE) {
            place = (place + 1) & mask;
        }
        slots[place] = slot;
    }

    private int home(int slot) {
        return hash(table.get(slot, ORDER), table.get(slot, CHILD)) & (slots.length - 1);
    }

    private boolean is(int slot, long order, int child) {
        return table.get(slot, ORDER) == order && table.get(slot, CHILD) == child;
    }

    private static int hash(long order, int child) {
        long mixed = (order * 0x9E3779B97F4A7C15L) ^ (child * 0xC2B2AE3D27D4EB4FL);
        return (int) (mixed ^ (mixed >>> 32));
    }

    private static int[] empty(int length) {
        int[] empty = new int[length];
        Arrays.fill(empty, FREE);
        return empty;
    }
}
