package io.ordertrail.benchmarks.strangers;

/**
 * Something that is not as it should be.
 *
 * @param detail in words, with what the panel had said
 */
record Finding(Kind kind, String panel, String reference, String detail) {

    /** What is wrong. */
    enum Kind {
        BOUGHT_TWICE,
        LOST,
        WRONG_ADOPTION,
        WRONG_LEFTOVER,
        /** An answer to add was not read as what it says. */
        ADD_NOT_UNDERSTOOD,
        /** The state of an order was not published as the panel shows it. */
        STATUS_NOT_UNDERSTOOD,
        SERVICES_NOT_UNDERSTOOD,
        BALANCE_NOT_UNDERSTOOD,
        CANCEL_NOT_UNDERSTOOD,
        /** A doubt that an operator must settle, or that was open at the end. */
        DOUBT_LEFT,
        /** An order that still waits at the end although the panel would take it. */
        STILL_WAITING;

        boolean isNotUnderstood() {
            return name().endsWith("NOT_UNDERSTOOD");
        }
    }
}
