package io.ordertrail.intake.history;

import io.ordertrail.domain.Money;
import io.ordertrail.events.StatusEvent.Charges;
import io.ordertrail.events.StatusEvent.Progress;
import org.jspecify.annotations.Nullable;

/**
 * The counts and charges of an order at its panel, as they were last published.
 *
 * @param leftover what the customer did not get, of the order and its children together; null while nothing is left, and
 *     where the amounts are in several currencies
 */
public record OrderProgress(
        @Nullable Progress progress,
        @Nullable Charges charges,
        @Nullable Money leftover) {

    /** Nothing was published of the order. */
    public static final OrderProgress NONE = new OrderProgress(null, null, null);
}
