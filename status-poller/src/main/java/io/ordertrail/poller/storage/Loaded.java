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
                shown.startedAt(),
                shown.changedAt(),
                rules.progressFrom(shown).orElse(null),
                rules.alarmAt(panel, new ServiceId(row.getString(6)), child, shown, alarms)
                        .orElse(null),
                shown.watchUntil(),
                row.getInteger(8));
        return new Loaded(panel, order);
    }

    private static Shown shown(Row row) {
        return new Shown(
                Rows.status(row.getString(9)),
                null,
                null,
                row.getLong(10),
                null,
                null,
                row.getLong(11),
                Rows.instantOrNull(row, 12),
                row.getOffsetDateTime(13).toInstant(),
                Rows.instantOrNull(row, 14),
                Rows.instantOrNull(row, 18));
    }

    private static Alarms alarms(Row row) {
        return new Alarms(Rows.instantOrNull(row, 15), row.getBoolean(16), row.getBoolean(17), Alarms.Ticket.NONE);
    }
}
