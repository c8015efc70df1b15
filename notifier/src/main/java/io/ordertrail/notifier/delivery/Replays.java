package io.ordertrail.notifier.delivery;

import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.message.MessageRows;
import io.ordertrail.notifier.subscription.Subscription;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends again what ended, and what was never sent: {@link DeliveryState.Trigger#REPLAYED}. */
@ApplicationScoped
class Replays {

    private static final int PAGE = 1000;

    /** The attempts begin again, so that it gets the whole schedule; their numbers go on, since the fence does. */
    private static final String AGAIN = """
            update delivery set state = 'waiting', due_at = $2, attempts = 0, ended_at = null
             where %s and state in ('delivered', 'dead')""";

    private static final String ONE = AGAIN.formatted("id = $1");
    private static final String FAILED =
            AGAIN.formatted("subscription_id = $1 and created_at >= $3 and state = 'dead'");
    private static final String OF_MESSAGES =
            AGAIN.formatted("subscription_id = $1 and message_id = any($3) and target is null");

    /** A page of what concerns a shop, or everything for operators, in the order in which it arrived. */
    private static final String MESSAGES = """
            select %s, m.created_at from message m
             where (m.created_at, m.id) > ($1, $2) and ($3::text is null or m.shop = $3)
             order by m.created_at, m.id limit $4""".formatted(MessageRows.COLUMNS);

    private final Pool pool;
    private final MessageStore posting;
    private final Dispatcher dispatcher;
    private final InstantSource clock;

    Replays(Pool pool, MessageStore posting, Dispatcher dispatcher, InstantSource clock) {
        this.pool = pool;
        this.posting = posting;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /** Whether it had ended; it is sent again then. */
    Uni<Boolean> one(long delivery, String subscription) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(delivery, now()))
                .map(result -> result.rowCount() > 0)
                .invoke(() -> dispatcher.nudge(List.of(subscription)));
    }

    /** All that failed of what arrived since then; how many there are. */
    Uni<Integer> failed(String subscription, Instant since) {
        return pool.preparedQuery(FAILED)
                .execute(Tuple.of(subscription, now(), utc(since)))
                .map(result -> result.rowCount())
                .invoke(() -> dispatcher.nudge(List.of(subscription)));
    }

    /**
     * Everything that arrived since then and that the subscription wants now, also what it was sent already and what
     * arrived while it was disabled or not yet there; how many deliveries that makes.
     */
    Uni<Integer> everything(Subscription subscription, Instant since) {
        return pool.withTransaction(tx -> pages(tx, subscription, since, "", 0))
                .invoke(() -> dispatcher.nudge(List.of(subscription.id())));
    }

    private record Page(List<Message> messages, Instant lastAt, String lastId) {}

    private Uni<Integer> pages(SqlConnection tx, Subscription subscription, Instant after, String id, int done) {
        return page(tx, subscription, after, id)
                .flatMap(page -> page.messages().isEmpty()
                        ? Uni.createFrom().item(done)
                        : again(tx, subscription, page.messages())
                                .flatMap(count -> pages(tx, subscription, page.lastAt(), page.lastId(), done + count)));
    }

    private Uni<Page> page(SqlConnection tx, Subscription subscription, Instant after, String id) {
        String shop = subscription.shop() == null ? null : subscription.shop().value();
        return tx.preparedQuery(MESSAGES)
                .execute(Tuple.of(utc(after), id, shop, PAGE))
                .map(rows -> {
                    List<Message> messages = new ArrayList<>();
                    Instant lastAt = after;
                    String lastId = id;
                    for (var row : rows) {
                        Message message = MessageRows.read(row);
                        messages.add(message);
                        lastAt = row.getOffsetDateTime("created_at").toInstant();
                        lastId = message.id();
                    }
                    return new Page(messages, lastAt, lastId);
                });
    }

    private Uni<Integer> again(SqlConnection tx, Subscription subscription, List<Message> page) {
        List<Message> wanted = page.stream()
                .filter(message -> subscription.wants(message.about()))
                .toList();
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        Instant now = clock.instant();
        String[] ids = wanted.stream().map(Message::id).toArray(String[]::new);
        List<PlannedDelivery> routes = wanted.stream()
                .map(message ->
                        new PlannedDelivery(message.id(), subscription.id(), null, now, order(subscription, message)))
                .toList();
        return tx.preparedQuery(OF_MESSAGES)
                .execute(Tuple.of(subscription.id(), utc(now), ids))
                .flatMap(again -> posting.route(tx, routes, now).map(fresh -> again.rowCount() + fresh));
    }

    private static @Nullable Long order(Subscription subscription, Message message) {
        return subscription.ordered() && message.about().order() != null
                ? message.about().order().value()
                : null;
    }

    private OffsetDateTime now() {
        return utc(clock.instant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
