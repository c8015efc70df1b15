package io.ordertrail.benchmarks.model;

import io.ordertrail.benchmarks.model.Model.Progress;
import java.util.BitSet;
import java.util.OptionalInt;

/** Finds states from which the steps that are no faults do not lead to a state of rest. */
final class ProgressCheck {

    private final VisitedStates states;
    private final int[] starts;
    private final int[] sources;
    private final int[] unfinished;

    ProgressCheck(VisitedStates states, RegularSteps steps) {
        this.states = states;
        int end = states.numbersEnd();
        starts = new int[end + 1];
        unfinished = new int[end];
        steps.forEach((from, to) -> {
            starts[to + 1]++;
            unfinished[from]++;
        });
        for (int i = 0; i < end; i++) {
            starts[i + 1] = Math.addExact(starts[i], starts[i + 1]);
        }
        sources = new int[Math.toIntExact(steps.size())];
        int[] next = starts.clone();
        steps.forEach((from, to) -> sources[next[to]++] = from);
    }

    /**
     * Returns the states that do not lead to rest. Begins with the states of rest and goes backward: over each step for
     * {@code ON_SOME_PATH}, over the last of a state's steps for {@code ON_EVERY_PATH}.
     */
    BitSet withoutRest(Progress progress) {
        int end = unfinished.length;
        BitSet without = new BitSet(end);
        int[] queue = new int[Math.toIntExact(states.size())];
        int tail = 0;
        for (int number = 0; number < end; number++) {
            if (states.exists(number)) {
                if (states.isAtRest(number)) {
                    queue[tail++] = number;
                } else {
                    without.set(number);
                }
            }
        }
        for (int head = 0; head < tail; head++) {
            int number = queue[head];
            for (int i = starts[number]; i < starts[number + 1]; i++) {
                int source = sources[i];
                boolean leadsToRest = progress == Progress.ON_SOME_PATH || --unfinished[source] == 0;
                if (leadsToRest && without.get(source)) {
                    without.clear(source);
                    queue[tail++] = source;
                }
            }
        }
        return without;
    }

    /** Returns the state that the shortest trace leads to. */
    OptionalInt nearest(BitSet numbers) {
        return numbers.stream().reduce((a, b) -> states.depth(b) < states.depth(a) ? b : a);
    }
}
