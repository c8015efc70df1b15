package io.ordertrail.poller.storage;

/** Which row of {@code watched_order}. */
record RowKey(long order, int child) {

    static RowKey of(StatusObservation sighting) {
        return new RowKey(sighting.order().value(), sighting.child());
    }
}
