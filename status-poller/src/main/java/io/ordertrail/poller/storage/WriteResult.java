package io.ordertrail.poller.storage;

import io.ordertrail.events.StatusEvent;
import io.ordertrail.poller.change.WatchedOrder;
import java.util.List;
import java.util.Optional;

/**
 * What became of a {@link StatusObservation}, committed.
 *
 * @param state as the row is now; empty if there is none
 * @param stale whether the row had been written meanwhile, so that the sighting said nothing
 * @param events the events that were published
 * @param children taken up with it
 * @param ticketWanted whether a ticket was claimed and is to be asked for now, by this replica alone
 */
public record WriteResult(
        StatusObservation sighting,
        Optional<WatchedOrder> state,
        boolean stale,
        List<StatusEvent> events,
        List<WatchedOrder> children,
        boolean ticketWanted) {}
