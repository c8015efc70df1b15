package io.ordertrail.events;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message is no event of ours. The message says which field or header is wrong, what it must be, and what to do; it
 * is fit to be shown to the shop that sent it.
 */
public final class UnreadableEventException extends Exception {

    private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    /** With the sentence that explains it. */
    public UnreadableEventException(String message) {
        this(message, null);
    }

    /**
     * With the sentence that explains it.
     *
     * @param field the field of the data that is wrong, such as {@code content.quantity}; absent if none is
     */
    public UnreadableEventException(String message, @Nullable String field) {
        super(message);
        this.field = field;
    }

    /** Returns the field of the data that is wrong, or empty if the message is about no field. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }
}
