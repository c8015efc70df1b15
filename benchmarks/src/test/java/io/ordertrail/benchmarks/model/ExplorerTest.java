package io.ordertrail.benchmarks.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.benchmarks.model.Exploration.Violation;
import io.ordertrail.benchmarks.model.Model.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ExplorerTest {

    @Test
    void every_state_is_visited_once() {
        Exploration found = Explorer.explore(new Counters(6, 7));

        assertThat(found.states()).isEqualTo(117_649); // 7^6
        assertThat(found.depth()).isEqualTo(36);
        assertThat(found.transitions()).isEqualTo(6 * 6 * 16_807L); // each counter below its end, the others anywhere
        assertThat(found.isComplete()).isTrue();
        assertThat(found.violation()).isEmpty();
    }

    @Test
    void the_result_does_not_depend_on_the_number_of_threads() {
        List<Exploration> found = new ArrayList<>();
        for (int threads = 1; threads <= 4; threads++) {
            Counters counters = new Counters(5, 6).breaking(state -> sum(state) == 17);
            found.add(new Explorer<>(counters, threads, Integer.MAX_VALUE, _ -> {}).run());
        }

        assertThat(found).hasSize(4).containsOnly(found.getFirst());
        assertThat(found.getFirst().violation().orElseThrow().trace()).hasSize(17);
    }

    @Test
    void states_that_are_written_alike_are_one_state() {
        Exploration found = Explorer.explore(new Counters(4, 5).sorted());

        assertThat(found.states()).isEqualTo(70); // choose 4 of 5 with repetition
    }

    @Test
    void the_trace_to_a_violation_is_the_shortest_there_is() {
        Violation violation = Explorer.explore(new Jugs()).violation().orElseThrow();

        assertThat(violation.promise()).isEqualTo("four litres are measured");
        assertThat(violation.trace())
                .containsExactly(
                        "fill the jug of 5",
                        "pour the jug of 5 into the jug of 3",
                        "empty the jug of 3",
                        "pour the jug of 5 into the jug of 3",
                        "fill the jug of 5",
                        "pour the jug of 5 into the jug of 3");
        assertThat(violation.toString())
                .startsWith("four litres are measured, after")
                .contains("   6  pour");
    }

    @Test
    void a_trace_through_states_written_alike_keeps_the_names_it_began_with() {
        Counters counters = new Counters(3, 4).sorted().breaking(state -> state[0] == 2 && state[2] == 3);

        Violation violation = Explorer.explore(counters).violation().orElseThrow();

        int[] replayed = new int[3];
        violation.trace().forEach(step -> replayed[Integer.parseInt(step.substring("count ".length()))]++);
        assertThat(replayed).containsExactlyInAnyOrder(2, 2, 3);
    }

    @Test
    void a_step_that_fails_is_a_violation_with_the_trace_to_it() {
        Counters counters = new Counters(2, 3).failingAt(state -> state[0] == 1 && state[1] == 1);

        Violation violation = Explorer.explore(counters).violation().orElseThrow();

        assertThat(violation.promise()).contains("IllegalStateException", "cannot count");
        assertThat(violation.trace()).hasSize(2);
    }

    @Test
    void a_dead_end_without_rest_is_no_progress() {
        Violation violation = Explorer.explore(new Counters(2, 3).restingAt(state -> sum(state) == 3))
                .violation()
                .orElseThrow();

        assertThat(violation.promise()).contains("rest");
        assertThat(violation.trace())
                .hasSize(4 + 2)
                .endsWith("from here on without faults:", "nothing happens any more");
    }

    @Test
    void a_circle_is_progress_only_if_one_path_out_of_it_is_enough() {
        assertThat(Explorer.explore(new Circle(Progress.ON_SOME_PATH, false)).violation())
                .isEmpty();
        assertThat(Explorer.explore(new Circle(Progress.UNCHECKED, false)).violation())
                .isEmpty();
        assertThat(Explorer.explore(new Circle(Progress.ON_EVERY_PATH, false))
                        .violation()
                        .orElseThrow()
                        .trace())
                .containsExactly("from here on without faults:", "turn", "turn", "turn", "and so on, in a circle");
    }

    @Test
    void a_way_out_that_is_a_fault_is_no_progress() {
        assertThat(Explorer.explore(new Circle(Progress.ON_SOME_PATH, true)).violation())
                .isPresent();
    }

    @Test
    void an_exploration_that_reached_its_limit_says_that_it_is_not_complete() {
        Exploration found = new Explorer<>(new Counters(6, 7), 2, 1_000, _ -> {}).run();

        assertThat(found.isComplete()).isFalse();
        assertThat(found.states()).isBetween(1_000L, 117_648L);
    }

    @Test
    void an_explorer_without_threads_is_refused() {
        assertThatThrownBy(() -> new Explorer<>(new Jugs(), 0, 1, _ -> {})).hasMessageContaining("threads");
    }

    private static int sum(int... state) {
        int sum = 0;
        for (int value : state) {
            sum += value;
        }
        return sum;
    }

    /** Counters that count up to an end, in any order. */
    private record Counters(
            int count,
            int end,
            boolean isSorted,
            Predicate<int[]> broken,
            Predicate<int[]> failing,
            Predicate<int[]> resting)
            implements Model<int[]> {

        Counters(int count, int end) {
            this(count, end, false, _ -> false, _ -> false, state -> sum(state) == count * (end - 1));
        }

        Counters sorted() {
            return new Counters(count, end, true, broken, failing, resting);
        }

        Counters breaking(Predicate<int[]> states) {
            return new Counters(count, end, isSorted, states, failing, resting);
        }

        Counters failingAt(Predicate<int[]> states) {
            return new Counters(count, end, isSorted, broken, states, resting);
        }

        Counters restingAt(Predicate<int[]> states) {
            return new Counters(count, end, isSorted, broken, failing, states);
        }

        @Override
        public List<int[]> initialStates() {
            return List.of(new int[count]);
        }

        @Override
        public void steps(int[] state, Steps<int[]> steps) {
            if (failing.test(state)) {
                throw new IllegalStateException("cannot count");
            }
            for (int i = 0; i < count; i++) {
                if (state[i] < end - 1) {
                    int[] next = state.clone();
                    next[i]++;
                    int counter = i;
                    steps.regular(next, () -> "count " + counter);
                }
            }
        }

        @Override
        public Optional<String> violation(int[] state) {
            return broken.test(state) ? Optional.of("broken") : Optional.empty();
        }

        @Override
        public boolean isAtRest(int[] state) {
            return resting.test(state);
        }

        @Override
        public byte[] encode(int[] state) {
            int[] values = state.clone();
            if (isSorted) {
                Arrays.sort(values);
            }
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++) {
                bytes[i] = (byte) values[i];
            }
            return bytes;
        }

        @Override
        public int[] decode(byte[] encoded) {
            int[] state = new int[count];
            for (int i = 0; i < count; i++) {
                state[i] = encoded[i];
            }
            return state;
        }
    }

    /** Water in a jug of 3 and a jug of 5 litres. */
    private record Jugs() implements Model<Jugs.Water> {

        private record Water(int three, int five) {}

        @Override
        public List<Water> initialStates() {
            return List.of(new Water(0, 0));
        }

        @Override
        public void steps(Water water, Steps<Water> steps) {
            steps.regular(new Water(3, water.five), () -> "fill the jug of 3");
            steps.regular(new Water(water.three, 5), () -> "fill the jug of 5");
            steps.regular(new Water(0, water.five), () -> "empty the jug of 3");
            steps.regular(new Water(water.three, 0), () -> "empty the jug of 5");
            int up = Math.min(water.three, 5 - water.five);
            steps.regular(new Water(water.three - up, water.five + up), () -> "pour the jug of 3 into the jug of 5");
            int down = Math.min(water.five, 3 - water.three);
            steps.regular(
                    new Water(water.three + down, water.five - down), () -> "pour the jug of 5 into the jug of 3");
        }

        @Override
        public Optional<String> violation(Water water) {
            return water.five == 4 ? Optional.of("four litres are measured") : Optional.empty();
        }

        @Override
        public boolean isAtRest(Water water) {
            return false;
        }

        @Override
        public byte[] encode(Water water) {
            return new byte[] {(byte) water.three, (byte) water.five};
        }

        @Override
        public Water decode(byte[] encoded) {
            return new Water(encoded[0], encoded[1]);
        }
    }

    /** Three states in a circle, with a way out of one of them. */
    private record Circle(Progress progress, boolean isWayOutAFault) implements Model<Integer> {

        private static final int OUT = 3;

        @Override
        public List<Integer> initialStates() {
            return List.of(0);
        }

        @Override
        public void steps(Integer state, Steps<Integer> steps) {
            if (state != OUT) {
                steps.regular((state + 1) % OUT, () -> "turn");
            }
            if (state == 2 && isWayOutAFault) {
                steps.fault(OUT, () -> "leave");
            } else if (state == 2) {
                steps.regular(OUT, () -> "leave");
            }
        }

        @Override
        public Optional<String> violation(Integer state) {
            return Optional.empty();
        }

        @Override
        public boolean isAtRest(Integer state) {
            return state == OUT;
        }

        @Override
        public byte[] encode(Integer state) {
            return new byte[] {state.byteValue()};
        }

        @Override
        public Integer decode(byte[] encoded) {
            return (int) encoded[0];
        }
    }
}
