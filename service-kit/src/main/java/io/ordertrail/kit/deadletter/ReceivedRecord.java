package io.ordertrail.kit.deadletter;

import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.Event;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came from Kafka, whatever is in it.
 *
 * @param key as text; a key that is no UTF-8 has replacement characters
 * @param headers names in lower case, values as text; of several with one name the last
 */
@SuppressWarnings("ArrayRecordComponent") // the value is handed on as it came, and compared by nobody
public record ReceivedRecord(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        Map<String, String> headers,
        byte @Nullable [] value) {

    /** The same, of a key of any type that has a text. */
    public static ReceivedRecord of(ConsumerRecord<?, byte[]> record) {
        return new ReceivedRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                text(record.key()),
                headers(record),
                record.value());
    }

    /**
     * The event in it.
     *
     * @throws UnreadableEventException with what is wrong and what to do: the reason for a dead letter
     */
    public CloudEvent<? extends Event> event(EventCodec codec) throws UnreadableEventException {
        return codec.read(headers, value);
    }

    private static @Nullable String text(@Nullable Object key) {
        return switch (key) {
            case null -> null;
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case Object other -> other.toString();
        };
    }

    private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers().forEach(header -> {
            if (header.value() != null) {
                headers.put(header.key().toLowerCase(Locale.ROOT), new String(header.value(), StandardCharsets.UTF_8));
            }
        });
        return headers;
    }
}
