package io.ordertrail.intake.cancel;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.kit.jobs.Backoff;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Refusal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What follows for a cancel from what is known after a call to the panel. Deterministic. */
sealed interface CancelDecision {

    /** Returns the panel's words, or ours where the panel said nothing. */
    String text();

    /** The panel will try. */
    record Asked(String text) implements CancelDecision {}

    /** The panel will not cancel it. */
    record Refused(String text) implements CancelDecision {}

    /** No call brought a definite answer, and there were enough. */
    record GivenUp(String text) implements CancelDecision {}

    /**
     * The panel is asked again.
     *
     * @param attempts calls so far that count, because something was sent and the answer was not definite
     * @param panelPausedUntil until when the panel is asked about no order, or null if only this order waits
     */
    record Again(
            Instant due,
            int attempts,
            String text,
            @Nullable Instant panelPausedUntil) implements CancelDecision {}

    /**
     * Decides on the outcome of a call.
     *
     * @param order the order in question, one of those that the call was about
     * @param attempts calls for this order without a definite answer, this one included
     */
    static CancelDecision on(
            Outcome<Map<PanelOrderId, CancelAnswer>> outcome,
            PanelOrderId order,
            int attempts,
            Instant now,
            IntakeConfig config) {
        return switch (outcome) {
            case Outcome.Answered<Map<PanelOrderId, CancelAnswer>>(var answers) -> {
                CancelAnswer answer = answers.get(order);
                yield answer == null
                        ? unclear("The panel's answer left the order out.", attempts, now, config, null)
                        : on(answer, attempts, now, config);
            }
            case Outcome.Refused<Map<PanelOrderId, CancelAnswer>>(var refusal) ->
                refusal.holdsForEachOrder()
                        ? on(refusal, attempts, now, config)
                        : unclear(refusal.text(), attempts, now, config, null);
            case Outcome.NotSent<Map<PanelOrderId, CancelAnswer>>(var cause) ->
                pause(now.plus(config.submission().probeInterval()), attempts, cause);
            case Outcome.Unknown<Map<PanelOrderId, CancelAnswer>>(var evidence) -> on(evidence, attempts, now, config);
        };
    }

    private static CancelDecision on(CancelAnswer answer, int attempts, Instant now, IntakeConfig config) {
        return switch (answer) {
            case CancelAnswer.Asked(String text) -> new Asked(text);
            case CancelAnswer.NotCanceled(Refusal refusal) -> on(refusal, attempts, now, config);
            case CancelAnswer.InDoubt(Evidence evidence) -> on(evidence, attempts, now, config);
        };
    }

    private static CancelDecision on(Refusal refusal, int attempts, Instant now, IntakeConfig config) {
        return switch (refusal.kind()) {
            case BAD_ORDER, SERVICE_GONE, NOT_FOUND, NOT_ELIGIBLE, UNSUPPORTED -> new Refused(refusal.text());
            case ALREADY_REQUESTED -> new Asked(refusal.text());
            case RATE_LIMITED ->
                pause(
                        now.plus(refusal.retryAfter().orElse(config.submission().rateLimitPause())),
                        attempts,
                        refusal.text());
            case BAD_KEY -> pause(now.plus(config.submission().fundsPause()), attempts, refusal.text());
            case NOT_ENOUGH_FUNDS, ACTIVE_LINK, NOT_YET -> unclear(refusal.text(), attempts, now, config, null);
        };
    }

    /** A panel that did not answer at all is left alone as well, so that its other orders do not each wait for a timeout. */
    private static CancelDecision on(Evidence evidence, int attempts, Instant now, IntakeConfig config) {
        Instant paused =
                evidence.httpStatus().isEmpty() ? now.plus(config.submission().probeInterval()) : null;
        return unclear(evidence.summary(), attempts, now, config, paused);
    }

    /** The call does not count: it did not reach the panel, or the panel did not look at the order. */
    private static Again pause(Instant until, int attempts, String text) {
        return new Again(until, Math.max(0, attempts - 1), text, until);
    }

    private static CancelDecision unclear(
            String text, int attempts, Instant now, IntakeConfig config, @Nullable Instant panelPausedUntil) {
        return attempts >= config.cancel().attempts()
                ? new GivenUp(text)
                : new Again(now.plus(backoff(config.cancel()).after(attempts)), attempts, text, panelPausedUntil);
    }

    private static Backoff backoff(IntakeConfig.Cancel config) {
        return new Backoff(config.firstRetry(), config.longestRetry());
    }
}
