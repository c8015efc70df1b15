package io.ordertrail.simulator.panel;

/** The reasons of refusals; the dialect has the texts. */
enum RefusalText {
    BAD_REQUEST(400),
    BAD_KEY(401),
    NO_FUNDS(402),
    NO_SUCH_SERVICE(404),
    NO_SUCH_ORDER(404),
    NO_SUCH_REFILL(404),
    BAD_LINK(400),
    ACTIVE_LINK(400),
    NO_REFILL(400),
    REFILL_IN_FLIGHT(400),
    NO_CANCEL(400),
    RATE_LIMITED(429);

    private final int httpCode;

    RefusalText(int httpCode) {
        this.httpCode = httpCode;
    }

    int httpCode() {
        return httpCode;
    }
}
