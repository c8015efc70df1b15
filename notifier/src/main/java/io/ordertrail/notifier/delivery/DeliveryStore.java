package io.ordertrail.notifier.delivery;

import io.ordertrail.domain.ShopId;
import io.ordertrail.notifier.delivery.DeliveryView.AttemptView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deliveries as they are looked at. */
@ApplicationScoped
class DeliveryStore {

    private static final String COLUMNS = """
            d.id, d.subscription_id, d.message_id, m.type, m.order_id, d.target, d.state, d.attempts, d.due_at,
            d.last_code, d.last_answer, d.created_at, d.ended_at""";

    private static final String LIST = """
            select %s from delivery d join message m on m.id = d.message_id
             where d.subscription_id = $1 and d.id < $2 and ($3::text is null or d.state = $3)
             order by d.id desc limit $4""".formatted(COLUMNS);

    private static final String ONE = """
            select %s, m.body, s.shop from delivery d
              join message m on m.id = d.message_id
              join subscription s on s.id = d.subscription_id
             where d.id = $1""".formatted(COLUMNS);

    private static final String ATTEMPTS = """
            select number, started_at, millis, verdict, code, answer from attempt
             where delivery_id = $1 order by number""";

    private final Pool pool;

    DeliveryStore(Pool pool) {
        this.pool = pool;
    }

    /** A delivery with its attempts, and whose it is. */
    record Found(DeliveryView delivery, @Nullable ShopId shop) {}

    /** Of that subscription, the newest first, from before that one. */
    Uni<List<DeliveryView>> list(String subscription, long before, Optional<String> state, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(subscription, before, state.orElse(null), limit))
                .map(rows -> {
                    List<DeliveryView> all = new ArrayList<>();
                    rows.forEach(row -> all.add(view(row, null, null)));
                    return all;
                });
    }

    Uni<Optional<Found>> find(long id) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(id))
                .flatMap(rows -> rows.iterator().hasNext()
                        ? attempts(id)
                                .map(history ->
                                        Optional.of(found(rows.iterator().next(), history)))
                        : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<List<AttemptView>> attempts(long id) {
        return pool.preparedQuery(ATTEMPTS).execute(Tuple.of(id)).map(rows -> {
            List<AttemptView> all = new ArrayList<>();
            rows.forEach(row -> all.add(new AttemptView(
                    row.getInteger("number"),
                    row.getOffsetDateTime("started_at").toInstant(),
                    row.getInteger("millis"),
                    row.getString("verdict"),
                    row.getInteger("code"),
                    row.getString("answer"))));
            return all;
        });
    }

    private static Found found(Row row, List<AttemptView> history) {
        String shop = row.getString("shop");
        return new Found(view(row, row.getString("body"), history), shop == null ? null : new ShopId(shop));
    }

    private static DeliveryView view(Row row, @Nullable String body, @Nullable List<AttemptView> history) {
        OffsetDateTime ended = row.getOffsetDateTime("ended_at");
        Instant due = row.getOffsetDateTime("due_at").toInstant();
        return new DeliveryView(
                DeliveryView.publicId(row.getLong("id")),
                row.getString("subscription_id"),
                row.getString("message_id"),
                row.getString("type"),
                row.getLong("order_id"),
                row.getString("target"),
                row.getString("state"),
                row.getInteger("attempts"),
                ended == null ? due : null,
                row.getInteger("last_code"),
                row.getString("last_answer"),
                row.getOffsetDateTime("created_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                body,
                history);
    }
}
