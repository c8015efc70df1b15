package io.ordertrail.notifier.delivery;

import io.ordertrail.notifier.message.MessageRows;
import io.ordertrail.notifier.subscription.Subscription;
import io.ordertrail.notifier.subscription.SubscriptionCache.SubscriptionSnapshot;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes what is due, for the time of a lease, so that no other replica has it. */
@ApplicationScoped
class DeliveryClaims {

    /**
     * Hops through {@code delivery_open} from one endpoint to the next, so a hundred thousand waiting deliveries of a
     * dead endpoint cost as much as one.
     */
    private static final String DUE = """
            with recursive open (subscription_id, due_at) as (
                (select subscription_id, due_at from delivery
                  where state in ('waiting', 'sending') order by subscription_id, due_at limit 1)
                union all
                (select next.subscription_id, next.due_at
                   from open cross join lateral (
                        select d.subscription_id, d.due_at from delivery d
                         where d.state in ('waiting', 'sending') and d.subscription_id > open.subscription_id
                         order by d.subscription_id, d.due_at limit 1) next))
            select subscription_id from open where due_at <= $1""";

    /**
     * For each endpoint at most as many as it has room for. Rows that another replica is claiming are skipped, not
     * waited for. Both states are due by due_at: one waits, or its lease has ended. One that belongs to an order is only
     * taken when no earlier one of that order is open.
     */
    private static final String CLAIM = """
            with due as materialized (
                select d.id
                  from unnest($1::text[], $2::int[]) as lane (subscription_id, room)
                 cross join lateral (
                       select c.id from delivery c
                        where c.subscription_id = lane.subscription_id
                          and c.state in ('waiting', 'sending') and c.due_at <= $3
                          and (c.order_id is null or not exists (
                               select from delivery earlier
                                where earlier.subscription_id = c.subscription_id and earlier.order_id = c.order_id
                                  and earlier.id < c.id and earlier.state in ('waiting', 'sending')))
                        order by c.due_at, c.id
                        limit lane.room
                          for update of c skip locked) d),
            claimed as (
                update delivery d set state = 'sending', fence = d.fence + 1, due_at = $4
                  from due where d.id = due.id
                returning d.id, d.fence, d.attempts, d.subscription_id, d.target, d.message_id, d.created_at)
            select c.id, c.fence, c.attempts, c.subscription_id, c.target, c.created_at, %s
              from claimed c join message m on m.id = c.message_id
             order by c.id""".formatted(MessageRows.COLUMNS);

    /** {@link DeliveryState.Trigger#ENDPOINT_DISABLED} for everything open of these. */
    private static final String END = """
            update delivery set state = 'dead', fence = fence + 1, ended_at = $2, due_at = $2,
                   last_answer = 'the endpoint is disabled'
             where subscription_id = any($1) and state in ('waiting', 'sending')
               and not exists (select from subscription s
                                where s.id = delivery.subscription_id and s.disabled_at is null)""";

    private final Pool pool;

    DeliveryClaims(Pool pool) {
        this.pool = pool;
    }

    /** The subscriptions of which something is due. */
    Uni<List<String>> due(Instant now) {
        return pool.preparedQuery(DUE).execute(Tuple.of(utc(now))).map(rows -> {
            List<String> due = new ArrayList<>();
            rows.forEach(row -> due.add(row.getString(0)));
            return due;
        });
    }

    /** Claims for each subscription at most so many, in the order of their ids. */
    Uni<List<ClaimedDelivery>> claim(
            Map<String, Integer> room, SubscriptionSnapshot edition, Instant now, Instant leaseUntil) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(
                        room.keySet().toArray(String[]::new),
                        room.values().toArray(Integer[]::new),
                        utc(now),
                        utc(leaseUntil)))
                .map(rows -> {
                    List<ClaimedDelivery> claimed = new ArrayList<>();
                    rows.forEach(row -> edition.find(row.getString("subscription_id"))
                            .ifPresent(subscription -> claimed.add(read(row, subscription, leaseUntil))));
                    return claimed;
                });
    }

    /** Ends what is open of subscriptions that get nothing any more. */
    Uni<Void> end(Set<String> subscriptions, Instant now) {
        return subscriptions.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(END)
                        .execute(Tuple.of(subscriptions.toArray(String[]::new), utc(now)))
                        .replaceWithVoid();
    }

    private static ClaimedDelivery read(Row row, Subscription subscription, Instant leaseUntil) {
        return new ClaimedDelivery(
                row.getLong("id"),
                row.getInteger("fence"),
                row.getInteger("attempts"),
                subscription,
                row.getString("target"),
                MessageRows.read(row),
                row.getOffsetDateTime("created_at").toInstant(),
                leaseUntil);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
