package io.ordertrail.panel.http;

import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.EvidenceKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer that came to its end.
 *
 * @param headers those that say something about the answer
 */
record Reply(int status, Headers headers, Buffer body, Instant requestedAt, Duration elapsed) {

    private static final int MOST_CHARACTERS = 4_000;

    /** The headers of an answer that are read; null where they are absent. */
    record Headers(
            @Nullable String retryAfter,
            @Nullable String location,
            @Nullable String contentEncoding) {

        static final Headers NONE = new Headers(null, null, null);

        static Headers of(HttpClientResponse response) {
            return new Headers(
                    response.getHeader("Retry-After"),
                    response.getHeader("Location"),
                    response.getHeader("Content-Encoding"));
        }
    }

    /** Returns the evidence of a call with this answer. */
    Evidence evidence(EvidenceKind kind, String explanation, Secret secret) {
        Buffer start = body.length() > MOST_CHARACTERS ? body.slice(0, MOST_CHARACTERS) : body;
        return new Evidence(
                requestedAt,
                elapsed,
                OptionalInt.of(status),
                secret.excerpt(explanation),
                secret.excerpt(BodyText.shown(start)),
                kind);
    }
}
