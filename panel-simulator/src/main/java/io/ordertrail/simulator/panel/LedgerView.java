package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.ledger.LedgerEntry;
import io.ordertrail.simulator.ledger.LedgerFault;
import io.ordertrail.simulator.ledger.LedgerOrder;
import io.ordertrail.simulator.ledger.LedgerTicket;
import io.ordertrail.simulator.lifecycle.Phase;
import io.ordertrail.simulator.time.SimulatedClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A panel's entries as the ledger's values, which tests compare with. */
record LedgerView(PanelSettings settings, SimulatedClock clock) {

    LedgerOrder of(PanelOrder order) {
        long now = clock.millis();
        LedgerEntry.Bought bought = order.bought();
        return new LedgerOrder(
                bought.panel(),
                bought.id(),
                bought.service(),
                bought.link(),
                bought.quantity(),
                bought.charge(),
                order.paidBack(),
                settings.currency(),
                order.isParent(),
                Optional.ofNullable(bought.parent()).map(LedgerView::id),
                List.copyOf(order.runs()),
                bought.fate().mark(),
                Instant.ofEpochMilli(bought.at().sim()),
                Instant.ofEpochMilli(bought.at().wall()),
                bought.startCount(),
                order.count(now),
                order.timeline().until(now).stream().map(this::change).toList(),
                order.refills().stream().map(refill -> refill(refill, now)).toList(),
                order.cancels().stream().map(LedgerView::cancel).toList());
    }

    private static String id(String key) {
        return key.startsWith(PanelState.DRIP_FEED_KEY) ? key.substring(PanelState.DRIP_FEED_KEY.length()) : key;
    }

    static LedgerFault of(LedgerEntry.FaultInjected fault) {
        return new LedgerFault(
                fault.panel(),
                fault.action(),
                fault.fault(),
                fault.done(),
                Optional.ofNullable(fault.order()),
                Optional.ofNullable(fault.link()),
                Instant.ofEpochMilli(fault.at().sim()),
                Instant.ofEpochMilli(fault.at().wall()));
    }

    static LedgerTicket of(LedgerEntry.TicketOpened ticket) {
        return new LedgerTicket(
                ticket.panel(),
                ticket.ticket(),
                ticket.subject(),
                ticket.message(),
                ticket.priority(),
                Instant.ofEpochMilli(ticket.at().sim()),
                Instant.ofEpochMilli(ticket.at().wall()));
    }

    private LedgerOrder.Change change(Phase phase) {
        return new LedgerOrder.Change(
                settings.dialect().word(phase.state()),
                phase.remainsFrom(),
                phase.dropped(),
                Instant.ofEpochMilli(phase.at()),
                wallAt(phase.at()));
    }

    private LedgerOrder.Refill refill(LedgerEntry.Refilled refill, long now) {
        List<LedgerOrder.RefillChange> changes = refill.life().refill().stream()
                .filter(phase -> phase.at() <= now)
                .map(phase -> new LedgerOrder.RefillChange(
                        phase.state().word(), Instant.ofEpochMilli(phase.at()), wallAt(phase.at())))
                .toList();
        Instant at = Instant.ofEpochMilli(refill.at().sim());
        return new LedgerOrder.Refill(
                refill.refill(), at, Instant.ofEpochMilli(refill.at().wall()), changes);
    }

    private static LedgerOrder.Cancel cancel(LedgerEntry.CancelTaken cancel) {
        return new LedgerOrder.Cancel(
                Instant.ofEpochMilli(cancel.at().sim()),
                Instant.ofEpochMilli(cancel.at().wall()),
                cancel.phases().isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(cancel.from())));
    }

    private Instant wallAt(long sim) {
        return Instant.ofEpochMilli(clock.wallAt(sim));
    }
}
