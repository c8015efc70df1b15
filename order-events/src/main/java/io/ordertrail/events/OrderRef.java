package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which order an event is about, and whom it concerns; the same in every lifecycle event, so that a consumer needs no
 * other source to route, filter or notify.
 *
 * @param panelOrderId absent until the panel has taken the order
 * @param tags the shop's own words for filtering; at most 10
 * @param contact where this order's own notifications go beside the shop's subscriptions, or absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderRef(
        OrderId id,
        ShopId source,
        Reference reference,
        PanelName panel,
        @Nullable PanelOrderId panelOrderId,
        ServiceId service,
        List<String> tags,
        @Nullable Contact contact) {

    /** Keeps a copy of the tags; no tags in JSON is an empty list. */
    public OrderRef {
        @SuppressWarnings("NullAway") // a JSON object without the key hands us null
        List<String> given = tags == null ? List.of() : tags;
        tags = List.copyOf(given);
    }

    /** The same order, now known to its panel under that id. */
    public OrderRef at(PanelOrderId bought) {
        return new OrderRef(id, source, reference, panel, bought, service, tags, contact);
    }
}
