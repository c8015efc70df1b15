package io.ordertrail.panel;

import io.ordertrail.domain.PanelOrderId;

/**
 * What {@code add} answered.
 *
 * @param dripFeed whether the panel said {@code "type": "dripfeed"} (smmowner): its status is asked for as such
 */
public record PlacedOrder(PanelOrderId id, boolean dripFeed) {}
