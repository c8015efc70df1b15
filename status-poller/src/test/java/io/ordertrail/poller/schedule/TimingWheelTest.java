package io.ordertrail.poller.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.PanelOrderId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimingWheelTest {

    private final OrderTable table = new OrderTable();
    private final TimingWheel wheel = new TimingWheel(table, 0);

    @Test
    void each_row_is_ready_at_its_tick_and_not_before_however_far_it_is() {
        for (int due : new int[] {1, 2, 255, 256, 257, 511, 65_535, 65_536, 65_537, 131_072, 16_777_216, 20_000_000}) {
            TimingWheel fresh = new TimingWheel(table, 0);
            int slot = row(due, due);
            fresh.insert(slot);

            fresh.advance(due - 1);
            assertThat(fresh.ready()).as("one before %d", due).isZero();
            fresh.advance(due);
            assertThat(fresh.takeReady()).as("at %d", due).isEqualTo(slot);
        }
    }

    @Test
    void it_behaves_as_a_list_sorted_by_due_time_whatever_is_done_to_it() {
        SplittableRandom random = new SplittableRandom(11);
        Map<Integer, Integer> model = new HashMap<>();
        int now = 0;
        for (int step = 0; step < 100_000; step++) {
            int what = random.nextInt(10);
            if (what < 5) {
                int due = now + random.nextInt(1, 1 << random.nextInt(1, 20));
                int slot = row(step + 1, due);
                wheel.insert(slot);
                model.put(slot, due);
            } else if (what < 7 && !model.isEmpty()) {
                int slot = model.keySet().iterator().next();
                model.remove(slot);
                wheel.remove(slot);
                table.remove(slot);
            } else {
                now += random.nextInt(1, 600);
                wheel.advance(now);
                assertThat(taken()).hasSameElementsAs(due(model, now));
                model.values().removeIf(dueBy(now));
            }
        }
    }

    @Test
    void what_is_due_longest_is_taken_first() {
        int late = row(1, 500);
        int early = row(2, 20);
        wheel.insert(late);
        wheel.insert(early);

        wheel.advance(1000);

        assertThat(wheel.oldest()).isEqualTo(20);
        assertThat(taken()).containsExactly(early, late);
    }

    @Test
    void what_is_nearly_due_is_found_before_it_is_due_in_every_level() {
        int soon = row(1, 30);
        int later = row(2, 900);
        int muchLater = row(3, 90_000);
        List.of(muchLater, later, soon).forEach(wheel::insert);
        int[] found = new int[3];

        int count = wheel.takeEarly(found, 0, 3, slot -> slot != later);

        assertThat(count).isEqualTo(2);
        assertThat(found).startsWith(soon, muchLater);
        wheel.advance(100_000);
        assertThat(taken()).containsExactly(later);
    }

    private int row(long order, int due) {
        int slot = table.add(order, 0, PanelOrderId.of(order));
        table.set(slot, Segment.DUE, due);
        return slot;
    }

    private List<Integer> taken() {
        List<Integer> taken = new ArrayList<>();
        for (int slot = wheel.takeReady(); slot != OrderTable.NONE; slot = wheel.takeReady()) {
            taken.add(slot);
        }
        return taken;
    }

    private static List<Integer> due(Map<Integer, Integer> model, int now) {
        return model.entrySet().stream()
                .filter(entry -> entry.getValue() <= now)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static java.util.function.Predicate<Integer> dueBy(int now) {
        return due -> due <= now;
    }
}
