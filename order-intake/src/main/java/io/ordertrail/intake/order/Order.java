package io.ordertrail.intake.order;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as the database has it.
 *
 * @param fence of the last claim
 * @param submittedAt when the last claim of it began, or null
 * @param message why it was rejected, or what it waits for, in words
 * @param cancel the shop's request to cancel it, or null
 * @param panelStatus the last status at the panel that was published, or null
 * @param rate the panel's rate for 1000 when the order was last claimed, or null
 * @param charge what the order costs by that rate, once it is bought; null where it is not known
 */
public record Order(
        OrderId id,
        ShopId source,
        PlaceOrder request,
        OrderState state,
        long revision,
        @Nullable PanelOrderId panelOrderId,
        long fence,
        int attempts,
        Instant receivedAt,
        Instant updatedAt,
        @Nullable Instant submittedAt,
        @Nullable String message,
        @Nullable Cancel cancel,
        @Nullable String panelStatus,
        @Nullable String trace,
        @Nullable Money rate,
        @Nullable Money charge) {

    /** Returns the panel that it is for. */
    public PanelName panel() {
        return request.panel();
    }

    /** Returns what is to be bought. */
    public OrderContent content() {
        return request.content();
    }

    /** Returns the form in which events name it. */
    public OrderRef ref() {
        return new OrderRef(
                id,
                source,
                request.reference(),
                request.panel(),
                panelOrderId,
                request.content().service(),
                request.tags(),
                request.contact());
    }
}
