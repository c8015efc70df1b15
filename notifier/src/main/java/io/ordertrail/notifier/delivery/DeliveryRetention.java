package io.ordertrail.notifier.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Deletes what ended long ago, a few thousand rows at a time, so that nothing waits for it. */
@ApplicationScoped
class DeliveryRetention {

    private static final int AT_ONCE = 5000;

    private static final String DELIVERIES = """
            with old as (
                select id from delivery where ended_at < $1 order by ended_at limit $2 for update skip locked),
            deliveries as (delete from delivery using old where delivery.id = old.id returning delivery.id),
            attempts as (delete from attempt using old where attempt.delivery_id = old.id)
            select count(*) from deliveries""";

    private static final String MESSAGES = """
            delete from message where id in (
                select m.id from message m
                 where m.created_at < $1 and not exists (select from delivery d where d.message_id = m.id)
                 order by m.created_at limit $2)""";

    private final Pool pool;

    DeliveryRetention(Pool pool) {
        this.pool = pool;
    }

    /** Everything that ended before that time, and the messages that nothing needs any more. */
    Uni<Void> apply(Instant before) {
        return deliveries(utc(before)).chain(() -> messages(utc(before)));
    }

    private Uni<Void> deliveries(OffsetDateTime before) {
        return pool.preparedQuery(DELIVERIES)
                .execute(Tuple.of(before, AT_ONCE))
                .flatMap(rows -> rows.iterator().next().getLong(0) < AT_ONCE
                        ? Uni.createFrom().voidItem()
                        : deliveries(before));
    }

    private Uni<Void> messages(OffsetDateTime before) {
        return pool.preparedQuery(MESSAGES)
                .execute(Tuple.of(before, AT_ONCE))
                .flatMap(
                        result -> result.rowCount() < AT_ONCE ? Uni.createFrom().voidItem() : messages(before));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
