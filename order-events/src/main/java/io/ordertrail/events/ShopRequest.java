package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shop asks, on {@link Topics#REQUESTS}. The shop is the CloudEvents attribute {@code source}; with the
 * reference it is the order's identity: the same request twice is the same order.
 */
public sealed interface ShopRequest extends Event {

    /** The shop's own name for the order. */
    Reference reference();

    /**
     * Buy this.
     *
     * @param tags at most 10 words of at most 64 characters, for the filters of subscriptions; none in JSON is empty
     */
    @EventType("order.place")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlaceOrder(
            Reference reference,
            PanelName panel,
            OrderContent content,
            List<String> tags,
            @Nullable Contact contact) implements ShopRequest {
        /** Keeps a copy of the tags. */
        public PlaceOrder {
            @SuppressWarnings("NullAway") // a JSON object without the key hands us null
            List<String> given = tags == null ? List.of() : tags;
            tags = List.copyOf(given);
        }
    }

    /** Cancel it, if it still can be. */
    @EventType("order.cancel")
    record CancelOrder(Reference reference) implements ShopRequest {}

    /** Refill it, if its warranty allows. */
    @EventType("order.refill")
    record RefillOrder(Reference reference) implements ShopRequest {}
}
