package io.ordertrail.events;

import java.time.Instant;

/** What became of an order. Per order and topic the revisions count up by one from 1, without a gap. */
public sealed interface LifecycleEvent extends Event permits SubmissionEvent, StatusEvent, RefillEvent {

    /** Which order. */
    OrderRef order();

    /** Counts up per order and topic; a repeat has the same revision and the same event id. */
    long revision();

    /** When the service that says it saw it. */
    Instant observedAt();
}
