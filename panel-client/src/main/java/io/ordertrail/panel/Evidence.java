package io.ordertrail.panel;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * What came back of a call that proves nothing, for whoever looks into it.
 *
 * @param requestedAt when the request was begun
 * @param elapsed until we gave up or the answer was there
 * @param httpStatus absent if no header of an answer came
 * @param explanation in words: "no answer within 30 s", "the connection was reset", "an error text nobody knows"
 * @param body at most the first 500 characters of what came, without our key; empty if nothing came
 */
public record Evidence(Instant requestedAt, Duration elapsed, OptionalInt httpStatus, String explanation, String body) {

    /** One line for events and logs. */
    public String summary() {
        StringBuilder summary = new StringBuilder(explanation);
        httpStatus.ifPresent(status -> summary.append(" (HTTP ").append(status).append(')'));
        if (!body.isEmpty()) {
            summary.append(": ").append(body);
        }
        return summary.toString();
    }
}
