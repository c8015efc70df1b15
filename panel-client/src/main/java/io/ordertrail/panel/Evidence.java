package io.ordertrail.panel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came back of a call that proves nothing, for an operator who investigates.
 *
 * @param requestedAt when the request was begun
 * @param elapsed until the call was given up or the answer was there
 * @param httpStatus absent if no header of an answer came
 * @param explanation in words: "no answer within 30 s", "the connection was reset", "the body is an HTML page"
 * @param body at most the first 500 characters of what came, without the key; empty if nothing came
 * @param kind what sort of evidence it is, for what is decided without an operator
 * @param unknownRefusal the error text of the panel that no rule knows; present for {@link EvidenceKind#UNKNOWN_REFUSAL}
 *     and for no other kind
 */
public record Evidence(
        Instant requestedAt,
        Duration elapsed,
        OptionalInt httpStatus,
        String explanation,
        String body,
        EvidenceKind kind,
        Optional<UnknownRefusal> unknownRefusal) {

    /**
     * Makes the texts storable.
     *
     * @throws IllegalArgumentException if the kind and the unknown refusal contradict each other
     */
    public Evidence {
        explanation = StorableText.of(explanation);
        body = StorableText.of(body);
        if (unknownRefusal.isPresent() != (kind == EvidenceKind.UNKNOWN_REFUSAL)) {
            throw new IllegalArgumentException(
                    "unknownRefusal must be there for UNKNOWN_REFUSAL alone, not for " + kind);
        }
    }

    /** Evidence of that kind, which carries no text that could be learned. */
    public Evidence(
            Instant requestedAt,
            Duration elapsed,
            OptionalInt httpStatus,
            String explanation,
            String body,
            EvidenceKind kind) {
        this(requestedAt, elapsed, httpStatus, explanation, body, kind, Optional.empty());
    }

    /** Evidence of a call without an answer that can be read. */
    public Evidence(Instant requestedAt, Duration elapsed, OptionalInt httpStatus, String explanation, String body) {
        this(requestedAt, elapsed, httpStatus, explanation, body, EvidenceKind.NO_ANSWER);
    }

    /** Returns the same evidence as one of that kind. */
    public Evidence as(EvidenceKind other) {
        return new Evidence(requestedAt, elapsed, httpStatus, explanation, body, other);
    }

    /** Returns the same evidence as that of a refusal that no rule knows. */
    public Evidence as(UnknownRefusal refusal) {
        return new Evidence(
                requestedAt,
                elapsed,
                httpStatus,
                explanation,
                body,
                EvidenceKind.UNKNOWN_REFUSAL,
                Optional.of(refusal));
    }

    /** Returns whether the panel itself answered, so that the call says nothing against the panel's health. */
    public boolean isAnswered() {
        return kind == EvidenceKind.UNKNOWN_REFUSAL;
    }

    /** Returns one line for events and logs. */
    public String summary() {
        StringBuilder summary = new StringBuilder(explanation);
        httpStatus.ifPresent(status -> summary.append(" (HTTP ").append(status).append(')'));
        if (!body.isEmpty()) {
            summary.append(": ").append(body);
        }
        return summary.toString();
    }
}
