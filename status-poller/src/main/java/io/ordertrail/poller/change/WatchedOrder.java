package io.ordertrail.poller.change;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.StatusEvent.Charges;
import java.time.Instant;
import java.util.Optional;

/**
 * A watched order, or a child of one: the row in the database.
 *
 * @param version counts the writes of this row: an answer to a question that was asked of an earlier one is no news
 */
public record WatchedOrder(OrderTerms purchase, PublishedState shown, AlertState alarms, int version) {

    /** One that is taken up now. */
    public static WatchedOrder fresh(OrderTerms purchase) {
        return new WatchedOrder(purchase, PublishedState.nothing(purchase.acceptedAt()), AlertState.NONE, 0);
    }

    /** Returns when its delivery ends if it goes on at its pace; empty where no pace is known yet. */
    public Optional<Instant> expectedEnd() {
        return shown.expectedEnd(purchase.quantity());
    }

    /** Returns what it costs, as far as that is known. */
    public Charges charges() {
        return new Charges(purchase.cost(), shown.chargeAsBought(), shown.chargeAtEnd());
    }

    /** Whose it is. */
    public OrderId id() {
        return purchase.order().id();
    }

    /** A child of it that was just found. */
    public WatchedOrder child(int number, PanelOrderId id, Instant now) {
        return fresh(purchase.child(number, id, now));
    }

    /** As it is once it is written. */
    public WatchedOrder written() {
        return new WatchedOrder(purchase, shown, alarms, version + 1);
    }

    WatchedOrder with(PublishedState now) {
        return new WatchedOrder(purchase, now, alarms, version);
    }

    WatchedOrder with(AlertState now) {
        return new WatchedOrder(purchase, shown, now, version);
    }
}
