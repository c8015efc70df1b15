package io.ordertrail.benchmarks.model;

import java.util.Arrays;

/**
 * The states of one partition that were seen: their hashes, each with a number, the state it was first reached from and
 * whether it is a state of rest. Open addressing over arrays of numbers, so that a state costs about 40 bytes and the
 * garbage collector has nothing to visit. Not thread-safe: a partition belongs to one thread at a time.
 */
final class StateTable {

    private static final int NO_STATE = -1;

    private int[] slots = filled(1 << 10);
    private long[] high = new long[512];
    private long[] low = new long[512];
    private int[] parents = new int[512];
    private short[] depths = new short[512];
    private boolean[] atRest = new boolean[512];
    private int size;

    /** How many states it has; the next one gets this number. */
    int size() {
        return size;
    }

    /** Returns the number of the state, or adds it: then the number is the size before. */
    int findOrAdd(long stateHigh, long stateLow, int parent, int depth) {
        int slot = slotOf(stateHigh, stateLow);
        if (slots[slot] != NO_STATE) {
            return slots[slot];
        }
        if (size == high.length) {
            growStates();
        }
        int number = size++;
        high[number] = stateHigh;
        low[number] = stateLow;
        parents[number] = parent;
        depths[number] = (short) depth;
        slots[slot] = number;
        if (size * 5L > slots.length * 3L) {
            growSlots();
        }
        return number;
    }

    Hash128 hash(int number) {
        return new Hash128(high[number], low[number]);
    }

    int parent(int number) {
        return parents[number];
    }

    int depth(int number) {
        return depths[number];
    }

    boolean isAtRest(int number) {
        return atRest[number];
    }

    void setAtRest(int number) {
        atRest[number] = true;
    }

    /** The slot that has the state, or the empty one where it belongs. The low bits chose the partition. */
    private int slotOf(long stateHigh, long stateLow) {
        int mask = slots.length - 1;
        int slot = (int) stateHigh & mask;
        while (slots[slot] != NO_STATE && (low[slots[slot]] != stateLow || high[slots[slot]] != stateHigh)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void growStates() {
        int capacity = Math.multiplyExact(size, 2);
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        parents = Arrays.copyOf(parents, capacity);
        depths = Arrays.copyOf(depths, capacity);
        atRest = Arrays.copyOf(atRest, capacity);
    }

    private void growSlots() {
        slots = filled(Math.multiplyExact(slots.length, 2));
        for (int number = 0; number < size; number++) {
            slots[slotOf(high[number], low[number])] = number;
        }
    }

    private static int[] filled(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, NO_STATE);
        return slots;
    }
}
