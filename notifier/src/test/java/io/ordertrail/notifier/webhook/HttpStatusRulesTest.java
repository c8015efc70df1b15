package io.ordertrail.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.notifier.delivery.AttemptResult.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpStatusRulesTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "200, TAKEN",
        "204, TAKEN",
        "299, TAKEN",
        "301, FAILED",
        "302, FAILED",
        "308, FAILED",
        "400, FAILED",
        "401, FAILED",
        "404, FAILED",
        "410, GONE",
        "429, OVERLOADED",
        "500, FAILED",
        "502, OVERLOADED",
        "503, FAILED",
        "504, OVERLOADED",
        "100, FAILED"
    })
    void a_status_means_what_the_specification_says(int code, Verdict verdict) {
        assertThat(HttpStatusRules.verdict(code)).isEqualTo(verdict);
    }

    @Test
    void retry_after_is_read_in_both_forms() {
        assertThat(HttpStatusRules.retryAfter("120", NOON)).contains(Duration.ofSeconds(120));
        assertThat(HttpStatusRules.retryAfter("Fri, 20 Nov 2026 12:01:00 GMT", NOON))
                .contains(Duration.ofMinutes(1));
    }

    @Test
    void what_is_no_retry_after_is_ignored() {
        assertThat(HttpStatusRules.retryAfter(null, NOON)).isEmpty();
        assertThat(HttpStatusRules.retryAfter("soon", NOON)).isEmpty();
        assertThat(HttpStatusRules.retryAfter("-5", NOON)).isEmpty();
        assertThat(HttpStatusRules.retryAfter("99999999999999", NOON)).isEmpty();
        assertThat(HttpStatusRules.retryAfter("Fri, 20 Nov 2026 11:00:00 GMT", NOON))
                .isEmpty();
    }
}
