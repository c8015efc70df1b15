package io.ordertrail.intake.catalogue;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.panel.ServiceListing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The tables {@code service} and {@code panel_state}. */
@Singleton
class CatalogueRepository {

    /** One replica wins; the others find the time of the last try too young. */
    private static final String CLAIM_TRY = """
            insert into panel_state (panel, catalogue_tried_at) values ($1, $2)
            on conflict (panel) do update set catalogue_tried_at = $2
             where panel_state.catalogue_tried_at is null
                or panel_state.catalogue_tried_at <= $3
                or (panel_state.catalogue_at is null and panel_state.catalogue_tried_at <= $4)
            returning panel
            """;

    private static final String SAVE = """
            insert into service (panel, id, name, type, category, rate, currency, minimum, maximum, drip_feed, refill,
                                 cancel, gone_at)
            select $1, n.*, null
              from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::numeric[], $7::text[], $8::bigint[],
                          $9::bigint[], $10::bool[], $11::bool[], $12::bool[]) as n
            on conflict (panel, id) do update
               set name = excluded.name, type = excluded.type, category = excluded.category, rate = excluded.rate,
                   currency = excluded.currency, minimum = excluded.minimum, maximum = excluded.maximum,
                   drip_feed = excluded.drip_feed, refill = excluded.refill, cancel = excluded.cancel, gone_at = null
            """;

    private static final String MARK_GONE =
            "update service set gone_at = $3 where panel = $1 and gone_at is null and id <> all($2::text[])";

    /** Whether this replica may fetch the panel's list now. */
    Uni<Boolean> claimTry(SqlClient sql, PanelName panel, Instant now, Duration interval, Duration retry) {
        return sql.preparedQuery(CLAIM_TRY)
                .execute(Tuple.of(
                        panel.value(),
                        OrderRowMapper.at(now),
                        OrderRowMapper.at(now.minus(interval)),
                        OrderRowMapper.at(now.minus(retry))))
                .map(rows -> rows.size() > 0);
    }

    /** When the panel's list was last read, or empty if it never was. */
    Uni<Optional<Instant>> readAt(SqlClient sql, PanelName panel) {
        return sql.preparedQuery("select catalogue_at from panel_state where panel = $1")
                .execute(Tuple.of(panel.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getOffsetDateTime("catalogue_at"))
                        .filter(Objects::nonNull)
                        .map(OffsetDateTime::toInstant)
                        .findFirst());
    }

    /** What the panel sells, as last stored. */
    Uni<List<ServiceListing>> load(SqlClient sql, PanelName panel) {
        return sql.preparedQuery("select * from service where panel = $1 and gone_at is null")
                .execute(Tuple.of(panel.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(CatalogueRepository::listing)
                        .toList());
    }

    /** What the panel sold once. */
    Uni<Set<ServiceId>> gone(SqlClient sql, PanelName panel) {
        return sql.preparedQuery("select id from service where panel = $1 and gone_at is not null")
                .execute(Tuple.of(panel.value()))
                .map(rows -> {
                    Set<ServiceId> ids = new HashSet<>();
                    rows.forEach(row -> ids.add(new ServiceId(row.getString("id"))));
                    return ids;
                });
    }

    /** Stores the list, and marks as gone what is not in it. */
    Uni<Void> save(SqlClient sql, PanelName panel, Collection<ServiceListing> services, Instant now) {
        List<ServiceListing> list = List.copyOf(services);
        Tuple values = Tuple.of(panel.value());
        values.addArrayOfString(texts(list, service -> service.id().value()));
        values.addArrayOfString(texts(list, ServiceListing::name));
        values.addArrayOfString(texts(list, ServiceListing::type));
        values.addArrayOfString(texts(list, ServiceListing::category));
        values.addValue(list.stream().map(service -> service.rate().amount()).toArray(BigDecimal[]::new));
        values.addArrayOfString(texts(list, service -> service.rate().currency()));
        values.addArrayOfLong(list.stream().map(ServiceListing::minimum).toArray(Long[]::new));
        values.addArrayOfLong(list.stream().map(ServiceListing::maximum).toArray(Long[]::new));
        values.addArrayOfBoolean(list.stream().map(ServiceListing::dripFeed).toArray(Boolean[]::new));
        values.addArrayOfBoolean(list.stream().map(ServiceListing::refill).toArray(Boolean[]::new));
        values.addArrayOfBoolean(list.stream().map(ServiceListing::cancel).toArray(Boolean[]::new));
        return sql.preparedQuery(SAVE)
                .execute(values)
                .chain(() -> sql.preparedQuery(MARK_GONE)
                        .execute(Tuple.of(
                                panel.value(),
                                texts(list, service -> service.id().value()),
                                OrderRowMapper.at(now))))
                .chain(() -> sql.preparedQuery("update panel_state set catalogue_at = $2 where panel = $1")
                        .execute(Tuple.of(panel.value(), OrderRowMapper.at(now))))
                .replaceWithVoid();
    }

    private static String[] texts(List<ServiceListing> list, Function<ServiceListing, String> text) {
        return list.stream().map(text).toArray(String[]::new);
    }

    private static ServiceListing listing(Row row) {
        return new ServiceListing(
                new ServiceId(row.getString("id")),
                row.getString("name"),
                row.getString("type"),
                row.getString("category"),
                new Money(row.getBigDecimal("rate"), row.getString("currency")),
                row.getLong("minimum"),
                row.getLong("maximum"),
                row.getBoolean("drip_feed"),
                row.getBoolean("refill"),
                row.getBoolean("cancel"),
                "");
    }
}
