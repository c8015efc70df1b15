package io.ordertrail.panel;

/** A support ticket to be opened. */
public record Ticket(String subject, String message, Priority priority) {

    /** The panel's words are these in lower case. */
    public enum Priority {
        LOW,
        NORMAL,
        HIGH,
        URGENT
    }
}
