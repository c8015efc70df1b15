package io.ordertrail.refill.work;

import io.ordertrail.panel.Ticket;
import io.ordertrail.refill.lifecycle.OrderRefillState;

/** Writes the ticket for a refill that was rejected too often. */
@FunctionalInterface
public interface TicketWriter {

    /** Subject, message and priority. */
    Ticket ticket(OrderRefillState situation);
}
