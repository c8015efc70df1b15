package io.ordertrail.poller.schedule;

import static io.ordertrail.poller.schedule.OrderTable.NONE;

/** Slots, first in, first out; one may be taken out of the middle. Not thread-safe. */
final class SlotQueue {

    /** A power of two, as every size is. */
    private static final int FIRST_SIZE = 1 << 10;
    /** What is longer is given back when it has run empty. */
    private static final int LONGEST_KEPT = 1 << 16;

    private int[] slots = new int[FIRST_SIZE];
    /** Places count on for ever; where one is in the array, their lowest bits say. */
    private int head;

    private int tail;
    private int size;

    int size() {
        return size;
    }

    /** Returns its place. */
    int add(int slot) {
        if (tail - head == slots.length) {
            grow();
        }
        slots[tail & slots.length - 1] = slot;
        size++;
        return tail++;
    }

    /** What was added first, or {@link OrderTable#NONE}. */
    int first() {
        while (head != tail) {
            int slot = slots[head & slots.length - 1];
            if (slot != NONE) {
                return slot;
            }
            head++;
        }
        return NONE;
    }

    /** Takes what was added first, or returns {@link OrderTable#NONE}. */
    int poll() {
        int slot = first();
        if (slot != NONE) {
            head++;
            size--;
        }
        if (size == 0 && slots.length > LONGEST_KEPT) {
            head = tail; // what is between was taken out of the middle
            slots = new int[FIRST_SIZE];
        }
        return slot;
    }

    /** Takes out what is at that place. */
    void remove(int place) {
        slots[place & slots.length - 1] = NONE;
        size--;
    }

    private void grow() {
        int[] grown = new int[2 * slots.length];
        for (int place = head; place != tail; place++) {
            grown[place & grown.length - 1] = slots[place & slots.length - 1];
        }
        slots = grown;
    }
}
