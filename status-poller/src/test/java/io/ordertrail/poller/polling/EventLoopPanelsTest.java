package io.ordertrail.poller.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventLoopPanelsTest {

    private final Panel panel = new OnlyStatusPanel() {
        @Override
        Outcome<Map<PanelOrderId, OrderAnswer>> answer(List<PanelOrderId> ids) {
            return unknown();
        }
    };
    private final EventLoopPanel first = new EventLoopPanel(Runnable::run, panel);
    private final EventLoopPanel second = new EventLoopPanel(Runnable::run, panel);
    private final EventLoopPanels loops = new EventLoopPanels(List.of(first, second));

    @Test
    void calls_are_spread_evenly_and_stay_so_when_all_that_end_ended_on_one() {
        begin(8);
        assertThat(first.calls()).isEqualTo(4);
        assertThat(second.calls()).isEqualTo(4);

        for (int call = 0; call < 4; call++) {
            second.ended();
        }
        begin(4);

        assertThat(first.calls()).isEqualTo(4);
        assertThat(second.calls()).isEqualTo(4);
    }

    private void begin(int calls) {
        for (int call = 0; call < calls; call++) {
            loops.leastBusy().begin(() -> {});
        }
    }
}
