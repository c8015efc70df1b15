package io.ordertrail.notifier.message;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event is about, as far as filters and routing ask.
 *
 * @param type the event's type
 * @param status for {@code order.status-changed}, the new status in lower case with hyphens; filters may name it behind
 *     the type ({@code order.status-changed.completed})
 * @param shop the shop that it concerns; absent for what concerns operators only
 * @param subscription the subscription that it is about, which is not notified of itself
 */
public record EventSubject(
        String type,
        @Nullable String status,
        @Nullable ShopId shop,
        @Nullable PanelName panel,
        @Nullable ServiceId service,
        List<String> tags,
        @Nullable OrderId order,
        @Nullable String subscription) {

    /** Keeps a copy of the tags. */
    public EventSubject {
        tags = List.copyOf(tags);
    }

    /** The type, and behind it the status where there is one. */
    public String name() {
        return status == null ? type : type + "." + status;
    }
}
