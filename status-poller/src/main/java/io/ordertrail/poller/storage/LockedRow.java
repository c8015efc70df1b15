package io.ordertrail.poller.storage;

import io.ordertrail.poller.change.WatchedOrder;

/**
 * A row under its lock.
 *
 * @param revision of the order's last event; of meaning in the order's own row only
 */
record LockedRow(WatchedOrder state, long revision) {

    RowKey key() {
        return new RowKey(state.id().value(), state.purchase().child());
    }
}
