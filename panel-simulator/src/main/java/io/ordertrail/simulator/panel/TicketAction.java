package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.ledger.Entry;
import java.util.Set;

/** {@code createTicket}. */
final class TicketAction implements Action {

    private static final Set<String> PRIORITIES = Set.of("low", "normal", "high", "urgent");

    private final PanelState state;
    private final Refusals refusals;

    TicketAction(PanelState state, Refusals refusals) {
        this.state = state;
        this.refusals = refusals;
    }

    @Override
    public Answer answer(Form form) {
        String priority = form.has("priority") ? form.get("priority") : "normal";
        if (!form.has("subject") || !form.has("message") || !PRIORITIES.contains(priority)) {
            return refusals.answer(Refusal.BAD_REQUEST);
        }
        Entry.TicketOpened ticket = new Entry.TicketOpened(
                state.settings().name(),
                state.now(),
                state.nextTicket(),
                form.get("subject"),
                form.get("message"),
                priority);
        state.commit(ticket);
        return Answer.of("{\"status\":200,\"ticket_id\":\"" + ticket.ticket()
                + "\",\"message\":\"Ticket created successfully\"}");
    }
}
