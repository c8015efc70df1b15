package io.ordertrail.benchmarks.model.refill;

import io.ordertrail.refill.ingest.OrderEventRules;
import io.ordertrail.refill.lifecycle.DueRefillRules;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillPolicy;
import io.ordertrail.refill.policy.RefillSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The decision classes of refill-manager under settings that are small multiples of one unit of time. What matters is their
 * order: the lease is longer than the window and the timeout; the cool-down is shorter than the lease, which is worse than any
 * sensible setting.
 */
final class RefillRules {

    /** How long a claim may be sent. */
    static final Duration WINDOW = Book.UNIT;

    /** Units after which a refill is given up. */
    static final int SETTLE = 3;

    /** The same for a panel that does not know its refills: long enough to be asked five times. */
    static final int LONG_SETTLE = 6;

    /** The window, the timeout, and a reserve. */
    private static final Duration LEASE = Book.UNIT.multipliedBy(3);

    private final RefillPolicies policies =
            RefillPolicies.of(settings(), Set.of("plain", "refusing", "short", "forgetting"));

    final DueRefillRules due = new DueRefillRules(policies, LEASE);
    final OrderEventRules events = new OrderEventRules(policies);

    RefillPolicy policy(RefillWorld world) {
        var ref = Book.ref(world);
        return policies.of(ref.panel(), ref.service());
    }

    private static RefillSettings settings() {
        Map<String, String> settings = Map.ofEntries(
                Map.entry("ordertrail.refill.cool-down", units(1)),
                Map.entry("ordertrail.refill.settle-within", units(SETTLE)),
                Map.entry("ordertrail.refill.panels.forgetting.settle-within", units(LONG_SETTLE)),
                Map.entry("ordertrail.refill.follow.soonest", units(1)),
                Map.entry("ordertrail.refill.follow.latest", units(1)),
                Map.entry("ordertrail.refill.doubt.after", units(1)),
                Map.entry("ordertrail.refill.retry.limit", "2"),
                Map.entry("ordertrail.refill.retry.first", units(1)),
                Map.entry("ordertrail.refill.retry.longest", units(1)),
                Map.entry("ordertrail.refill.drops.in-a-row", "1"),
                Map.entry("ordertrail.refill.panels.refusing.doubt.ask-again", "true"));
        return new SmallRyeConfigBuilder()
                .withMapping(RefillSettings.class)
                .withSources(new PropertiesConfigSource(settings, "model", 500))
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(RefillSettings.class);
    }

    private static String units(int count) {
        return Book.UNIT.multipliedBy(count).toHours() + "h";
    }
}
