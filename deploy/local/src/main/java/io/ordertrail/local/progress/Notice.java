package io.ordertrail.local.progress;

import io.ordertrail.events.LifecycleEvent;

/** One event about an order, as it is recognised in a webhook: ids as text, for JSON writes them either way. */
public record Notice(String type, String order, long revision) {

    static Notice of(LifecycleEvent event) {
        return new Notice(event.type(), event.order().id().toString(), event.revision());
    }
}
