package io.ordertrail.notifier.delivery;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt, by either channel.
 *
 * @param verdict what it means
 * @param code the status of HTTP or SMTP, where there was one
 * @param text what came back (its beginning), or what went wrong; shown to the endpoint's owner
 * @param retryAfter what the receiver asked for
 * @param took from the beginning of the attempt to this
 */
public record AttemptResult(
        Verdict verdict, @Nullable Integer code, String text, Optional<Duration> retryAfter, Duration took) {

    /** What an attempt means for its delivery and for the endpoint. */
    public enum Verdict {
        /** It arrived. */
        TAKEN,
        /** Not this time. */
        FAILED,
        /** Not this time, and the receiver is overloaded: go slower. */
        OVERLOADED,
        /** Never: this one cannot be delivered, others may. */
        UNDELIVERABLE,
        /** The receiver wants nothing any more (410, or no such mailbox). */
        GONE
    }

    /** With the receiver's word. */
    public static AttemptResult of(Verdict verdict, int code, String text, Duration took) {
        return new AttemptResult(verdict, code, text, Optional.empty(), took);
    }

    /** Without a word from the receiver. */
    public static AttemptResult none(Verdict verdict, String text, Duration took) {
        return new AttemptResult(verdict, null, text, Optional.empty(), took);
    }

    /** For the one line that a person reads: {@code 503: too busy}. */
    public String summary() {
        String line = text.lines().findFirst().orElse("");
        String start = line.length() > 200 ? line.substring(0, 200) + "…" : line;
        return code == null ? start : start.isEmpty() ? Integer.toString(code) : code + ": " + start;
    }
}
