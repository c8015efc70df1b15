package io.ordertrail.benchmarks.strangers;

import java.util.Locale;

/** What a panel says no with. */
enum Phrase {
    BAD_LINK(Says.NEVER),
    QUANTITY_LOW(Says.NEVER),
    QUANTITY_HIGH(Says.NEVER),
    NO_SERVICE(Says.NEVER),
    /** Some say for now, and some for good: an order may wait, or be refused. */
    SERVICE_OFF(Says.NO),
    MISSING(Says.NEVER),
    NO_DRIPFEED(Says.NEVER),
    NO_FUNDS(Says.NOT_NOW),
    RATE(Says.NOT_NOW),
    NO_ORDER(Says.NEVER),
    NO_CANCEL(Says.NEVER),
    NO_ACTION(Says.NEVER),
    /** Words that nobody can read: in doubt the first time, and learned. */
    ODD(Says.UNREADABLE),
    /** Its own trouble, or that of its supplier. */
    FAILURE(Says.UNREADABLE);

    private final Says says;

    Phrase(Says says) {
        this.says = says;
    }

    /** What an order that is answered with it comes to. */
    enum Says {
        /** It is not taken, and never will be. */
        NEVER,
        /** It is not taken; it may be, later. */
        NOT_NOW,
        /** It is not taken; whether it ever will be is not said. */
        NO,
        /** Nothing that can be understood. */
        UNREADABLE
    }

    Says says() {
        return says;
    }

    /** Returns its name in the files of texts. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
