package io.ordertrail.events;

/**
 * The headers that a dead letter has beside its own; the names that SmallRye's {@code dead-letter-queue} strategy
 * uses.
 */
public final class DeadLetterHeaders {

    /** Why, in a sentence that says what to do. */
    public static final String REASON = "dead-letter-reason";
    /** The topic that it was read from. */
    public static final String TOPIC = "dead-letter-topic";
    /** The partition that it was read from. */
    public static final String PARTITION = "dead-letter-partition";
    /** The offset that it was read from. */
    public static final String OFFSET = "dead-letter-offset";

    private DeadLetterHeaders() {}
}
