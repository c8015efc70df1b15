package io.ordertrail.intake.request;

import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.events.SubmissionEvent.RefillAsked;
import io.ordertrail.intake.cancel.Cancels;
import io.ordertrail.intake.catalogue.Admission;
import io.ordertrail.intake.order.NewOrder;
import io.ordertrail.intake.order.OrderBook;
import io.ordertrail.intake.order.Placement;
import io.ordertrail.intake.order.StoredOrder;
import io.ordertrail.intake.submission.Lanes;
import io.ordertrail.outbox.Outbox;
import io.ordertrail.trade.OrderId;
import io.ordertrail.trade.Source;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a shop asks, whichever way it came: checked, stored and handed on. */
@Singleton
public class Placing {

    private final Admission admission;
    private final OrderBook book;
    private final Lanes lanes;
    private final Outbox outbox;
    private final Cancels cancels;

    Placing(Admission admission, OrderBook book, Lanes lanes, Outbox outbox, Cancels cancels) {
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
    NewOrder checked(Source source, PlaceOrder order, @Nullable String trace) {
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
    Uni<StoredOrder> cancel(OrderId id) {
        return cancels.want(id);
    }

    /** Hands the wish for a refill on to refill-manager. */
    Uni<StoredOrder> refill(OrderId id) {
        return outbox.transaction(tx -> book.tell(tx, id, RefillAsked::new));
    }
}
