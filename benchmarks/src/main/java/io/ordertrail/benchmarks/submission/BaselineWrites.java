package io.ordertrail.benchmarks.submission;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The writes that make an order durable, without anything else: stored with its event; claimed; accepted with its event;
 * both events taken out of the outbox; both in the history. Each step is a transaction, for many orders at once as
 * order-intake does it, and several connections do so side by side. The statements are those of order-intake.
 */
final class BaselineWrites {

    /** As many as a lane has under way at once. */
    private static final int BATCH = 32;

    private static final int CONNECTIONS = 5;

    private static final String PLACE = """
            insert into orders (id, source, reference, panel, service, link, request, state, revision, due_at,
                                received_at, updated_at)
            select nextval('order_id'), 'bare', n.reference, ?, '1', n.link, n.request, 'RECEIVED', 1, now(), now(), now()
              from unnest(?::text[], ?::text[], ?::text[]) as n(reference, link, request)
            on conflict (source, reference) do nothing
            """;

    private static final String CLAIM = """
            with due as (
                select id from orders
                 where panel = ? and state in ('RECEIVED', 'WAITING') and due_at <= now()
                 order by due_at, id
                 limit %d
                   for no key update skip locked
            )
            update orders o
               set state = 'SUBMITTING', fence = o.fence + 1, attempts = o.attempts + 1,
                   lease_until = now() + interval '30 s', submitted_at = now(), updated_at = now()
              from due
             where o.id = due.id
            """.formatted(BATCH);

    private static final String ACCEPT = """
            update orders o
               set state = 'ACCEPTED', panel_order_id = o.id::text, revision = o.revision + 1, lease_until = null,
                   updated_at = now(), charge = 0.09, accepted_at = now()
             where o.panel = ? and o.state = 'SUBMITTING'
            """;

    private static final String APPEND = """
            insert into outbox (topic, key, event_id, headers, value)
            select 'orders.submissions', key, key, headers, value
              from unnest(?::text[], ?::text[], ?::text[]) as event(key, headers, value)
            returning id
            """;

    private static final String PUBLISHED = "delete from outbox where id = any(?)";

    private static final String KEEP = """
            insert into order_event (order_id, event_id, topic, type, revision, observed_at, data)
            select id, event || '/' || id, 'orders.submissions', event, 1, now(), data
              from unnest(?::bigint[], ?::text[]) as n(id, data), unnest(array['received', 'accepted']) as event
            on conflict do nothing
            """;

    private final SubmissionStack stack;

    BaselineWrites(SubmissionStack stack) {
        this.stack = stack;
    }

    double perSecond(int orders) throws Exception {
        int each = orders / CONNECTIONS / BATCH * BATCH;
        long began = System.nanoTime();
        try (ExecutorService loops = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                String panel = "bare-" + i;
                work.add(() -> loop(panel, each));
            }
            for (Future<Void> loop : loops.invokeAll(work)) {
                loop.get();
            }
        }
        return each * CONNECTIONS / ((System.nanoTime() - began) / 1e9);
    }

    private Void loop(String panel, int orders) throws SQLException {
        try (Connection connection = stack.connect();
                PreparedStatement place = connection.prepareStatement(PLACE);
                PreparedStatement claim = connection.prepareStatement(CLAIM);
                PreparedStatement accept = connection.prepareStatement(ACCEPT);
                PreparedStatement append = connection.prepareStatement(APPEND);
                PreparedStatement published = connection.prepareStatement(PUBLISHED);
                PreparedStatement keep = connection.prepareStatement(KEEP)) {
            connection.setAutoCommit(false);
            for (int order = 0; order < orders; order += BATCH) {
                int first = order;
                execute(
                        place,
                        panel,
                        texts(connection, i -> panel + "-" + (first + i)),
                        texts(connection, i -> "https://example.org/bare/" + panel + (first + i)),
                        texts(connection, i -> Shop.request(first + i, panel)));
                Array keys = texts(connection, i -> Integer.toString(first + i));
                Array headers = texts(connection, i -> HEADERS.formatted(first + i, first + i));
                Array events = texts(connection, i -> EVENT.formatted(first + i, first + i, first + i));
                List<Long> unpublished = append(append, keys, headers, events);
                connection.commit();
                execute(claim, panel);
                connection.commit();
                execute(accept, panel);
                unpublished.addAll(append(append, keys, headers, events));
                connection.commit();
                execute(published, connection.createArrayOf("bigint", unpublished.toArray()));
                connection.commit();
                Long[] ids = IntStream.range(0, BATCH)
                        .mapToObj(i -> -1L - first - i - 10_000_000L * panel.charAt(5))
                        .toArray(Long[]::new);
                execute(keep, connection.createArrayOf("bigint", ids), events);
                connection.commit();
            }
        }
        return null;
    }

    private static Array texts(Connection connection, IntFunction<String> text) throws SQLException {
        return connection.createArrayOf(
                "text", IntStream.range(0, BATCH).mapToObj(text).toArray(String[]::new));
    }

    private static List<Long> append(PreparedStatement statement, Object... values) throws SQLException {
        set(statement, values);
        List<Long> ids = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private static void execute(PreparedStatement statement, Object... values) throws SQLException {
        set(statement, values);
        statement.executeUpdate();
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** As long as those of an order. */
    private static final String HEADERS = """
            {"ce_specversion":"1.0","ce_id":"orders.submissions/%d/1","ce_source":"order-intake","ce_type":"order.accepted",\
            "ce_time":"2026-11-20T12:00:00.123456Z","ce_subject":"%d","content-type":"application/json"}""";

    private static final String EVENT = """
            {"order":{"id":%d,"source":"benchmark","reference":"%d","panel":"smmnew","panelOrderId":"1234567","service":"1",\
            "tags":[]},"revision":2,"observedAt":"2026-11-20T12:00:00.123456Z","content":{"service":"1",\
            "link":"https://example.org/submission/%d","quantity":100},"kind":"NORMAL","terms":{"name":"Instagram Followers \
            [R30] [Max 100K]","type":"Default","rate":{"amount":"0.90","currency":"USD"},"refill":true,"cancel":true}}""";
}
