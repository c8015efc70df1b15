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

/** What a shop asks, whichever way it came: checked, stored and handed on. */
@Singleton
public class OrderRequestHandler {

    private final OrderValidator admission;
    private final OrderRepository book;
    private final PanelSubmitters lanes;
    private final Outbox outbox;
    private final CancelRequests cancels;

    OrderRequestHandler(
            OrderValidator admission,
            OrderRepository book,
            PanelSubmitters lanes,
            Outbox outbox,
            CancelRequests cancels) {
        this.admission = admission;
        this.book = book;
        this.lanes = lanes;
        this.outbox = outbox;
        this.cancels = cancels;
    }

    /**
     * Checks the order against the catalogue; what cannot be bought is stored all the same, as rejected.
     *
     * @param trace of the request, which everything that follows goes on with
     */
    NewOrder checked(ShopId source, PlaceOrder order, @Nullable String trace) {
        return new NewOrder(source, order, admission.check(order), trace);
    }

    /** Stores them, in the order given; once that is committed the lanes of their panels go on. */
    Uni<List<Placement>> place(List<NewOrder> orders) {
        return book.place(orders)
                .invoke(() -> orders.stream()
                        .map(order -> order.request().panel())
                        .distinct()
                        .forEach(lanes::wake));
    }

    /** Cancels it, as far as it still can be; what became of that is told as an event. */
    Uni<Order> cancel(OrderId id) {
        return cancels.want(id);
    }

    /** Hands the wish for a refill on to refill-manager. */
    Uni<Order> refill(OrderId id) {
        return outbox.transaction(tx -> book.appendEvent(tx, id, RefillAsked::new));
    }
}
