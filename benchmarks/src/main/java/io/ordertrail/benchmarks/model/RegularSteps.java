package io.ordertrail.benchmarks.model;

import java.util.ArrayList;
import java.util.List;

/** The steps between known states that are no faults, for the check of progress. Not thread-safe. */
final class RegularSteps {

    private static final int PAGE = 1 << 20;

    private final List<int[]> pages = new ArrayList<>();
    private long size;

    void add(int from, int to) {
        int index = (int) (size % PAGE);
        if (index == 0) {
            pages.add(new int[2 * PAGE]);
        }
        int[] page = pages.getLast();
        page[2 * index] = from;
        page[2 * index + 1] = to;
        size++;
    }

    long size() {
        return size;
    }

    /** Calls the visitor with each step, in the order in which they were added. */
    void forEach(Visitor visitor) {
        for (long i = 0; i < size; i++) {
            int[] page = pages.get((int) (i / PAGE));
            int index = (int) (i % PAGE);
            visitor.step(page[2 * index], page[2 * index + 1]);
        }
    }

    /** Takes a step by the numbers of its two states. */
    @FunctionalInterface
    interface Visitor {
        void step(int from, int to);
    }
}
