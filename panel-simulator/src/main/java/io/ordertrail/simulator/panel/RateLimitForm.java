package io.ordertrail.simulator.panel;

/** The forms in which a panel reports too many calls. */
public enum RateLimitForm {
    /** 429 with {@code Retry-After}. */
    RETRY_AFTER,
    /** 429 without {@code Retry-After}. */
    BARE_429,
    /** 200 with {@code {"error":"Rate limit exceeded"}}. */
    TEXT
}
