package io.ordertrail.panel;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.ServiceId;

/**
 * A service as the panel lists it.
 *
 * @param type as the panel writes it
 * @param rate for 1000
 * @param minimum smallest quantity of an order
 * @param maximum largest quantity of an order
 * @param description empty where there is none
 */
public record ServiceListing(
        ServiceId id,
        String name,
        String type,
        String category,
        Money rate,
        long minimum,
        long maximum,
        boolean dripFeed,
        boolean refill,
        boolean cancel,
        String description) {

    /** Makes the texts storable. */
    public ServiceListing {
        name = StorableText.of(name);
        type = StorableText.of(type);
        category = StorableText.of(category);
        description = StorableText.of(description);
    }
}
