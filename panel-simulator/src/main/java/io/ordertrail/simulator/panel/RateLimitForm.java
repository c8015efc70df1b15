package io.ordertrail.simulator.panel;

/** How a panel says that there were too many calls. */
public enum RateLimitForm {
    /** 429 with {@code Retry-After}. */
    RETRY_AFTER,
    /** 429 without more. */
    BARE_429,
    /** 200 with {@code {"error":"Rate limit exceeded"}}. */
    TEXT
}
