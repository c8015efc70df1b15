package io.ordertrail.refill.work;

import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.Dialect;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.PanelsConfig.PanelConfig;
import io.ordertrail.refill.policy.RefillSettings.Work;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How long after the beginning of a claim its requests may be sent, for each panel. The last of them must be answered, or be
 * given up, before the lease ends:
 *
 * <pre>
 * claim          window closes                          lease ends
 * |-- all calls ------|-- connect-timeout, timeout -- reserve --|
 * </pre>
 *
 * Checked when the service starts. Immutable.
 */
public final class ClaimWindows {

    /**
     * The share of the lease that is reserved twice: for the commit before the first call, and for storing the answers after the
     * last. It also covers clocks that differ.
     */
    private static final int RESERVE = 20;

    private final Map<PanelName, Duration> windows = new HashMap<>();

    /**
     * Computes them.
     *
     * @throws IllegalArgumentException naming each panel whose calls do not fit into the lease, and what to set
     */
    public ClaimWindows(Work work, PanelsConfig config, Collection<? extends Panel> panels) {
        List<String> faults = new ArrayList<>();
        panels.forEach(panel -> {
            PanelConfig settings = Objects.requireNonNull(
                    config.panels().get(panel.name().value()), () -> "no settings of " + panel.name());
            Duration call = settings.connectTimeout().plus(settings.timeout());
            int calls = calls(work, panel.dialect());
            Duration allCalls = call.plus(settings.timeout().multipliedBy(calls - 1L));
            Duration needed = allCalls.multipliedBy(RESERVE).dividedBy(RESERVE - 2);
            if (work.lease().compareTo(needed) < 0) {
                faults.add(
                        "%s: %d calls with a timeout of %s need a lease of %s or more; set ordertrail.refill.work.lease=%ds, or less than %d for ordertrail.refill.work.single-batch, or a shorter ordertrail.panels.%s.timeout"
                                .formatted(
                                        panel.name(),
                                        calls,
                                        settings.timeout(),
                                        needed.truncatedTo(ChronoUnit.SECONDS),
                                        needed.plusMillis(999).toSeconds(),
                                        work.singleBatch(),
                                        panel.name()));
            }
            windows.put(
                    panel.name(), work.lease().minus(call).minus(work.lease().dividedBy(RESERVE)));
        });
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("ordertrail.refill.work.lease is %s, which is too short:\n  %s"
                    .formatted(work.lease(), String.join("\n  ", faults)));
        }
    }

    private static int calls(Work work, Dialect dialect) {
        return dialect.manyRefills() ? 1 : work.singleBatch();
    }

    /** Returns how long a claim at that panel may be sent. */
    Duration at(PanelName panel) {
        return Objects.requireNonNull(windows.get(panel), () -> "no window for " + panel);
    }
}
