package io.ordertrail.panel;

/** What a refusal means, which decides what follows. */
public enum RefusalKind {
    /** The order itself is wrong: link, quantity, parameters. It will not do later either. */
    BAD_ORDER,
    /** The service is unknown or disabled at the panel. */
    SERVICE_GONE,
    /** Our balance is too low; later, perhaps. */
    NOT_ENOUGH_FUNDS,
    /** Too many calls; later. */
    RATE_LIMITED,
    /** An order with the same link is active; when that is over. */
    ACTIVE_LINK,
    /** Our key is wrong: an operator's business, and no order's fault. */
    BAD_KEY,
    /** "Incorrect order ID", "Refill not found": the panel does not know what was asked about. */
    NOT_FOUND,
    /** Not eligible for refill or cancellation. */
    NOT_ELIGIBLE,
    /** A refill of this order runs already. */
    ALREADY_REQUESTED,
    /** This panel does not have the action; refused by us, before anything was sent. */
    UNSUPPORTED
}
