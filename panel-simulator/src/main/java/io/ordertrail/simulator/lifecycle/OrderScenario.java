package io.ordertrail.simulator.lifecycle;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of an order; its name in lower case without underscores is the mark for it in a link. */
public enum OrderScenario {
    /** Delivered whole, and stays. */
    COMPLETE,
    /** Ends with a part undelivered. */
    PARTIAL,
    /** Canceled by the panel before it begins. */
    CANCEL,
    /** Refunded by the panel before it begins. */
    REFUND,
    /** Ends with the state "Fail". */
    FAIL,
    /** Delivered whole, and drops later in the way of the panel. A refill brings it back. */
    DROP,
    /** Drops, and no panel shows it. A refill brings it back. */
    HIDDEN_DROP,
    /** Drops again after the first refill. */
    DROP_TWICE,
    /** Drops, and every refill is rejected. */
    DROP_THEN_REJECT,
    /** Drops; the first refill is rejected, the next one works. */
    REJECT_ONCE,
    /** Drops, and its refill never ends. */
    REFILL_STUCK,
    /** Drops, and its refill ends with a word nobody knows. */
    REFILL_STRANGE,
    /** Not taken: {@code add} answers with an error. */
    REFUSE,
    /** Begins, and stops half way for ever. */
    STUCK,
    /** Stays Pending for ever. */
    NEVER_STARTS,
    /** Delivered whole in twenty times the time. */
    SLOW,
    /** Delivered whole in a few seconds. */
    FAST,
    /** Goes through a state whose word nobody knows. */
    STRANGE,
    /** Ends Partial; later the panel finds that even less was delivered. */
    CORRECTION,
    /** The panel forgets it half way. */
    GONE,
    /** A cancel is accepted and never happens. */
    NO_CANCEL;

    /** How it is written in a link. */
    public String mark() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    static Optional<OrderScenario> ofMark(String mark) {
        return Arrays.stream(values()).filter(fate -> fate.mark().equals(mark)).findFirst();
    }

    boolean drops() {
        return switch (this) {
            case DROP, HIDDEN_DROP, DROP_TWICE, DROP_THEN_REJECT, REJECT_ONCE, REFILL_STUCK, REFILL_STRANGE -> true;
            case COMPLETE,
                    PARTIAL,
                    CANCEL,
                    REFUND,
                    FAIL,
                    REFUSE,
                    STUCK,
                    NEVER_STARTS,
                    SLOW,
                    FAST,
                    STRANGE,
                    CORRECTION,
                    GONE,
                    NO_CANCEL -> false;
        };
    }
}
