package io.ordertrail.poller.change;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.events.OrderRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The settings that decide when something is published.
 *
 * @param progressEvery how often progress of one order is published at most; a change of status at once
 * @param deniedAfter how long a panel must deny an order until {@code order.denied} is published
 * @param stuckAfter how long nothing may change until {@code order.stuck} is published; by {@code panel/service},
 *     {@code panel}, or {@code default}
 * @param afterEnd how long an order without a warranty is watched after its end, for corrections
 */
public record ChangeSettings(
        Duration progressEvery, Duration deniedAfter, Map<String, Duration> stuckAfter, Duration afterEnd) {

    /** The key of {@link #stuckAfter} for all that have none of their own. */
    public static final String DEFAULT = "default";

    /** @throws IllegalArgumentException if there is no default for stuck orders */
    public ChangeSettings {
        stuckAfter = Map.copyOf(stuckAfter);
        if (!stuckAfter.containsKey(DEFAULT)) {
            throw new IllegalArgumentException("ordertrail.poller.stuck-after must have a value for '" + DEFAULT + "'");
        }
    }

    /** What the configuration has unless it is set. */
    public static ChangeSettings standard() {
        return new ChangeSettings(
                Duration.ofMinutes(1), Duration.ofHours(1), Map.of(DEFAULT, Duration.ofHours(48)), Duration.ofDays(3));
    }

    /** When the next denial or standstill of the order is to be published; empty for never. */
    public Optional<Instant> alarmAt(WatchedOrder state) {
        OrderRef order = state.purchase().order();
        return alarmAt(order.panel(), order.service(), state.purchase().child(), state.shown(), state.alarms());
    }

    /** The same of an order that is not known whole. */
    public Optional<Instant> alarmAt(
            PanelName panel, ServiceId service, int child, PublishedState shown, AlertState alarms) {
        if (alarms.deniedSince() != null) {
            return Optional.of(alarms.deniedSince().plus(deniedAfter)).filter(_ -> !alarms.deniedPublished());
        }
        boolean waits = alarms.stuckPublished() || shown.isOver() || shown.status() == OrderStatus.ACTIVE;
        return waits || child > 0
                ? Optional.empty()
                : Optional.of(shown.changedAt().plus(stuckAfter(panel, service)));
    }

    /** From when on progress may be published again; empty for at once. A correction after the end does not wait. */
    public Optional<Instant> progressFrom(PublishedState shown) {
        return Optional.ofNullable(shown.progressPublishedAt())
                .filter(_ -> !shown.isOver())
                .map(published -> published.plus(progressEvery));
    }

    private Duration stuckAfter(PanelName panel, ServiceId service) {
        Duration ofPanel = stuckAfter.getOrDefault(panel.value(), stuckAfter.getOrDefault(DEFAULT, Duration.ZERO));
        return stuckAfter.getOrDefault(panel.value() + "/" + service.value(), ofPanel);
    }
}
