package io.ordertrail.poller.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.poller.PollerSimulatorResource;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On rows that lie further back than those of any other test. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "poller"))
@WithTestResource(KafkaResource.class)
@WithTestResource(PollerSimulatorResource.class)
class RetentionIT {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final long FIRST = 5_000_000_000L;

    private static final String INSERT = """
            insert into watched_order (order_id, child, topic_partition, panel, panel_order_id, kind, order_ref, service,
                                       accepted_at, warranty_days, changed_at, watch_until)
            select n, $3, 99, 'smmnew', 'retention-' || n || '-' || $3, 'NORMAL', '{}', '1', $4, 0, $4, $5
            from generate_series($1::bigint, $2::bigint) as n
            """;

    @Inject
    Pool pool;

    @Inject
    Retention retention;

    @AfterEach
    void clear() {
        pool.preparedQuery("delete from watched_order where order_id >= $1")
                .execute(Tuple.of(FIRST))
                .await()
                .indefinitely();
    }

    @Test
    void an_order_goes_when_its_watch_ended_before_that() {
        insert(FIRST, 0, LONG_AGO.minus(DAY));
        insert(FIRST + 1, 0, LONG_AGO);
        insert(FIRST + 2, 0, null);

        long deleted = retention.apply(LONG_AGO).await().indefinitely();

        assertThat(deleted).isEqualTo(1);
        assertThat(rows()).containsExactly("1/0", "2/0");
    }

    @Test
    void an_order_goes_with_its_children_once_the_last_of_them_may() {
        insert(FIRST, 0, LONG_AGO.minus(DAY));
        insert(FIRST, 1, LONG_AGO.minus(DAY));
        insert(FIRST + 1, 0, LONG_AGO.minus(DAY));
        insert(FIRST + 1, 1, LONG_AGO.minus(DAY));
        insert(FIRST + 1, 2, LONG_AGO);
        insert(FIRST + 2, 0, LONG_AGO.minus(DAY));
        insert(FIRST + 2, 1, null);
        insert(FIRST + 3, 0, null);
        insert(FIRST + 3, 1, LONG_AGO.minus(DAY));

        long deleted = retention.apply(LONG_AGO).await().indefinitely();

        assertThat(deleted).isEqualTo(1);
        assertThat(rows()).containsExactly("1/0", "1/1", "1/2", "2/0", "2/1", "3/0", "3/1");
    }

    @Test
    void however_many_there_are_they_go_batch_by_batch_and_each_once_by_several_replicas() {
        int orders = 3 * Retention.AT_ONCE + 7;
        insert(FIRST, FIRST + orders - 1, 0, LONG_AGO.minus(DAY));

        List<Long> deleted = Uni.join()
                .all(retention.apply(LONG_AGO), retention.apply(LONG_AGO))
                .andFailFast()
                .await()
                .indefinitely();

        assertThat(deleted.stream().mapToLong(Long::longValue).sum()).isEqualTo(orders);
        assertThat(rows()).isEmpty();
    }

    @Test
    void what_is_being_written_is_passed_over_and_nobody_waits() {
        insert(FIRST, 0, LONG_AGO.minus(DAY));
        insert(FIRST + 1, 0, LONG_AGO.minus(DAY));

        long deleted = pool.withTransaction(writer -> writer.preparedQuery(
                                "select from watched_order where order_id = $1 for no key update")
                        .execute(Tuple.of(FIRST))
                        .chain(() -> retention.apply(LONG_AGO)))
                .await()
                .atMost(Duration.ofMinutes(1));

        assertThat(deleted).isEqualTo(1);
        assertThat(rows()).containsExactly("0/0");
    }

    private void insert(long order, int child, @Nullable Instant watchUntil) {
        insert(order, order, child, watchUntil);
    }

    private void insert(long from, long to, int child, @Nullable Instant watchUntil) {
        Tuple parameters = Tuple.tuple()
                .addLong(from)
                .addLong(to)
                .addInteger(child)
                .addOffsetDateTime(WatchedOrderMapper.time(LONG_AGO.minus(DAY)))
                .addOffsetDateTime(WatchedOrderMapper.time(watchUntil));
        pool.preparedQuery(INSERT).execute(parameters).await().indefinitely();
    }

    /** As order/child, the orders counted from the first. */
    private List<String> rows() {
        return pool
                .preparedQuery("select order_id - $1 || '/' || child as name from watched_order where order_id >= $1"
                        + " order by order_id, child")
                .execute(Tuple.of(FIRST))
                .await()
                .indefinitely()
                .stream()
                .map(row -> row.getString("name"))
                .toList();
    }
}
