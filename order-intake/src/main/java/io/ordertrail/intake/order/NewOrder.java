package io.ordertrail.intake.order;

import io.ordertrail.domain.ShopId;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.events.SubmissionEvent.RejectionReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for an order, checked.
 *
 * @param rejection why it will not be bought, if that is known already; it is stored all the same
 * @param trace W3C trace context of the request, or null
 */
public record NewOrder(
        ShopId source,
        PlaceOrder request,
        Optional<Rejection> rejection,
        @Nullable String trace) {

    /** Why an order will not be bought, for the shop. */
    public record Rejection(RejectionReason reason, String message) {}
}
