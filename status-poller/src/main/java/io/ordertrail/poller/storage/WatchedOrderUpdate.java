package io.ordertrail.poller.storage;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.poller.change.WatchedOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Many rows in one statement. */
final class WatchedOrderUpdate {

    /** The version is checked though the rows are locked: what is not written fails the batch, and is asked for again. */
    private static final String UPDATE = """
            update watched_order as w set
                version = u.version,
                revision = case when w.child = 0 then u.revision else w.revision end,
                status = u.status, panel_status = u.panel_status, start_count = u.start_count, remains = u.remains,
                charge = u.charge::numeric, currency = u.currency, leftover = u.leftover::numeric,
                fingerprint = u.fingerprint, started_at = u.started_at, changed_at = u.changed_at,
                progress_published_at = u.progress_published_at, denied_since = u.denied_since, denied_published = u.denied_published,
                stuck_published = u.stuck_published, ticket = u.ticket, watch_until = u.watch_until
            from unnest($1::bigint[], $2::integer[], $3::integer[], $4::bigint[], $5::text[], $6::text[],
                        $7::bigint[], $8::bigint[], $9::text[], $10::text[], $11::text[], $12::bigint[],
                        $13::timestamptz[], $14::timestamptz[], $15::timestamptz[], $16::timestamptz[],
                        $17::boolean[], $18::boolean[], $19::text[], $20::timestamptz[])
                 as u (order_id, child, version, revision, status, panel_status, start_count, remains, charge,
                       currency, leftover, fingerprint, started_at, changed_at, progress_published_at, denied_since,
                       denied_published, stuck_published, ticket, watch_until)
            where w.order_id = u.order_id and w.child = u.child
                and w.version in (u.version, u.version - 1)
                and (w.child > 0 or w.revision <= u.revision)
            """;

    private WatchedOrderUpdate() {}

    static Uni<Void> execute(SqlConnection transaction, List<LockedRow> changed) {
        return transaction
                .preparedQuery(UPDATE)
                .execute(columns(changed))
                .invoke(result -> {
                    if (result.rowCount() != changed.size()) {
                        throw new IllegalStateException(
                                "%d of %d watched orders were written; another writer holds no lock"
                                        .formatted(result.rowCount(), changed.size()));
                    }
                })
                .replaceWithVoid();
    }

    private static Tuple columns(List<LockedRow> rows) {
        List<WatchedOrder> states = rows.stream().map(LockedRow::state).toList();
        return Tuple.tuple()
                .addArrayOfLong(SqlArrays.of(states, state -> state.id().value(), Long[]::new))
                .addArrayOfInteger(
                        SqlArrays.of(states, state -> state.purchase().child(), Integer[]::new))
                .addArrayOfInteger(SqlArrays.of(states, WatchedOrder::version, Integer[]::new))
                .addArrayOfLong(SqlArrays.of(rows, LockedRow::revision, Long[]::new))
                .addArrayOfString(
                        SqlArrays.of(states, state -> name(state.shown().status()), String[]::new))
                .addArrayOfString(SqlArrays.of(states, state -> state.shown().panelStatus(), String[]::new))
                .addArrayOfLong(SqlArrays.of(states, state -> state.shown().startCount(), Long[]::new))
                .addArrayOfLong(SqlArrays.of(states, state -> state.shown().remains(), Long[]::new))
                .addArrayOfString(SqlArrays.of(
                        states,
                        state -> state.shown().charge() == null
                                ? null
                                : plain(state.shown().charge().amount()),
                        String[]::new))
                .addArrayOfString(SqlArrays.of(
                        states,
                        state -> state.shown().charge() == null
                                ? null
                                : state.shown().charge().currency(),
                        String[]::new))
                .addArrayOfString(
                        SqlArrays.of(states, state -> plain(state.shown().leftover()), String[]::new))
                .addArrayOfLong(SqlArrays.of(states, state -> state.shown().fingerprint(), Long[]::new))
                .addArrayOfOffsetDateTime(SqlArrays.of(
                        states, state -> WatchedOrderMapper.time(state.shown().startedAt()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(SqlArrays.of(
                        states, state -> WatchedOrderMapper.time(state.shown().changedAt()), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(SqlArrays.of(
                        states,
                        state -> WatchedOrderMapper.time(state.shown().progressPublishedAt()),
                        OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(SqlArrays.of(
                        states, state -> WatchedOrderMapper.time(state.alarms().deniedSince()), OffsetDateTime[]::new))
                .addArrayOfBoolean(SqlArrays.of(states, state -> state.alarms().deniedPublished(), Boolean[]::new))
                .addArrayOfBoolean(SqlArrays.of(states, state -> state.alarms().stuckPublished(), Boolean[]::new))
                .addArrayOfString(
                        SqlArrays.of(states, state -> state.alarms().ticket().name(), String[]::new))
                .addArrayOfOffsetDateTime(SqlArrays.of(
                        states, state -> WatchedOrderMapper.time(state.shown().watchUntil()), OffsetDateTime[]::new));
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    private static @Nullable String name(@Nullable OrderStatus status) {
        return status == null ? null : status.name();
    }
}
