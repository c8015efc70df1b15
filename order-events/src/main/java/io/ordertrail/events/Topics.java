package io.ordertrail.events;

import java.util.List;

/** The topics, each with one writer (the two that shops write to apart). */
public final class Topics {

    /** Shops ask: {@link ShopRequest}. Any key; order-intake gives the order. */
    public static final String REQUESTS = "orders.requests";
    /** order-intake publishes: {@link SubmissionEvent}, keyed by the order id. */
    public static final String SUBMISSIONS = "orders.submissions";
    /** status-poller publishes: {@link StatusEvent}, keyed by the order id. */
    public static final String STATUS = "orders.status";
    /** refill-manager publishes: {@link RefillEvent}, keyed by the order id. */
    public static final String REFILLS = "orders.refills";
    /** Shops count: {@link Measurement}. Any key. */
    public static final String MEASUREMENTS = "orders.measurements";
    /** order-intake notifies operators: {@link OperationsEvent}, keyed by the panel, or the dead letter's topic. */
    public static final String OPERATIONS = "operations.events";
    /** order-intake publishes API keys to the other services: {@link KeyEvent}, keyed by the key's id; compacted. */
    public static final String KEYS = "operations.keys";
    /** notifier publishes: {@link NotificationEvent}, keyed by the subscription. */
    public static final String NOTIFICATIONS = "notifications.events";

    /** What {@link #deadLettersOf} adds the service's name to. */
    private static final String DEAD_LETTERS = "dead-letters.";

    private Topics() {}

    /**
     * Where a service puts records that it cannot process, as they came, with {@link DeadLetterHeaders}. order-intake
     * keeps them where operators see them.
     *
     * @param service {@code order-intake}, {@code status-poller}, {@code refill-manager} or {@code notifier}
     */
    public static String deadLettersOf(String service) {
        return DEAD_LETTERS + service;
    }

    /**
     * Returns the topics that a service publishes on, its dead letters apart.
     *
     * @param service as for {@link #deadLettersOf}; empty for any other
     */
    public static List<String> writtenBy(String service) {
        return switch (service) {
            case "order-intake" -> List.of(SUBMISSIONS, OPERATIONS, KEYS);
            case "status-poller" -> List.of(STATUS);
            case "refill-manager" -> List.of(REFILLS);
            case "notifier" -> List.of(NOTIFICATIONS);
            default -> List.of();
        };
    }

    /** The topics that keep the last record of each key for ever: {@code cleanup.policy=compact}. */
    public static List<String> compacted() {
        return List.of(KEYS);
    }

    /** All topics that must exist, the dead letters' included. */
    public static List<String> all() {
        return List.of(
                REQUESTS,
                SUBMISSIONS,
                STATUS,
                REFILLS,
                MEASUREMENTS,
                OPERATIONS,
                KEYS,
                NOTIFICATIONS,
                deadLettersOf("order-intake"),
                deadLettersOf("status-poller"),
                deadLettersOf("refill-manager"),
                deadLettersOf("notifier"));
    }
}
