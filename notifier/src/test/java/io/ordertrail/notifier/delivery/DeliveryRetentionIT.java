package io.ordertrail.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.notifier.MailServer;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is old goes, and nothing else. All times are to come, so that the service's own upkeep leaves these rows alone. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "notifier"))
@WithTestResource(KafkaResource.class)
@WithTestResource(MailServer.class)
class DeliveryRetentionIT {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant LIMIT = Instant.now().plus(DAY.multipliedBy(100));
    private static final Instant OLD = LIMIT.minus(DAY);
    private static final Instant YOUNG = LIMIT.plus(DAY);

    private final String run = UUID.randomUUID().toString();

    @Inject
    DeliveryRetention retention;

    @Inject
    Pool pool;

    @Test
    void what_ended_long_ago_goes_with_its_attempts_and_its_message() {
        message("a", OLD);
        long delivered = delivery("a", "one", "delivered", OLD);
        long dead = delivery("a", "two", "dead", OLD);

        apply();

        assertThat(messages()).isEmpty();
        assertThat(exists(delivered)).isFalse();
        assertThat(exists(dead)).isFalse();
        assertThat(attempts(delivered) + attempts(dead)).isZero();
    }

    @Test
    void what_is_open_stays_however_old_it_is() {
        message("a", OLD);
        long waiting = delivery("a", "one", "waiting", null);
        long sending = delivery("a", "two", "sending", null);
        long ended = delivery("a", "three", "delivered", OLD);

        apply();

        assertThat(messages()).containsExactly("a");
        assertThat(exists(waiting)).isTrue();
        assertThat(exists(sending)).isTrue();
        assertThat(attempts(waiting)).isOne();
        assertThat(exists(ended)).isFalse();
    }

    @Test
    void what_ended_lately_stays_though_it_began_long_ago() {
        message("a", OLD);
        long ended = delivery("a", "one", "dead", YOUNG);

        apply();

        assertThat(messages()).containsExactly("a");
        assertThat(exists(ended)).isTrue();
        assertThat(attempts(ended)).isOne();
    }

    @Test
    void what_went_to_nobody_can_be_replayed_until_it_is_old() {
        message("old", OLD);
        message("young", YOUNG);

        apply();

        assertThat(messages()).containsExactly("young");
    }

    @Test
    void many_are_deleted_a_part_at_a_time_until_none_is_left() {
        execute("""
                insert into message (id, type, tags, occurred_at, created_at, body)
                select $1 || n, 'x', '{}', $2, $2, '{}' from generate_series(1, 12000) n""", Tuple.of(run, utc(OLD)));
        execute("""
                insert into delivery (subscription_id, message_id, state, due_at, created_at, ended_at)
                select 'one', $1 || n, 'delivered', $2, $2, $2 from generate_series(1, 12000) n""", Tuple.of(run, utc(OLD)));
        message("young", YOUNG);

        apply();

        assertThat(messages()).containsExactly("young");
    }

    private void apply() {
        retention.apply(LIMIT).await().atMost(Duration.ofMinutes(1));
    }

    private void message(String id, Instant created) {
        execute(
                "insert into message (id, type, tags, occurred_at, created_at, body) values ($1, 'x', '{}', $2, $2, '{}')",
                Tuple.of(run + id, utc(created)));
    }

    /** With one attempt. */
    private long delivery(String message, String subscription, String state, @Nullable Instant ended) {
        long id = one(
                """
                insert into delivery (subscription_id, message_id, state, due_at, created_at, ended_at)
                values ($1, $2, $3, $4, $5, $6) returning id""",
                Tuple.of(subscription, run + message, state, utc(YOUNG), utc(OLD), ended == null ? null : utc(ended)));
        execute(
                "insert into attempt (delivery_id, number, started_at, millis, verdict, answer) values ($1, 1, $2, 1, 'failed', '')",
                Tuple.of(id, utc(OLD)));
        return id;
    }

    private boolean exists(long delivery) {
        return one("select count(*) from delivery where id = $1", Tuple.of(delivery)) == 1;
    }

    private long attempts(long delivery) {
        return one("select count(*) from attempt where delivery_id = $1", Tuple.of(delivery));
    }

    /** The messages of this test that are left. */
    private List<String> messages() {
        return pool.preparedQuery(
                        "select substr(id, length($1) + 1) from message where starts_with(id, $1) order by id")
                .execute(Tuple.of(run))
                .map(rows -> {
                    List<String> ids = new ArrayList<>();
                    rows.forEach(row -> ids.add(row.getString(0)));
                    return ids;
                })
                .await()
                .atMost(Duration.ofMinutes(1));
    }

    private long one(String query, Tuple values) {
        return pool.preparedQuery(query)
                .execute(values)
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(Duration.ofMinutes(1));
    }

    private void execute(String statement, Tuple values) {
        pool.preparedQuery(statement).execute(values).replaceWithVoid().await().atMost(Duration.ofMinutes(1));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
