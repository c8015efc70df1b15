package io.ordertrail.poller.storage;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.poller.change.AlertState;
import io.ordertrail.poller.change.ChangeSettings;
import io.ordertrail.poller.change.PublishedState;
import io.ordertrail.poller.schedule.ScheduledOrder;
import io.vertx.mutiny.sqlclient.Row;

/** An order as the schedule needs it, and no more: a million of these are loaded in one go. */
public record WatchedOrderRow(PanelName panel, ScheduledOrder order) {

    /** Columns by their place in {@link WatchedOrders}' statement, since names would be looked up a million times. */
    static WatchedOrderRow of(Row row, ChangeSettings rules) {
        PanelName panel = new PanelName(row.getString(3));
        int child = row.getInteger(1);
        PublishedState shown = shown(row);
        AlertState alarms = alarms(row);
        ScheduledOrder order = new ScheduledOrder(
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
        return new WatchedOrderRow(panel, order);
    }

    private static PublishedState shown(Row row) {
        return new PublishedState(
                WatchedOrderMapper.status(row.getString(9)),
                null,
                null,
                row.getLong(10),
                null,
                null,
                null,
                null,
                row.getLong(11),
                WatchedOrderMapper.instantOrNull(row, 12),
                row.getOffsetDateTime(13).toInstant(),
                WatchedOrderMapper.instantOrNull(row, 14),
                WatchedOrderMapper.instantOrNull(row, 18));
    }

    private static AlertState alarms(Row row) {
        return new AlertState(
                WatchedOrderMapper.instantOrNull(row, 15),
                row.getBoolean(16),
                row.getBoolean(17),
                AlertState.Ticket.NONE);
    }
}
