package io.ordertrail.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordertrail.events.Contact;
import io.ordertrail.notifier.message.EventSubject;
import io.ordertrail.notifier.message.Message;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts messages and their deliveries into the database; what is there already stays as it is. */
@ApplicationScoped
public class MessageStore {

    /**
     * Deliveries are made only for messages that this very statement brought in: a repeated event changes nothing. Ids
     * are given in the order of the routes, so that the deliveries of one order have ids in the order of its events.
     */
    private static final String POST = """
            with posted as (
                insert into message (id, type, status, shop, panel, service, tags, order_id, subscription_id,
                                     occurred_at, created_at, body, contact_email, contact_callback, contact_language,
                                     traceparent)
                select m.id, m.type, m.status, m.shop, m.panel, m.service, string_to_array(m.tags, chr(31)),
                       m.order_id, m.subscription_id, m.occurred_at, $1, m.body, m.email, m.callback, m.language,
                       m.traceparent
                  from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                              $9::bigint[], $10::text[], $11::timestamptz[], $12::text[], $13::text[], $14::text[],
                              $15::text[], $16::text[])
                    as m (id, type, status, shop, panel, service, tags, order_id, subscription_id, occurred_at, body,
                          email, callback, language, traceparent)
                on conflict (id) do nothing
                returning id)
            insert into delivery (subscription_id, message_id, target, state, due_at, order_id, created_at)
            select r.subscription_id, r.message_id, r.target, 'waiting', r.due_at, r.order_id, $1
              from unnest($17::text[], $18::text[], $19::text[], $20::timestamptz[], $21::bigint[]) with ordinality
                as r (message_id, subscription_id, target, due_at, order_id, place)
              join posted on posted.id = r.message_id
             order by r.place
            on conflict do nothing
            returning subscription_id""";

    /** Deliveries of messages that are there already: the open, delivered and dead ones stay. */
    private static final String ROUTE = """
            insert into delivery (subscription_id, message_id, target, state, due_at, order_id, created_at)
            select r.subscription_id, r.message_id, r.target, 'waiting', r.due_at, r.order_id, $1
              from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::bigint[]) with ordinality
                as r (message_id, subscription_id, target, due_at, order_id, place)
             order by r.place
            on conflict do nothing""";

    /** What was posted: how many deliveries, and to whom. */
    public record Posted(int deliveries, Set<String> subscriptions) {}

    /** Within the caller's transaction; afterwards the dispatcher wants to be nudged. */
    public Uni<Posted> post(SqlConnection tx, List<Message> messages, List<PlannedDelivery> routes, Instant now) {
        return tx.preparedQuery(POST)
                .execute(Tuple.from(new Object[] {
                    utc(now),
                    texts(messages, Message::id),
                    texts(messages, m -> m.about().type()),
                    texts(messages, m -> m.about().status()),
                    texts(messages, m -> text(m.about().shop())),
                    texts(messages, m -> text(m.about().panel())),
                    texts(messages, m -> text(m.about().service())),
                    texts(messages, m -> String.join("\u001f", m.about().tags())),
                    messages.stream().map(m -> order(m.about())).toArray(Long[]::new),
                    texts(messages, m -> m.about().subscription()),
                    messages.stream().map(m -> utc(m.occurredAt())).toArray(OffsetDateTime[]::new),
                    texts(messages, m -> new String(m.body(), UTF_8)),
                    texts(messages, m -> contact(m, Contact::email)),
                    texts(messages, m -> contact(m, Contact::callback)),
                    texts(messages, m -> contact(m, Contact::language)),
                    texts(messages, Message::traceparent),
                    texts(routes, PlannedDelivery::message),
                    texts(routes, PlannedDelivery::subscription),
                    texts(routes, PlannedDelivery::target),
                    routes.stream().map(r -> utc(r.dueAt())).toArray(OffsetDateTime[]::new),
                    routes.stream().map(PlannedDelivery::order).toArray(Long[]::new)
                }))
                .map(rows -> {
                    Set<String> subscriptions = new HashSet<>();
                    rows.forEach(row -> subscriptions.add(row.getString(0)));
                    return new Posted(rows.rowCount(), subscriptions);
                });
    }

    /** Within the caller's transaction; how many deliveries are new. */
    public Uni<Integer> route(SqlConnection tx, List<PlannedDelivery> routes, Instant now) {
        return tx.preparedQuery(ROUTE)
                .execute(Tuple.from(new Object[] {
                    utc(now),
                    texts(routes, PlannedDelivery::message),
                    texts(routes, PlannedDelivery::subscription),
                    texts(routes, PlannedDelivery::target),
                    routes.stream().map(r -> utc(r.dueAt())).toArray(OffsetDateTime[]::new),
                    routes.stream().map(PlannedDelivery::order).toArray(Long[]::new)
                }))
                .map(rows -> rows.rowCount());
    }

    private static <T> String[] texts(List<T> all, Function<T, @Nullable String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable Long order(EventSubject about) {
        return about.order() == null ? null : about.order().value();
    }

    private static @Nullable String contact(Message message, Function<Contact, @Nullable String> part) {
        return message.contact() == null ? null : part.apply(message.contact());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
