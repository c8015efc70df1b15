package io.ordertrail.panel;

/** What a refusal means, which decides what follows. */
public enum RefusalKind {
    /** The order itself is wrong: link, quantity, parameters. It will not do later either. */
    BAD_ORDER,
    /** The service is unknown or disabled at the panel. */
    SERVICE_GONE,
    /** The account's balance is too low; later, perhaps. */
    NOT_ENOUGH_FUNDS,
    /** Too many calls; later. */
    RATE_LIMITED,
    /** An order with the same link is active; when that is over. */
    ACTIVE_LINK,
    /** The key is wrong or the account is closed: no order's fault; an operator has to look. */
    BAD_KEY,
    /** "Incorrect order ID", "Refill not found": the panel does not know what was asked about. */
    NOT_FOUND,
    /** Not eligible for refill or cancellation. */
    NOT_ELIGIBLE,
    /** A refill of this order runs already. */
    ALREADY_REQUESTED,
    /** Not now, but later: the order is not completed yet, or the last refill was less than a day ago. */
    NOT_YET,
    /** This panel does not have the action; refused by this client, before anything was sent. */
    UNSUPPORTED;

    /** Returns whether it holds for every order at the panel, and not just for the one that was asked about. */
    public boolean holdsForEveryOrder() {
        return switch (this) {
            case NOT_ENOUGH_FUNDS, RATE_LIMITED, BAD_KEY, UNSUPPORTED -> true;
            case BAD_ORDER, SERVICE_GONE, ACTIVE_LINK, NOT_FOUND, NOT_ELIGIBLE, ALREADY_REQUESTED, NOT_YET -> false;
        };
    }
}
