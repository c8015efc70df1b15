package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.ledger.LedgerEntry;
import java.util.Set;

/** {@code createTicket}. */
final class TicketAction implements Action {

    private static final Set<String> PRIORITIES = Set.of("low", "normal", "high", "urgent");

    private final PanelState state;
    private final RefusalWording refusals;

    TicketAction(PanelState state, RefusalWording refusals) {
        this.state = state;
        this.refusals = refusals;
    }

    @Override
    public ActionResponse answer(ActionForm form) {
        String priority = form.has("priority") ? form.get("priority") : "normal";
        if (!form.has("subject") || !form.has("message") || !PRIORITIES.contains(priority)) {
            return refusals.answer(RefusalText.BAD_REQUEST);
        }
        LedgerEntry.TicketOpened ticket = new LedgerEntry.TicketOpened(
                state.settings().name(),
                state.now(),
                state.nextTicket(),
                form.get("subject"),
                form.get("message"),
                priority);
        state.commit(ticket);
        return ActionResponse.of("{\"status\":200,\"ticket_id\":\"" + ticket.ticket()
                + "\",\"message\":\"Ticket created successfully\"}");
    }
}
