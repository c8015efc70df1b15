package io.ordertrail.notifier.webhook;

import io.ordertrail.notifier.delivery.AttemptResult.Verdict;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an HTTP answer means for a webhook, by Standard Webhooks. */
final class HttpStatusRules {

    private HttpStatusRules() {}

    static Verdict verdict(int code) {
        return switch (code) {
            case 410 -> Verdict.GONE;
            case 429, 502, 504 -> Verdict.OVERLOADED;
            default -> code >= 200 && code <= 299 ? Verdict.TAKEN : Verdict.FAILED;
        };
    }

    /** {@code Retry-After} in its two forms, seconds and a date; empty if it is neither, or in the past. */
    static Optional<Duration> retryAfter(@Nullable String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        String text = header.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, at)).filter(wait -> !wait.isNegative());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
