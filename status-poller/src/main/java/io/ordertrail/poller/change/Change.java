package io.ordertrail.poller.change;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.StatusEvent;
import java.util.List;

/**
 * What follows from an answer: the order's new state, what is published of it, the children that it has now and had not
 * before. Events that follow carry the revisions after the one given; none if there is nothing to publish.
 *
 * @param ticketWanted whether a ticket is to be asked for before {@code order.stuck} is published
 */
public record Change(
        WatchedOrder before,
        WatchedOrder after,
        List<StatusEvent> events,
        List<PanelOrderId> children,
        boolean ticketWanted) {

    /** The same, seen from an earlier state. */
    Change since(WatchedOrder earlier) {
        return new Change(earlier, after, events, children, ticketWanted);
    }

    static Change none(WatchedOrder state) {
        return new Change(state, state, List.of(), List.of(), false);
    }

    static Change quiet(WatchedOrder before, WatchedOrder after) {
        return new Change(before, after, List.of(), List.of(), false);
    }

    static Change withEvent(WatchedOrder before, WatchedOrder after, StatusEvent event) {
        return new Change(before, after, List.of(event), List.of(), false);
    }

    /** Whether there is something to write. */
    public boolean changes() {
        return !before.equals(after) || !events.isEmpty();
    }
}
