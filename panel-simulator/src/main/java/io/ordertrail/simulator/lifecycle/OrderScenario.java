package io.ordertrail.simulator.lifecycle;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What happens to an order; in a link its name is in lower case without underscores. */
public enum OrderScenario {
    /** Delivered in full; does not drop. */
    COMPLETE,
    /** Ends with a part undelivered. */
    PARTIAL,
    /** Canceled by the panel before it begins. */
    CANCEL,
    /** Refunded by the panel before it begins. */
    REFUND,
    /** Ends with the state "Fail". */
    FAIL,
    /** Delivered in full, and drops later in the panel's form. A refill restores it. */
    DROP,
    /** Drops, and no panel shows it. A refill restores it. */
    HIDDEN_DROP,
    /** Drops again after the first refill. */
    DROP_TWICE,
    /** Drops, and every refill is rejected. */
    DROP_THEN_REJECT,
    /** Drops; the first refill is rejected, the next one works. */
    REJECT_ONCE,
    /** Drops, and its refill never ends. */
    REFILL_STUCK,
    /** Drops, and its refill ends with an unknown word. */
    REFILL_STRANGE,
    /** Not taken: {@code add} answers with an error. */
    REFUSE,
    /** Begins, and stays half delivered. */
    STUCK,
    /** Stays Pending. */
    NEVER_STARTS,
    /** Delivered in full in twenty times the time. */
    SLOW,
    /** Delivered in full in a few seconds. */
    FAST,
    /** Goes through a state with an unknown word. */
    STRANGE,
    /** Ends Partial; later the panel finds that even less was delivered. */
    CORRECTION,
    /** From half the time on the panel does not know its id. */
    GONE,
    /** A cancel is accepted and never happens. */
    NO_CANCEL;

    /** Returns its name in a link. */
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
