package io.ordertrail.poller.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.EventJson;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.poller.change.AlertState;
import io.ordertrail.poller.change.AlertState.Ticket;
import io.ordertrail.poller.change.OrderTerms;
import io.ordertrail.poller.change.PublishedState;
import io.ordertrail.poller.change.WatchedOrder;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code watched_order} as a value. Thread-safe. */
final class WatchedOrderMapper {

    static final String COLUMNS = """
            order_id, child, topic_partition, panel, panel_order_id, kind, order_ref, quantity,
            run_quantity, accepted_at, warranty_days, revision, version, status, panel_status, start_count, remains, charge, currency, leftover,
            fingerprint, started_at, changed_at, progress_published_at, denied_since, denied_published, stuck_published, ticket,
            watch_until, trace""";

    private final ObjectMapper json = EventJson.mapper();

    WatchedOrder state(Row row) {
        return new WatchedOrder(purchase(row), shown(row), alarms(row), row.getInteger("version"));
    }

    private OrderTerms purchase(Row row) {
        return new OrderTerms(
                ref(row.getString("order_ref")),
                row.getInteger("child"),
                row.getShort("topic_partition"),
                new PanelOrderId(row.getString("panel_order_id")),
                OrderKind.valueOf(row.getString("kind")),
                row.getLong("quantity"),
                row.getLong("run_quantity"),
                instant(row, "accepted_at"),
                row.getInteger("warranty_days"),
                row.getString("trace"));
    }

    private static PublishedState shown(Row row) {
        BigDecimal charge = row.getBigDecimal("charge");
        return new PublishedState(
                status(row.getString("status")),
                row.getString("panel_status"),
                row.getLong("start_count"),
                row.getLong("remains"),
                charge == null ? null : new Money(charge, row.getString("currency")),
                row.getBigDecimal("leftover"),
                row.getLong("fingerprint"),
                instantOrNull(row, "started_at"),
                instant(row, "changed_at"),
                instantOrNull(row, "progress_published_at"),
                instantOrNull(row, "watch_until"));
    }

    private static AlertState alarms(Row row) {
        return new AlertState(
                instantOrNull(row, "denied_since"),
                row.getBoolean("denied_published"),
                row.getBoolean("stuck_published"),
                Ticket.valueOf(row.getString("ticket")));
    }

    String text(OrderRef order) {
        try {
            return json.writeValueAsString(order);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write order " + order.id(), e);
        }
    }

    static @Nullable OrderStatus status(@Nullable String name) {
        return name == null ? null : OrderStatus.valueOf(name);
    }

    static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    static @Nullable Instant instantOrNull(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    static @Nullable Instant instantOrNull(Row row, int column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private OrderRef ref(String text) {
        try {
            return json.readValue(text, OrderRef.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read order_ref of watched_order: " + e.getOriginalMessage(), e);
        }
    }
}
