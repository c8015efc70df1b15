package io.ordertrail.local;

/** Why it cannot go on: one line for a person, with what to do. */
public final class LauncherException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With that line. */
    public LauncherException(String message) {
        super(message);
    }

    /** With that line, and what it came from. */
    public LauncherException(String message, Throwable cause) {
        super(message, cause);
    }
}
