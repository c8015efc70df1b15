package io.ordertrail.panel.http;

import io.ordertrail.panel.Evidence;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer that came whole.
 *
 * @param retryAfter the header, or null
 */
record Reply(int status, @Nullable String retryAfter, Buffer body, Instant requestedAt, Duration elapsed) {

    Evidence evidence(String explanation, Secret secret) {
        String text = body.length() > 4000 ? body.getString(0, 4000) : body.toString();
        return new Evidence(
                requestedAt, elapsed, OptionalInt.of(status), secret.excerpt(explanation), secret.excerpt(text));
    }
}
