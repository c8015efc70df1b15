package io.ordertrail.panel;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.TicketId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * One panel. Every call ends in an {@link Outcome}; the {@code Uni} itself fails only by an internal error. Nothing is
 * ever tried twice. Thread-safe.
 */
public interface Panel {

    /** Returns the name in the configuration. */
    PanelName name();

    /** Returns how this panel speaks, and what it has. */
    Dialect dialect();

    /** Calls {@code services}: the complete list. */
    Uni<Outcome<List<ServiceListing>>> services();

    /**
     * Calls {@code add}: buys the order. Costs money and repeats its effect.
     *
     * @param serviceType the type of the service as the catalogue has it, which decides what is sent
     * @param window {@link Outcome.NotSent} once it is closed
     */
    Uni<Outcome<PlacedOrder>> add(OrderContent content, String serviceType, SendWindow window);

    /**
     * Calls {@code status} for at most 100 orders. An id that the panel leaves out is absent from the map: ask again.
     *
     * @throws IllegalArgumentException for no id or more than 100
     */
    Uni<Outcome<Map<PanelOrderId, OrderAnswer>>> status(StatusKind kind, Collection<PanelOrderId> ids);

    /** Makes the same call and leaves its answer unread, for a caller that compares bytes. An error of the call is read. */
    Uni<Outcome<Buffer>> statusRaw(StatusKind kind, Collection<PanelOrderId> ids);

    /** Reads what {@link #statusRaw} answered about more than one order, where it is not known about which. */
    Outcome<Map<PanelOrderId, OrderAnswer>> readStatus(Buffer answer);

    /**
     * Reads what {@link #statusRaw} answered about these orders. Some panels list the answers by position alone, which can be
     * read only where it is known what was asked about.
     *
     * @param asked the ids in the order in which they were asked about
     */
    default Outcome<Map<PanelOrderId, OrderAnswer>> readStatus(Buffer answer, Collection<PanelOrderId> asked) {
        return readStatus(answer);
    }

    /** Reads one entry of it: the JSON value beside the order's id. */
    OrderAnswer readStatusEntry(String entry);

    /**
     * Calls {@code refill}. One call where the panel refills many at once, else a call each, one after the other. Repeats
     * its effect.
     *
     * @param window no call is sent once it is closed; the ids left then are {@link RefillAnswer.NotAsked}
     * @throws IllegalArgumentException for no id or more than 100
     */
    Uni<Outcome<Map<PanelOrderId, RefillAnswer>>> refill(Collection<PanelOrderId> ids, SendWindow window);

    /**
     * Calls {@code refill_status}. One call where the panel answers for many at once, else a call each.
     *
     * @throws IllegalArgumentException for no id or more than 100
     */
    Uni<Outcome<Map<RefillId, RefillStatusAnswer>>> refillStatus(Collection<RefillId> ids);

    /**
     * Calls {@code cancel}, in the form that the panel has. Asked for is not canceled: only the status decides.
     *
     * @param window no call is sent once it is closed
     * @throws IllegalArgumentException for no id or more than 100
     */
    Uni<Outcome<Map<PanelOrderId, CancelAnswer>>> cancel(Collection<PanelOrderId> ids, SendWindow window);

    /** Calls {@code balance}. */
    Uni<Outcome<Money>> balance();

    /**
     * Calls {@code createTicket}, at panels that have a ticket desk. Repeats its effect.
     *
     * @param window {@link Outcome.NotSent} once it is closed
     */
    Uni<Outcome<TicketId>> createTicket(Ticket ticket, SendWindow window);
}
