package io.ordertrail.notifier.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * What is past due, and what is left alone. Deliveries that wait for their next try are healthy, and those of an endpoint
 * that fails are its owner's business: past due counts neither.
 */
@Singleton
class BacklogMetrics {

    private static final String READ = """
            select (select count(*) from (select 1 from delivery d join subscription s on s.id = d.subscription_id
                                           where d.state in ('waiting', 'sending') and d.due_at < $1
                                             and s.failing_since is null limit 100000) as late) as past_due,
                   (select min(d.due_at) from delivery d join subscription s on s.id = d.subscription_id
                     where d.state in ('waiting', 'sending') and d.due_at < $1
                       and s.failing_since is null) as oldest,
                   (select count(*) from subscription where disabled_at is not null) as disabled,
                   (select count(*) from subscription where failing_since is not null and disabled_at is null)
                       as failing""";

    private record State(long pastDue, Duration oldest, long disabled, long failing) {}

    private final Pool pool;
    private final InstantSource clock;
    private volatile State state = new State(0, Duration.ZERO, 0, 0);

    BacklogMetrics(Pool pool, InstantSource clock, MeterRegistry registry, Dispatcher dispatcher) {
        this.pool = pool;
        this.clock = clock;
        Gauge.builder("ordertrail.delivery.past.due", () -> state.pastDue())
                .description("Deliveries past due at endpoints that do not fail")
                .register(registry);
        Gauge.builder("ordertrail.delivery.past.due.age", () -> state.oldest().toMillis() / 1000.0)
                .description("For how long the oldest of them is past due")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("ordertrail.endpoints.disabled", () -> state.disabled())
                .description("Subscriptions that get nothing, by their owner's or our doing")
                .register(registry);
        Gauge.builder("ordertrail.endpoints.failing", () -> state.failing())
                .description("Endpoints without a success since their first failure")
                .register(registry);
        Gauge.builder("ordertrail.endpoints.circuits.open", dispatcher, Dispatcher::openCircuits)
                .description("Endpoints that this replica leaves alone for a while because they fail")
                .register(registry);
    }

    Uni<Void> read() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(READ)
                .execute(Tuple.of(now))
                .invoke(rows -> state = state(rows.iterator().next(), now))
                .replaceWithVoid();
    }

    private static State state(Row row, OffsetDateTime now) {
        OffsetDateTime oldest = row.getOffsetDateTime("oldest");
        return new State(
                row.getLong("past_due"),
                oldest == null ? Duration.ZERO : Duration.between(oldest, now),
                row.getLong("disabled"),
                row.getLong("failing"));
    }
}
