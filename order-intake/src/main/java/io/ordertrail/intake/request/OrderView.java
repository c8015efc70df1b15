package io.ordertrail.intake.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.domain.OrderContent;
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
        @Nullable String message,
        @Nullable String cancel,
        @Nullable CancelDetails cancelDetails,
        OrderContent content,
        List<String> tags,
        Instant receivedAt,
        Instant updatedAt) {

    static OrderView of(Order order) {
        return new OrderView(
                order.id().value(),
                order.source().value(),
                order.request().reference().value(),
                order.panel().value(),
                order.state(),
                order.panelOrderId() == null ? null : order.panelOrderId().value(),
                order.panelStatus(),
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
