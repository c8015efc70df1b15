package io.ordertrail.benchmarks.model.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.benchmarks.model.Steps;
import io.ordertrail.benchmarks.model.intake.IntakeSettings.Option;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class IntakeCodecTest {

    private static final int STATES = 5_000;

    private final IntakeModel model = new IntakeModel(IntakeSettings.of(
            "everything",
            1,
            1,
            2,
            2,
            Option.SECOND_ID_SPACE,
            Option.RENUMBERING,
            Option.SLOW_CLAIMS,
            Option.CANCELS,
            Option.OPERATOR,
            Option.LOST_ACKNOWLEDGEMENTS,
            Option.BALANCE));

    /** Else a trace, which follows states as they are, could not be found again among states that were decoded. */
    @Test
    void what_follows_from_a_state_follows_from_it_after_it_was_written_and_read() {
        Deque<IntakeState> open = new ArrayDeque<>(model.initialStates());
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty() && seen.size() < STATES) {
            IntakeState state = open.poll();
            byte[] bytes = model.encode(state);
            if (!seen.add(Arrays.toString(bytes))) {
                continue;
            }
            IntakeState read = model.decode(bytes);
            assertThat(model.encode(read)).isEqualTo(bytes);
            assertThat(following(read, new ArrayDeque<>())).isEqualTo(following(state, open));
        }
        assertThat(seen).hasSize(STATES);
    }

    private Set<String> following(IntakeState state, Deque<IntakeState> next) {
        Set<String> following = new TreeSet<>();
        model.steps(state, new Steps<>() {
            @Override
            public void regular(IntakeState then, Supplier<String> words) {
                following.add("regular " + Arrays.toString(model.encode(then)));
                next.add(then);
            }

            @Override
            public void fault(IntakeState then, Supplier<String> words) {
                following.add("fault " + Arrays.toString(model.encode(then)));
                next.add(then);
            }
        });
        return following;
    }
}
