package io.ordertrail.benchmarks.model;

import java.util.List;
import java.util.Optional;

/**
 * The result of an exploration. The same model gives the same result, on any number of threads.
 *
 * @param states distinct states that were visited
 * @param transitions steps that were taken, those to known states included
 * @param depth steps from a beginning to the farthest state that was visited
 * @param isComplete whether every state that can be reached was visited; false after a violation or at the limit
 * @param violation the first that was found: no shorter trace leads to one
 */
public record Exploration(long states, long transitions, int depth, boolean isComplete, Optional<Violation> violation) {

    /**
     * A promise that can be broken.
     *
     * @param promise in words
     * @param trace the shortest sequence of steps that breaks it, in words
     */
    public record Violation(String promise, List<String> trace) {

        /** Keeps a copy. */
        public Violation {
            trace = List.copyOf(trace);
        }

        /** Numbers the steps, one a line. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(promise).append(", after").append(System.lineSeparator());
            for (int i = 0; i < trace.size(); i++) {
                text.append("%4d  %s%n".formatted(i + 1, trace.get(i)));
            }
            return text.toString();
        }
    }
}
