package io.ordertrail.poller.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.PanelOrderId;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrderTableTest {

    private final OrderTable table = new OrderTable();

    @Test
    void what_is_added_and_removed_in_any_order_is_found_as_in_a_map() {
        SplittableRandom random = new SplittableRandom(7);
        Map<Long, Integer> model = new HashMap<>();
        for (int step = 0; step < 200_000; step++) {
            long order = random.nextLong(1, 20_000);
            Integer slot = model.remove(order);
            if (slot == null) {
                model.put(order, table.add(order, 0, PanelOrderId.of(order)));
            } else {
                table.remove(slot);
            }
        }

        assertThat(table.size()).isEqualTo(model.size());
        for (long order = 1; order < 20_000; order++) {
            assertThat(table.find(order, 0)).isEqualTo(model.getOrDefault(order, OrderTable.NONE));
        }
    }

    @Test
    void a_child_is_another_row_than_its_order() {
        int order = table.add(5, 0, PanelOrderId.of(50));
        int child = table.add(5, 1, PanelOrderId.of(51));

        assertThat(table.find(5, 0)).isEqualTo(order);
        assertThat(table.find(5, 1)).isEqualTo(child);
        assertThat(table.find(5, 2)).isEqualTo(OrderTable.NONE);
    }

    @Test
    void a_panels_id_comes_back_as_the_panel_wrote_it() {
        for (String id : new String[] {"1", "0", "007", "23501", "9223372036854775807", "ab-12", "１２"}) {
            int slot = table.add(id.hashCode(), 0, new PanelOrderId(id));
            assertThat(table.textId(slot)
                            .orElseGet(() -> PanelOrderId.of(table.get(slot, Segment.PANEL_ORDER)))
                            .value())
                    .isEqualTo(id);
        }
    }

    @Test
    void a_slot_that_was_given_up_is_used_again() {
        int first = table.add(1, 0, PanelOrderId.of(1));
        table.remove(first);

        assertThat(table.add(2, 0, PanelOrderId.of(2))).isEqualTo(first);
    }
}
