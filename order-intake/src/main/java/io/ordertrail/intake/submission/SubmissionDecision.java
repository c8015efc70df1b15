package io.ordertrail.intake.submission;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.SubmissionEvent.RejectionReason;
import io.ordertrail.events.SubmissionEvent.WaitReason;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.kit.jobs.Backoff;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.UnknownRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows for an order from what is known after its {@code add}. Deterministic. */
public sealed interface SubmissionDecision {

    /** Of attempts: about half a minute. */
    int LONGEST_WAIT_FOR_SERVICES = 6;

    Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    /** The state that the order goes to. */
    OrderState next();

    /** Bought. */
    record Bought(PanelOrderId id, boolean dripFeed) implements SubmissionDecision {
        @Override
        public OrderState next() {
            return OrderState.ACCEPTED;
        }
    }

    /** Refused for good. */
    record Rejected(RejectionReason reason, String message) implements SubmissionDecision {
        @Override
        public OrderState next() {
            return OrderState.REJECTED;
        }
    }

    /**
     * Proven not bought, for a reason that passes.
     *
     * @param panelToo whether the reason holds for all orders of the panel, which is left alone until then
     */
    record Later(WaitReason reason, String message, Instant until, boolean panelToo) implements SubmissionDecision {
        @Override
        public OrderState next() {
            return OrderState.WAITING;
        }
    }

    /**
     * The panel may have it.
     *
     * @param refusal what it answered, where that is an error that no rule knows
     */
    record Doubtful(Instant requestedAt, String evidence, Optional<UnknownRefusal> refusal)
            implements SubmissionDecision {

        /** Without an answer that could be learned. */
        public Doubtful(Instant requestedAt, String evidence) {
            this(requestedAt, evidence, Optional.empty());
        }

        @Override
        public OrderState next() {
            return OrderState.IN_DOUBT;
        }
    }

    /**
     * The panel answered an id that another order of ours has. It did something, and which order it means is unknown: only
     * an operator can say, and no search proves that the order was not taken.
     */
    record IdTaken(Instant requestedAt, PanelOrderId id) implements SubmissionDecision {
        @Override
        public OrderState next() {
            return OrderState.IN_DOUBT;
        }
    }

    /**
     * The verdict on an outcome: only what proves that the panel did not take the order leads back to waiting.
     *
     * @param attempts how often the order has been claimed, this time included
     */
    static SubmissionDecision on(
            Outcome<PlacedOrder> outcome, int attempts, Instant now, IntakeConfig.Submission config) {
        return switch (outcome) {
            case Outcome.Answered<PlacedOrder>(PlacedOrder(PanelOrderId id, boolean dripFeed)) ->
                new Bought(id, dripFeed);
            case Outcome.Refused<PlacedOrder>(Refusal refusal) -> onRefusal(refusal, now, config);
            case Outcome.NotSent<PlacedOrder>(String cause) ->
                new Later(WaitReason.PANEL_DOWN, cause, now.plus(BACKOFF.after(attempts)), false);
            case Outcome.Unknown<PlacedOrder>(Evidence evidence) ->
                new Doubtful(evidence.requestedAt(), evidence.summary(), evidence.unknownRefusal());
        };
    }

    private static SubmissionDecision onRefusal(Refusal refusal, Instant now, IntakeConfig.Submission config) {
        return switch (refusal.kind()) {
            case BAD_ORDER, NOT_FOUND, NOT_ELIGIBLE, ALREADY_REQUESTED, UNSUPPORTED ->
                new Rejected(RejectionReason.REFUSED_BY_PANEL, refusal.text());
            case SERVICE_GONE -> new Rejected(RejectionReason.UNKNOWN_SERVICE, refusal.text());
            case NOT_ENOUGH_FUNDS -> new Later(WaitReason.FUNDS, refusal.text(), now.plus(config.fundsPause()), true);
            case BAD_KEY -> new Later(WaitReason.PANEL_DOWN, refusal.text(), now.plus(config.fundsPause()), true);
            case RATE_LIMITED ->
                new Later(
                        WaitReason.RATE_LIMIT,
                        refusal.text(),
                        now.plus(refusal.retryAfter().orElse(config.rateLimitPause())),
                        true);
            case NOT_YET -> new Later(WaitReason.PANEL_DOWN, refusal.text(), now.plus(config.activeLinkRetry()), false);
            case ACTIVE_LINK ->
                new Later(WaitReason.ACTIVE_LINK, refusal.text(), now.plus(config.activeLinkRetry()), false);
        };
    }

    /**
     * It is not sent: an order that is lost before the panel's prices are known could not be distinguished from others, and its
     * service's terms would be missing.
     */
    static SubmissionDecision withoutServices(int attempts, Instant now) {
        return new Later(
                WaitReason.PANEL_DOWN,
                "The panel's list of services was never read; nothing is bought there before.",
                now.plus(BACKOFF.after(Math.min(attempts, LONGEST_WAIT_FOR_SERVICES))),
                false);
    }

    /** The panel's id, where there is one. */
    default @Nullable String panelOrderId() {
        return this instanceof Bought(PanelOrderId id, boolean _) ? id.value() : null;
    }

    /** When the order may be claimed again. */
    default @Nullable Instant due() {
        return this instanceof Later later ? later.until() : null;
    }

    /** What the order waits for. */
    default @Nullable WaitReason waitReason() {
        return this instanceof Later later ? later.reason() : null;
    }

    /** In words, for the order's row. */
    default @Nullable String message() {
        return switch (this) {
            case Bought _ -> null;
            case Rejected rejected -> rejected.message();
            case Later later -> later.message();
            case Doubtful doubtful -> doubtful.evidence();
            case IdTaken(Instant _, PanelOrderId id) ->
                "The panel answered the id %s, which another order of ours has.".formatted(id);
        };
    }
}
