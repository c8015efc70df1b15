package io.ordertrail.panel;

/** What {@code refill_status} answered about one refill. */
public sealed interface RefillStatusAnswer {

    /**
     * The panel knows it.
     *
     * @param panelStatus the panel's own word
     */
    record Seen(RefillStatus status, String panelStatus) implements RefillStatusAnswer {}

    /** "Refill not found". */
    record NotFound(String text) implements RefillStatusAnswer {}

    /** Nothing was learned about it: ask again. */
    record Unreadable(String text) implements RefillStatusAnswer {}
}
