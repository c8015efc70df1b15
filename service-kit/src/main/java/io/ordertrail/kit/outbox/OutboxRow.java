package io.ordertrail.kit.outbox;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A committed event that is not yet published.
 *
 * @param age since it was written, by the clock of the database
 */
record OutboxRow(
        long id, String topic, @Nullable String key, Map<String, String> headers, String value, Duration age) {}
