package io.ordertrail.intake.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.events.StatusEvent.Charges;
import io.ordertrail.events.StatusEvent.Progress;
import io.ordertrail.intake.history.OrderProgress;
import io.ordertrail.intake.order.Cancel;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An order as the REST API shows it.
 *
 * @param status the last status at the panel, once there is one
 * @param startCount what the link counted when the delivery began
 * @param remains how many are still to be delivered
 * @param charge the last one that the panel stated; until it does, what the order costs by the panel's list
 * @param charges what the order costs: by the panel's list, as bought, and at its end
 * @param leftover what the customer did not get, as money, of the order and its children together
 * @param expectedEnd when the delivery ends if it goes on at its pace; absent where no pace is known yet
 * @param cancel {@code wanted}, {@code asked} or {@code refused}, if a cancel was requested
 * @param cancelDetails what the panel answered to the cancel so far
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderView(
        long id,
        String source,
        String reference,
        String panel,
        OrderState state,
        @Nullable String panelOrderId,
        @Nullable String status,
        @Nullable Long startCount,
        @Nullable Long remains,
        @Nullable Money charge,
        @Nullable Charges charges,
        @Nullable Money leftover,
        @Nullable Instant expectedEnd,
        @Nullable String message,
        @Nullable String cancel,
        @Nullable CancelDetails cancelDetails,
        OrderContent content,
        List<String> tags,
        Instant receivedAt,
        Instant updatedAt) {

    private static final Progress NO_PROGRESS = new Progress(null, null, null, null);

    static OrderView of(Order order, OrderProgress published) {
        Progress progress = published.progress() == null ? NO_PROGRESS : published.progress();
        Charges cost = order.charge() == null ? null : new Charges(order.charge(), null, null);
        return new OrderView(
                order.id().value(),
                order.source().value(),
                order.request().reference().value(),
                order.panel().value(),
                order.state(),
                order.panelOrderId() == null ? null : order.panelOrderId().value(),
                order.panelStatus(),
                progress.startCount(),
                progress.remains(),
                progress.charge() == null ? order.charge() : progress.charge(),
                published.charges() == null ? cost : published.charges(),
                published.leftover(),
                progress.expectedEnd(),
                order.message(),
                order.cancel() == null ? null : order.cancel().status().name().toLowerCase(Locale.ROOT),
                order.cancel() == null ? null : CancelDetails.of(order.cancel()),
                order.content(),
                order.request().tags(),
                order.receivedAt(),
                order.updatedAt());
    }

    /**
     * A request to cancel in detail.
     *
     * @param attempts calls to the panel without a definite answer
     * @param message the panel's last words about it
     * @param needsOperator whether the panel was asked often enough without a definite answer
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CancelDetails(
            int attempts,
            @Nullable Instant askedAt,
            @Nullable Instant nextAt,
            @Nullable String message,
            boolean needsOperator) {

        static CancelDetails of(Cancel cancel) {
            return new CancelDetails(
                    cancel.attempts(), cancel.askedAt(), cancel.dueAt(), cancel.message(), cancel.givenUp());
        }
    }
}
