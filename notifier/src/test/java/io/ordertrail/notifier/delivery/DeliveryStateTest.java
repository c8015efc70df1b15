package io.ordertrail.notifier.delivery;

import static io.ordertrail.notifier.delivery.DeliveryState.DEAD;
import static io.ordertrail.notifier.delivery.DeliveryState.DELIVERED;
import static io.ordertrail.notifier.delivery.DeliveryState.SENDING;
import static io.ordertrail.notifier.delivery.DeliveryState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.notifier.delivery.DeliveryState.Move;
import io.ordertrail.notifier.delivery.DeliveryState.Trigger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeliveryStateTest {

    @Test
    void each_happening_leads_from_a_state_to_one_place() {
        Set<String> starts = DeliveryState.MOVES.stream()
                .map(move -> move.from() + " " + move.happening())
                .collect(Collectors.toSet());
        assertThat(starts).hasSameSizeAs(DeliveryState.MOVES);
        assertThat(DeliveryState.MOVES)
                .allSatisfy(
                        move -> assertThat(move.from().after(move.happening())).contains(move.to()));
    }

    @Test
    void every_happening_happens_somewhere_and_every_state_is_left() {
        assertThat(DeliveryState.MOVES.stream().map(Move::happening).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Trigger.class));
        assertThat(DeliveryState.MOVES.stream().map(Move::from).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(DeliveryState.class));
    }

    @Test
    void what_ended_is_only_left_by_a_replay() {
        for (DeliveryState ended : Set.of(DELIVERED, DEAD)) {
            assertThat(Arrays.stream(Trigger.values())
                            .filter(h -> ended.after(h).isPresent()))
                    .containsExactly(Trigger.REPLAYED);
        }
    }

    @Test
    void nothing_is_sent_that_was_not_claimed() {
        assertThat(WAITING.after(Trigger.SUCCEEDED)).isEmpty();
        assertThat(WAITING.after(Trigger.FAILED)).isEmpty();
        assertThat(WAITING.after(Trigger.CLAIMED)).contains(SENDING);
    }

    @Test
    void a_lease_that_ran_out_lets_another_claim_it() {
        assertThat(SENDING.after(Trigger.CLAIMED)).contains(SENDING);
    }
}
