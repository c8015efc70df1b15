package io.ordertrail.local.progress;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.StatusEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the mail catcher's subscription asks for; less than everything, so that a person can read it. */
public final class MailedTypes {

    private static final Set<String> TYPES = Set.of("order.rejected", "refill.completed");
    private static final Set<OrderStatus> STATUSES =
            EnumSet.of(OrderStatus.COMPLETED, OrderStatus.PARTIAL, OrderStatus.CANCELED);

    private MailedTypes() {}

    /** As the subscription is written. */
    public static List<String> patterns() {
        return java.util.stream.Stream.concat(
                        TYPES.stream(),
                        STATUSES.stream()
                                .map(status -> "order.status-changed."
                                        + status.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .sorted()
                .toList();
    }

    static boolean matches(LifecycleEvent event) {
        return TYPES.contains(event.type())
                || (event instanceof StatusEvent.StatusChanged changed && STATUSES.contains(changed.status()));
    }
}
