package io.ordertrail.simulator.fault;

import java.util.Optional;

/**
 * A fault to inject into calls.
 *
 * @param panel of which panel; {@code *} for any
 * @param action of which action; {@code *} for any
 * @param linkContains a part of the order's link; empty for any call
 * @param done whether the call is executed before its answer goes wrong
 * @param refusal if it is not executed: the error text of the answer that goes wrong
 * @param probability for each matching call, 0 to 1
 * @param count at most so many calls; 0 for any number
 * @param millis the delay, or the total time of a drip
 * @param status the code of {@link FaultKind#STATUS} and {@link FaultKind#HTML}
 * @param retryAfter seconds in the header {@code Retry-After}; 0 for no header
 * @param text the error text of {@link FaultKind#ERROR} and {@link FaultKind#STATUS}
 */
public record Fault(
        String panel,
        String action,
        String linkContains,
        FaultKind kind,
        boolean done,
        String refusal,
        double probability,
        int count,
        int millis,
        int status,
        int retryAfter,
        String text) {

    /** The error text of a reselling panel whose supplier may have taken the order. */
    public static final String RESELLER_TIMEOUT = "Operation timed out after 30001 milliseconds with 0 bytes received";

    /** Values out of range are refused. */
    public Fault {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be between 0 and 1, but was " + probability);
        }
        if (count < 0 || millis < 0 || retryAfter < 0) {
            throw new IllegalArgumentException("count, millis and retryAfter must not be negative");
        }
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be between 200 and 599, but was " + status);
        }
    }

    /**
     * Returns a fault that executes the call and then answers like this: every {@code add} at every panel, unless
     * narrowed.
     */
    public static Fault doneThen(FaultKind kind) {
        int status = kind == FaultKind.STATUS ? 500 : 200;
        return new Fault("*", "add", "", kind, true, "Rate limit exceeded", 1, 0, 1000, status, 0, RESELLER_TIMEOUT);
    }

    /** Returns a fault that refuses the call and then answers like this. */
    public static Fault refusedThen(FaultKind kind) {
        return doneThen(kind).doing(false);
    }

    /** Returns a copy for one panel. */
    public Fault at(String panel) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** Returns a copy for one action; {@code *} for any. */
    public Fault of(String action) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** Returns a copy for orders whose link contains this. */
    public Fault forLinks(String linkContains) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** Returns a copy for a share of the calls. */
    public Fault withProbability(double probability) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** Returns a copy for at most so many calls. */
    public Fault times(int count) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** Returns a copy with that delay, or total time of a drip. */
    public Fault lasting(int millis) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** Returns a copy with that HTTP status. */
    public Fault withStatus(int status) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** Returns a copy with {@code Retry-After}. */
    public Fault withRetryAfter(int retryAfter) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** Returns a copy with that error text. */
    public Fault withText(String text) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** Returns a copy with that error text for calls that are not executed. */
    public Fault refusing(String refusal) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** Returns a copy that executes the call, or does not. */
    public Fault doing(boolean done) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    boolean fits(String calledPanel, String calledAction, Optional<String> link) {
        return (panel.equals("*") || panel.equals(calledPanel))
                && (action.equals("*") || action.equals(calledAction))
                && (linkContains.isEmpty()
                        || link.filter(found -> found.contains(linkContains)).isPresent());
    }
}
