package io.ordertrail.notifier.subscription;

import java.util.List;
import java.util.stream.Stream;

/** The types that are sent where a subscription names none. A shop's webhook gets everything. */
public final class DefaultTypes {

    /** What a person at a shop wants to read. */
    public static final List<TypePattern> FOR_PEOPLE = patterns(
            "order.accepted",
            "order.rejected",
            "order.withdrawn",
            "order.cancel-refused",
            "order.status-changed.completed",
            "order.status-changed.partial",
            "order.status-changed.canceled",
            "order.status-changed.refunded",
            "order.status-changed.failed",
            "order.status-changed.expired",
            "order.stuck",
            "refill.drop-found",
            "refill.requested",
            "refill.completed",
            "refill.rejected",
            "refill.refused",
            "endpoint.disabled");

    /** What needs an operator, or shows that it no longer does. */
    public static final List<TypePattern> FOR_OPERATORS = patterns(
            "order.in-doubt",
            "order.denied",
            "order.stuck",
            "refill.in-doubt",
            "refill.needs-operator",
            "panel.*",
            "buying.*",
            "dead-letter.kept",
            "endpoint.disabled",
            "delivery.dead");

    private DefaultTypes() {}

    private static List<TypePattern> patterns(String... types) {
        return Stream.of(types).map(TypePattern::new).toList();
    }
}
