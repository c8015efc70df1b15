package io.ordertrail.local.progress;

import io.ordertrail.events.LifecycleEvent;

/** One event about an order, as it is recognised in a webhook: ids as text, for JSON writes them either way. */
public record ReceivedEvent(String type, String order, long revision) {

    static ReceivedEvent of(LifecycleEvent event) {
        return new ReceivedEvent(event.type(), event.order().id().toString(), event.revision());
    }
}
