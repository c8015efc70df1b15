package io.ordertrail.simulator.lifecycle;

/** The forms in which a panel shows that a finished order dropped. */
public enum DropForm {
    /** It stays Completed, and {@code remains} rises. */
    REMAINS,
    /** It is In progress again, with the dropped part as {@code remains}. */
    STATUS,
    /** Not shown: only an accepted refill reveals it. */
    HIDDEN
}
