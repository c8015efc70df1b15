package io.ordertrail.simulator.panel;

import org.jspecify.annotations.Nullable;

/**
 * A panel's answer.
 *
 * @param retryAfter seconds for the header {@code Retry-After}; 0 for none
 * @param order the order that was bought, if one was
 */
public record ActionResponse(
        int status, String body, int retryAfter, @Nullable String order) {

    /** Returns 200 with this JSON. */
    public static ActionResponse of(String json) {
        return new ActionResponse(200, json, 0, null);
    }

    static ActionResponse bought(String json, String order) {
        return new ActionResponse(200, json, 0, order);
    }

    /** Returns an error text with an HTTP status. */
    public static ActionResponse error(int status, String text) {
        return new ActionResponse(status, "{\"error\":" + Text.quoted(text) + "}", 0, null);
    }
}
