package io.ordertrail.refill.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.domain.PanelName;
import io.ordertrail.refill.lifecycle.RefillState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Gauges of open refills by state, counted in the database every few seconds, so that all replicas agree. */
public final class OpenRefills {

    private static final Logger LOG = Logger.getLogger(OpenRefills.class);
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final List<RefillState> OPEN =
            Arrays.stream(RefillState.values()).filter(RefillState::isOpen).toList();

    private static final String COUNT = """
            select panel, state, count(*) as refills from refill where ended_at is null group by panel, state
            """;

    private final Pool pool;
    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    /** Registers the gauges of these panels. */
    public OpenRefills(Pool pool, MeterRegistry registry, Collection<PanelName> panels) {
        this.pool = pool;
        panels.forEach(panel -> OPEN.forEach(state -> Gauge.builder(
                        "ordertrail.refill.open", () -> counts.getOrDefault(key(panel.value(), state.name()), 0L))
                .description("Open refills, by state")
                .tag("panel", panel.value())
                .tag("state", state.name().toLowerCase(Locale.ROOT))
                .register(registry)));
    }

    /** Starts to count. */
    public Cancellable start() {
        return Multi.createFrom()
                .ticks()
                .every(INTERVAL)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> count())
                .subscribe()
                .with(_ -> {}, failure -> LOG.error("The count of open refills has stopped", failure));
    }

    private Uni<Void> count() {
        return pool.query(COUNT)
                .execute()
                .invoke(rows -> {
                    counts.clear();
                    rows.forEach(row ->
                            counts.put(key(row.getString("panel"), row.getString("state")), row.getLong("refills")));
                })
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debug("Could not count open refills", failure))
                .onFailure()
                .recoverWithNull();
    }

    private static String key(String panel, String state) {
        return panel + "/" + state;
    }
}
