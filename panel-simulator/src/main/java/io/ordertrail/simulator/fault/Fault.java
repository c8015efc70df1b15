package io.ordertrail.simulator.fault;

import java.util.Optional;

/**
 * Calls that are to go wrong.
 *
 * @param panel which panel's; {@code *} is any
 * @param action which action; {@code *} is any
 * @param linkContains what the link of the order must contain; empty is any call
 * @param done whether what the call asks for is done before its answer goes wrong
 * @param refusal if it is not done: the error text of the answer that goes wrong
 * @param probability of each call that fits, 0 to 1
 * @param count how many calls at most; 0 is any number
 * @param millis the delay, or the time that the bites of a drip take together
 * @param status the code of {@link FaultKind#STATUS} and {@link FaultKind#HTML}
 * @param retryAfter seconds in the header {@code Retry-After}; 0 is no header
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

    /** The text with which a reselling panel hides that its supplier took an order. */
    public static final String RESELLER_TIMEOUT = "Operation timed out after 30001 milliseconds with 0 bytes received";

    /** Checks what can be wrong, and says what. */
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

    /** Does what is asked for, then answers like this: every {@code add} at every panel until it is changed. */
    public static Fault doneThen(FaultKind kind) {
        int status = kind == FaultKind.STATUS ? 500 : 200;
        return new Fault("*", "add", "", kind, true, "Rate limit exceeded", 1, 0, 1000, status, 0, RESELLER_TIMEOUT);
    }

    /** Refuses, and then spoils even the refusal. */
    public static Fault refusedThen(FaultKind kind) {
        return doneThen(kind).doing(false);
    }

    /** At one panel. */
    public Fault at(String panel) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** Of one action; {@code *} is any. */
    public Fault of(String action) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** Of orders whose link contains this. */
    public Fault forLinks(String linkContains) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** Of a share of the calls. */
    public Fault withProbability(double probability) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** Of so many calls at most. */
    public Fault times(int count) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** With that delay, or so long a drip. */
    public Fault lasting(int millis) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** With that status. */
    public Fault withStatus(int status) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** With {@code Retry-After}. */
    public Fault withRetryAfter(int retryAfter) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** With that error text. */
    public Fault withText(String text) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** With that text where the call is refused. */
    public Fault refusing(String refusal) {
        return new Fault(
                panel, action, linkContains, kind, done, refusal, probability, count, millis, status, retryAfter, text);
    }

    /** With what is asked for done, or not. */
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
