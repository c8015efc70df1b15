package io.ordertrail.refill.work;

import io.ordertrail.panel.Ticket;
import io.ordertrail.refill.lifecycle.Situation;

/** Writes the ticket for a refill that was rejected too often. */
@FunctionalInterface
public interface TicketDesk {

    /** Subject, message and priority. */
    Ticket ticket(Situation situation);
}
