package io.ordertrail.events;

/**
 * A message is no event of ours. The message says which field or header is wrong, what it must be, and what to do; it
 * is fit to be shown to the shop that sent it.
 */
public final class UnreadableEventException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With the sentence that explains it. */
    public UnreadableEventException(String message) {
        super(message);
    }
}
