package io.ordertrail.panel;

/** How the status of an order is asked for. */
public enum StatusKind {
    /** As every panel has it. */
    NORMAL,
    /** With {@code type=dripfeed}, for the parents of drip-feeds at smmowner. */
    DRIP_FEED
}
