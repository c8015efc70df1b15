package io.ordertrail.notifier.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.ordertrail.events.Event;
import io.ordertrail.events.EventTypes;
import io.ordertrail.notifier.Events;
import io.ordertrail.notifier.Samples;
import io.ordertrail.notifier.delivery.DeliverySettings;
import io.ordertrail.notifier.delivery.RetrySchedule;
import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.message.MessageFactory;
import io.ordertrail.notifier.signing.SigningKey;
import io.ordertrail.notifier.signing.SigningScheme;
import io.ordertrail.notifier.webhook.WebhookHeaders;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DocumentationTest {

    private static final MarkedPage WEBHOOKS = new MarkedPage(Path.of("../docs/webhooks.md"));
    private static final Set<String> NEVER_SENT = Set.of(
            "order.place",
            "order.cancel",
            "order.refill",
            "order.measured",
            "deliveries.ended",
            "key.valid",
            "key.revoked");

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Test
    void every_type_has_the_example_that_is_sent() throws IOException {
        Map<String, Message> examples = new LinkedHashMap<>();
        for (Event event : Samples.everyEvent()) {
            examples.putIfAbsent(
                    event.type(),
                    new MessageFactory().write(Samples.envelope(event)).orElseThrow());
        }
        examples.put(MessageFactory.TEST, new MessageFactory().test("sub_01kaf3h5x2", null, "1", Events.NOON));
        Set<String> sent = new TreeSet<>(EventTypes.names());
        sent.removeAll(NEVER_SENT);
        sent.add(MessageFactory.TEST);
        assertThat(examples.keySet()).containsExactlyInAnyOrderElementsOf(sent);

        StringBuilder expected = new StringBuilder();
        for (Map.Entry<String, Message> example : examples.entrySet()) {
            expected.append("### `%s`\n\n```json\n%s\n```\n\n"
                    .formatted(
                            example.getKey(),
                            json.writeValueAsString(
                                    json.readTree(new String(example.getValue().body(), UTF_8)))));
        }
        WEBHOOKS.mustSay("types", expected.toString());
    }

    @Test
    void the_schedule_is_the_one_of_the_settings() throws Exception {
        List<Duration> delays = Arrays.stream(
                        Settings.defaultOf(DeliverySettings.class, "retries").split(","))
                .map(Settings::duration)
                .toList();
        RetrySchedule schedule = new RetrySchedule(delays, 0, Duration.ofHours(24));
        StringBuilder expected =
                new StringBuilder("| attempt | after the one before | since the first |\n|---|---|---|\n");
        Duration since = Duration.ZERO;
        expected.append("| 1 | at once | |\n");
        for (int attempt = 1; attempt < schedule.attempts(); attempt++) {
            Duration wait = schedule.after(attempt, 0).orElseThrow();
            since = since.plus(wait);
            expected.append("| %d | %s | %s |\n".formatted(attempt + 1, words(wait), words(since)));
        }
        WEBHOOKS.mustSay("schedule", expected.toString());
        assertThat(Settings.defaultOf(DeliverySettings.class, "jitter")).isEqualTo("0.2");
        assertThat(Settings.defaultOf(DeliverySettings.class, "disableAfter")).isEqualTo("5d");
        assertThat(Settings.defaultOf(DeliverySettings.class, "failuresToOpen")).isEqualTo("5");
        assertThat(Settings.defaultOf(DeliverySettings.class, "longestPause")).isEqualTo("5m");
        assertThat(Settings.defaultOf(DeliverySettings.class, "longestRetryAfter"))
                .isEqualTo("24h");
        assertThat(Settings.defaultOf(DeliverySettings.class, "retention")).isEqualTo("30d");
    }

    @Test
    void the_headers_are_those_that_are_sent() throws IOException {
        Map<String, String> meaning = new LinkedHashMap<>();
        meaning.put("content-type", "`application/json`");
        meaning.put("user-agent", "`Ordertrail-Webhooks/1.0`");
        meaning.put("webhook-id", "the same over all attempts and repeats: drop what you have seen by it");
        meaning.put("webhook-timestamp", "the attempt's time, in seconds since 1970");
        meaning.put("webhook-signature", "one signature, or two while a rotation lasts");
        meaning.put("traceparent", "W3C trace context of what led to it, where there is one");
        Message traced = new MessageFactory()
                .write(Samples.envelope(Samples.rejected("no"))
                        .tracedBy("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
                .orElseThrow();
        SigningKey key = SigningKey.generate(SigningScheme.V1, new SecureRandom());

        assertThat(WebhookHeaders.names(traced, List.of(key), Events.NOON))
                .containsExactlyInAnyOrderElementsOf(meaning.keySet());
        WEBHOOKS.mustSay(
                "headers",
                meaning.entrySet().stream()
                        .map(header -> "| `%s` | %s |\n".formatted(header.getKey(), header.getValue()))
                        .collect(Collectors.joining("", "| header | |\n|---|---|\n", "")));
    }

    @Test
    void the_table_of_settings_is_the_codes_own() throws Exception {
        new MarkedPage(Path.of("README.md")).mustSay("settings", Settings.table());
    }

    private static String words(Duration duration) {
        StringBuilder words = new StringBuilder();
        append(words, duration.toHours(), "h");
        append(words, duration.toMinutesPart(), "min");
        append(words, duration.toSecondsPart(), "s");
        return words.toString();
    }

    private static void append(StringBuilder words, long count, String unit) {
        if (count > 0) {
            words.append(words.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
        }
    }
}
