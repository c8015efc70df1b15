package io.ordertrail.refill.work;

import io.ordertrail.panel.Ticket;
import io.ordertrail.refill.lifecycle.OrderRefillState;

/** Writes the ticket for a refill that was rejected too often. */
@FunctionalInterface
public interface TicketWriter {

    /** Returns its subject, message and priority. */
    Ticket ticket(OrderRefillState state);
}
