package io.ordertrail.poller.schedule;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Slots in no order. In blocks and no list through the rows, which are far apart in memory; and in no single array either,
 * which would be copied as it grows, ten times a second. Not thread-safe.
 */
final class SlotList {

    private static final int[][] NO_BLOCKS = {};

    private final Blocks pool;
    private int[][] blocks = NO_BLOCKS;
    private int size;

    /** With blocks from there, which it gives back. */
    SlotList(Blocks pool) {
        this.pool = pool;
    }

    /** Blocks of slots that nobody uses, shared by many lists. Not thread-safe. */
    static final class Blocks {

        private static final int BITS = 7;
        private static final int SIZE = 1 << BITS;
        private static final int MASK = SIZE - 1;

        private int[][] free = new int[16][];
        private int count;

        private int[] take() {
            return count == 0 ? new int[SIZE] : free[--count];
        }

        private void give(int[] block) {
            if (count == free.length) {
                free = Arrays.copyOf(free, 2 * count);
            }
            free[count++] = block;
        }
    }

    int size() {
        return size;
    }

    int get(int place) {
        return blocks[place >>> Blocks.BITS][place & Blocks.MASK];
    }

    /** Returns its place. */
    int add(int slot) {
        int block = size >>> Blocks.BITS;
        if ((size & Blocks.MASK) == 0) {
            if (block == blocks.length) {
                blocks = Arrays.copyOf(blocks, Math.max(1, 2 * block));
            }
            blocks[block] = pool.take();
        }
        blocks[block][size & Blocks.MASK] = slot;
        return size++;
    }

    /** Takes out what is at that place. The last one takes the place; returns that. */
    int remove(int place) {
        int last = get(--size);
        blocks[place >>> Blocks.BITS][place & Blocks.MASK] = last;
        if ((size & Blocks.MASK) == 0) {
            pool.give(blocks[size >>> Blocks.BITS]);
        }
        return last;
    }

    /** Empties it, and hands each over; who takes it may add it again. */
    void drain(IntConsumer taker) {
        int[][] all = blocks;
        int left = size;
        blocks = NO_BLOCKS;
        size = 0;
        for (int block = 0; left > 0; block++) {
            for (int place = 0; place < Blocks.SIZE && left > 0; place++, left--) {
                taker.accept(all[block][place]);
            }
            pool.give(all[block]);
        }
    }
}
