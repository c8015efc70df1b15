package io.ordertrail.local;

/** Why it cannot go on: one line for a person, with what to do. */
public final class LocalFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With that line. */
    public LocalFailure(String message) {
        super(message);
    }

    /** With that line, and what it came from. */
    public LocalFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
