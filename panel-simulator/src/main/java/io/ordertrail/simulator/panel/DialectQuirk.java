package io.ordertrail.simulator.panel;

/** A way in which a panel differs from the others; which panel has which stands in {@link SimulatedDialect}. */
enum DialectQuirk {
    /** {@code {"order":"23501"}}. */
    ORDER_ID_AS_TEXT,
    /**
     * Drip-feeds have ids of their own. {@code add} says whether the order is {@code "normal"} or {@code "dripfeed"};
     * {@code status} needs it.
     */
    DRIP_FEED_BY_TYPE,
    /** The minutes between runs are {@code intervals}, not {@code interval}. */
    INTERVALS,
    /** The status of one order is without currency and ends with a comma. */
    BARE_STATUS_OF_ONE,
    /** In the status of many, the charge is a number. */
    CHARGE_AS_NUMBER,
    /** {@code remains} is "0" while an order is Pending. */
    NO_REMAINS_WHILE_PENDING,
    /** {@code refill} and {@code refill_status} of many. */
    MANY_REFILLS,
    /** A refill is answered with a message and its number. */
    REFILL_MESSAGE,
    /** {@code cancel} with {@code order}: {@code {"cancel":1}}. */
    CANCEL_ONE,
    /** {@code cancel} with {@code order}: a message, and a trailing comma. */
    CANCEL_MESSAGE,
    /** {@code cancel} with {@code orders}. */
    CANCEL_MANY,
    /** Services say whether they can be canceled. */
    CANCEL_FLAG,
    /** Services have a {@code desc}. */
    DESC,
    /** Services have a {@code description}, a {@code dripfeed}, types in lower case, and a trailing comma. */
    LONG_SERVICES,
    /** {@code createTicket}. */
    TICKETS,
    /** Errors come with HTTP codes of their own rather than with 200. */
    HTTP_CODES
}
