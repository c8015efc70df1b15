package io.ordertrail.panel;

/** What sort of evidence a call left that proves nothing. */
public enum EvidenceKind {
    /** No answer, or none to its end: a timeout, a reset, a connection that broke off. */
    NO_ANSWER,
    /** Something else answered in the panel's place: a firewall, a proxy, a redirect. */
    INTERCEPTED,
    /** The body cannot be read: an HTML page, JSON that was cut off, bytes that are no text. */
    UNREADABLE,
    /** The panel speaks of a failure of its own: a timeout, a gateway, an internal error. Never learned as a refusal. */
    FAILURE,
    /** The answer says yes and no at once, or neither. */
    CONTRADICTION,
    /**
     * The panel refused in words that no rule knows. It is up and answers; if a search then proves that it did not take
     * the order, the text can be learned.
     */
    UNKNOWN_REFUSAL
}
