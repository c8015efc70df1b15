package io.ordertrail.poller.polling;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Outcome.Answered;
import io.ordertrail.panel.Outcome.NotSent;
import io.ordertrail.panel.Outcome.Refused;
import io.ordertrail.panel.Outcome.Unknown;
import io.ordertrail.panel.SendWindow;
import io.ordertrail.panel.Ticket;
import io.ordertrail.panel.Ticket.Priority;
import io.ordertrail.panel.http.Panels;
import io.ordertrail.poller.change.WatchedOrder;
import io.ordertrail.poller.storage.ChangeStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks a panel's desk about an order that is stuck, once in the order's life: whoever calls has committed that it was
 * asked before. Thread-safe.
 */
@Singleton
class StuckOrderTickets {

    private static final Logger LOG = Logger.getLogger(StuckOrderTickets.class);

    private static final Duration SEND_WITHIN = Duration.ofMinutes(1);

    private final Panels panels;
    private final ChangeStore book;
    private final InstantSource clock;

    StuckOrderTickets(Panels panels, ChangeStore book, InstantSource clock) {
        this.panels = panels;
        this.book = book;
        this.clock = clock;
    }

    /** Asks, publishes the outcome, and returns the order as it is then. */
    Uni<WatchedOrder> ask(WatchedOrder state) {
        return panels.find(state.purchase().order().panel())
                .map(panel -> panel.createTicket(ticket(state), SendWindow.open(SEND_WITHIN, clock)))
                .orElseGet(() -> Uni.createFrom().item(new NotSent<>("no such panel")))
                .map(outcome -> ticket(state.id(), outcome))
                .chain(ticket -> book.publishStuck(state.id(), ticket, clock.instant()));
    }

    private static Optional<TicketId> ticket(OrderId order, Outcome<TicketId> outcome) {
        return switch (outcome) {
            case Answered<TicketId>(TicketId id) -> Optional.of(id);
            case Refused<TicketId>(var refusal) -> none(order, refusal.text());
            case NotSent<TicketId>(String cause) -> none(order, cause);
            case Unknown<TicketId>(var evidence) -> none(order, evidence.summary());
        };
    }

    private static Optional<TicketId> none(OrderId order, String why) {
        LOG.warnf("No ticket for the stuck order %s, and none will be asked for again: %s", order, why);
        return Optional.empty();
    }

    private static Ticket ticket(WatchedOrder state) {
        String id = state.purchase().panelOrder().value();
        return new Ticket(
                "Order " + id + " does not move",
                "Order %s has shown no progress since %s. Status: %s, remains: %s. Please look into it."
                        .formatted(
                                id,
                                state.shown().changedAt(),
                                Optional.ofNullable(state.shown().panelStatus()).orElse("none yet"),
                                Optional.ofNullable(state.shown().remains())
                                        .map(Object::toString)
                                        .orElse("not said")),
                Priority.NORMAL);
    }
}
