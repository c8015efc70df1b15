package io.ordertrail.poller.change;

import io.ordertrail.trade.OrderId;
import io.ordertrail.trade.PanelOrderId;
import java.time.Instant;

/**
 * A watched order, or a child of one: the row in the database.
 *
 * @param version counts the writes of this row: an answer to a question that was asked of an earlier one is no news
 */
public record OrderState(Purchase purchase, Shown shown, Alarms alarms, int version) {

    /** One that is taken up now. */
    public static OrderState fresh(Purchase purchase) {
        return new OrderState(purchase, Shown.nothing(purchase.acceptedAt()), Alarms.NONE, 0);
    }

    /** Whose it is. */
    public OrderId id() {
        return purchase.order().id();
    }

    /** A child of it that was just found. */
    public OrderState child(int number, PanelOrderId id, Instant now) {
        return fresh(purchase.child(number, id, now));
    }

    /** As it is once it is written. */
    public OrderState written() {
        return new OrderState(purchase, shown, alarms, version + 1);
    }

    OrderState with(Shown now) {
        return new OrderState(purchase, now, alarms, version);
    }

    OrderState with(Alarms now) {
        return new OrderState(purchase, shown, now, version);
    }
}
