package io.ordertrail.intake.request;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.events.SubmissionEvent.RefillAsked;
import io.ordertrail.intake.cancel.CancelRequests;
import io.ordertrail.intake.catalogue.OrderValidator;
import io.ordertrail.intake.order.NewOrder;
import io.ordertrail.intake.order.Order;
import io.ordertrail.intake.order.OrderRepository;
import io.ordertrail.intake.order.Placement;
import io.ordertrail.intake.submission.PanelSubmitters;
import io.ordertrail.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Handles requests of shops, from Kafka and REST: checks them, stores them and hands them on. */
@Singleton
public class OrderRequestHandler {

    private final OrderValidator validator;
    private final OrderRepository book;
    private final PanelSubmitters submitters;
    private final Outbox outbox;
    private final CancelRequests cancels;

    OrderRequestHandler(
            OrderValidator validator,
            OrderRepository book,
            PanelSubmitters submitters,
            Outbox outbox,
            CancelRequests cancels) {
        this.validator = validator;
        this.book = book;
        this.submitters = submitters;
        this.outbox = outbox;
        this.cancels = cancels;
    }

    /**
     * Checks the order against the catalogue. An order that cannot be bought is stored all the same, as rejected.
     *
     * @param trace of the request; everything that follows continues it
     */
    NewOrder checked(ShopId source, PlaceOrder order, @Nullable String trace) {
        return new NewOrder(source, order, validator.check(order), trace);
    }

    /** Stores them, in the order given, and wakes the submitters of their panels after the commit. */
    Uni<List<Placement>> place(List<NewOrder> orders) {
        return book.place(orders)
                .invoke(() -> orders.stream()
                        .map(order -> order.request().panel())
                        .distinct()
                        .forEach(submitters::wake));
    }

    /** Cancels the order if that is still possible; the result is published as an event. */
    Uni<Order> cancel(OrderId id) {
        return cancels.want(id);
    }

    /** Hands the refill request on to refill-manager. */
    Uni<Order> refill(OrderId id) {
        return outbox.transaction(tx -> book.appendEvent(tx, id, RefillAsked::new));
    }
}
