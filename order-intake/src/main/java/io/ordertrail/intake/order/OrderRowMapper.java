package io.ordertrail.intake.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.EventJson;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Maps rows to {@link Order}. */
public final class OrderRowMapper {

    /** The columns that {@link #order} reads, of a table or alias {@code o}. */
    public static final String COLUMNS = """
            o.id, o.source, o.request, o.state, o.revision, o.panel_order_id, o.fence, o.attempts, o.received_at,
            o.updated_at, o.submitted_at, o.message, o.cancel, o.panel_status, o.trace, o.cancel_attempts,
            o.cancel_asked_at, o.cancel_due_at, o.cancel_message, o.cancel_given_up_at, o.rate, o.charge, o.currency""";

    /** The statuses after which an order is over, as SQL: {@code ('COMPLETED', …)}. */
    public static final String OVER = Arrays.stream(OrderStatus.values())
            .filter(OrderStatus::isOver)
            .map(status -> "'" + status + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    private static final ObjectMapper JSON = EventJson.mapper();

    private OrderRowMapper() {}

    /** Returns the order in a row that has {@link #COLUMNS}. */
    public static Order order(Row row) {
        return new Order(
                new OrderId(row.getLong("id")),
                new ShopId(row.getString("source")),
                request(row.getString("request")),
                OrderState.valueOf(row.getString("state")),
                row.getLong("revision"),
                Optional.ofNullable(row.getString("panel_order_id"))
                        .map(PanelOrderId::new)
                        .orElse(null),
                row.getLong("fence"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                instant(row, "submitted_at"),
                row.getString("message"),
                cancel(row),
                row.getString("panel_status"),
                row.getString("trace"),
                rate(row),
                money(row.getBigDecimal("charge"), row));
    }

    /** Returns the rate at the claim, by the columns rate and currency; null for an order that was not claimed yet. */
    public static @Nullable Money rate(Row row) {
        return money(row.getBigDecimal("rate"), row);
    }

    private static @Nullable Money money(@Nullable BigDecimal amount, Row row) {
        String currency = row.getString("currency");
        return amount == null || currency == null ? null : new Money(amount, currency);
    }

    private static @Nullable Cancel cancel(Row row) {
        String status = row.getString("cancel");
        return status == null
                ? null
                : new Cancel(
                        Cancel.Status.valueOf(status),
                        row.getInteger("cancel_attempts"),
                        instant(row, "cancel_asked_at"),
                        instant(row, "cancel_due_at"),
                        row.getString("cancel_message"),
                        row.getOffsetDateTime("cancel_given_up_at") != null);
    }

    /** Returns the time in that column, or null. */
    public static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    /** Returns all of them, in the order of the rows. */
    public static List<Order> orders(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(OrderRowMapper::order)
                .toList();
    }

    /** Returns a request as canonical JSON: equal requests are equal texts. */
    public static String json(PlaceOrder request) {
        try {
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a time in the form that PostgreSQL's client takes. */
    public static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static PlaceOrder request(String json) {
        try {
            return JSON.readValue(json, PlaceOrder.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a stored order cannot be read", e);
        }
    }
}
