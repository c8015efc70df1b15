package io.ordertrail.refill.storage;

import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.PanelsConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Limits the calls to each panel over all replicas by a row of the database: a token bucket that fills evenly, up to a
 * burst. Refills are rare and a round of calls is one statement here, so the database is no bottleneck. Thread-safe.
 */
public final class SharedCallBudget {

    private static final String BEGIN = """
            insert into call_budget (panel, saved, as_of) values ($1, $2, $3) on conflict do nothing
            """;

    private static final String TAKE = """
            with earned as (
                select panel,
                       least(cast($2 as double precision),
                             saved + greatest(0, cast(extract(epoch from cast($3 as timestamptz) - as_of) as double precision))
                                     * cast($4 as double precision)) as saved
                from call_budget where panel = $1 for update
            ), granted as (
                select panel, saved, least(floor(saved), cast($5 as double precision)) as calls from earned
            )
            update call_budget as b set saved = g.saved - g.calls, as_of = greatest(b.as_of, cast($3 as timestamptz))
            from granted g where b.panel = g.panel
            returning cast(g.calls as integer)
            """;

    private final Pool pool;
    private final Map<PanelName, Double> callsPerSecond;
    private final Duration burst;

    /**
     * Keeps the budget in that database.
     *
     * @param callsPerSecond by panel, over all replicas
     * @param burst how long calls are saved; one call is always saved
     */
    public SharedCallBudget(Pool pool, Map<PanelName, Double> callsPerSecond, Duration burst) {
        this.pool = pool;
        this.callsPerSecond = Map.copyOf(callsPerSecond);
        this.burst = burst;
    }

    /** Creates a budget of {@code requests-per-second} for every panel. */
    public static SharedCallBudget of(Pool pool, PanelsConfig panels, Duration burst) {
        Map<PanelName, Double> callsPerSecond = new HashMap<>();
        panels.panels().forEach((name, panel) -> callsPerSecond.put(new PanelName(name), panel.requestsPerSecond()));
        return new SharedCallBudget(pool, callsPerSecond, burst);
    }

    /**
     * Returns how many calls may be made now, from 0 to {@code wanted}; these are spent.
     *
     * @throws NullPointerException if the panel has no budget
     */
    public Uni<Integer> take(PanelName panel, int wanted, Instant now) {
        double rate = Objects.requireNonNull(callsPerSecond.get(panel), () -> "no budget for " + panel);
        double most = Math.max(1, rate * burst.toMillis() / 1000);
        return granted(panel, wanted, now, rate, most)
                .chain(granted -> granted.map(Uni.createFrom()::item)
                        .orElseGet(() -> begin(panel, now, most)
                                .chain(() -> granted(panel, wanted, now, rate, most))
                                .map(Optional::orElseThrow)));
    }

    private Uni<Optional<Integer>> granted(PanelName panel, int wanted, Instant now, double rate, double most) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(panel.value(), most, now.atOffset(ZoneOffset.UTC), rate, (double) wanted))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(row -> row.getInteger(0)));
    }

    private Uni<Void> begin(PanelName panel, Instant now, double saved) {
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(panel.value(), saved, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
