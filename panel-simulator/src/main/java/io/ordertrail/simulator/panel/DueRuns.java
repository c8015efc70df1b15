package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.ledger.DripFeedRun;
import io.ordertrail.simulator.ledger.LedgerEntry;
import io.ordertrail.simulator.ledger.SimulatedTimestamp;
import io.ordertrail.simulator.lifecycle.LifePlan;
import io.ordertrail.simulator.lifecycle.SimulatedOrderState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does what has become due before a panel answers: starts runs as orders of their own, and pays money back. */
final class DueRuns {

    private final PanelState state;
    private final LifePlan lives;

    DueRuns(PanelState state, LifePlan lives) {
        this.state = state;
        this.lives = lives;
    }

    void settle(long now) {
        for (Optional<Map.Entry<Long, PanelOrder>> due = state.nextDue(now);
                due.isPresent();
                due = state.nextDue(now)) {
            long at = due.get().getKey();
            PanelOrder order = due.get().getValue();
            payBack(order, at);
            begin(order, at);
        }
    }

    private void payBack(PanelOrder order, long at) {
        BigDecimal owed = order.owed(at);
        if (owed.signum() > 0) {
            state.commit(new LedgerEntry.PaidBack(state.settings().name(), moment(at), order.key(), owed));
        }
    }

    private void begin(PanelOrder parent, long at) {
        int index = parent.runs().size();
        if (index >= parent.bought().runs().size() || parent.at(at).state().isOver()) {
            return;
        }
        DripFeedRun run = parent.bought().runs().get(index);
        if (run.due() > at || parent.at(at).state() == SimulatedOrderState.GONE) {
            return;
        }
        LedgerEntry.Bought bought = parent.bought();
        // The part after # gives each run a lifecycle of its own; the directives of the link stay.
        String lifeLink = bought.link() + "#" + index;
        long sequence = state.nextSequence();
        state.commit(new LedgerEntry.Bought(
                bought.panel(),
                moment(run.due()),
                state.id(sequence),
                sequence,
                bought.service(),
                bought.link(),
                run.quantity(),
                run.charge(),
                bought.startCount() + index * run.quantity(),
                lives.fate(lifeLink),
                lives.phases(lives.fate(lifeLink), lifeLink, run.quantity(), run.due()),
                List.of(),
                parent.key()));
    }

    private SimulatedTimestamp moment(long at) {
        return new SimulatedTimestamp(at, state.now().wall());
    }
}
