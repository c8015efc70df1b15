package io.ordertrail.poller.storage;

import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.poller.change.Alarms;
import io.ordertrail.poller.change.Rules;
import io.ordertrail.poller.change.Shown;
import io.ordertrail.poller.schedule.Watched;
import io.ordertrail.trade.OrderId;
import io.ordertrail.trade.PanelName;
import io.ordertrail.trade.PanelOrderId;
import io.ordertrail.trade.ServiceId;
import io.vertx.mutiny.sqlclient.Row;

/** An order as the schedule needs it, and no more: a million of these are loaded in one go. */
public record Loaded(PanelName panel, Watched order) {

    /** Columns by their place in {@link WatchedOrders}' statement, since names would be looked up a million times. */
    static Loaded of(Row row, Rules rules) {
        PanelName panel = new PanelName(row.getString(3));
        int child = row.getInteger(1);
        Shown shown = shown(row);
        Alarms alarms = alarms(row);
        Watched order = new Watched(
                new OrderId(row.getLong(0)),
                child,
                row.getShort(2),
                new PanelOrderId(row.getString(4)),
                row.getString(5).equals(OrderKind.DRIP_FEED.name()),
                row.getLong(7),
                shown.remains(),
                shown.status(),
                shown.fingerprint(),
                alarms.deniedSince() != null,
                row.getOffsetDateTime(8).toInstant(),
                shown.startedAt(),
                shown.changedAt(),
                rules.progressFrom(shown).orElse(null),
                rules.alarmAt(panel, new ServiceId(row.getString(6)), child, shown, alarms)
                        .orElse(null),
                shown.watchUntil(),
                row.getInteger(9));
        return new Loaded(panel, order);
    }

    private static Shown shown(Row row) {
        return new Shown(
                Rows.status(row.getString(10)),
                null,
                null,
                row.getLong(11),
                null,
                null,
                row.getLong(12),
                Rows.instantOrNull(row, 13),
                row.getOffsetDateTime(14).toInstant(),
                Rows.instantOrNull(row, 15),
                Rows.instantOrNull(row, 19));
    }

    private static Alarms alarms(Row row) {
        return new Alarms(Rows.instantOrNull(row, 16), row.getBoolean(17), row.getBoolean(18), Alarms.Ticket.NONE);
    }
}
