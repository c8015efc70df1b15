package io.ordertrail.refill.lifecycle;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.RefillEvent.DropFound;
import io.ordertrail.events.RefillEvent.RefillInDoubt;
import io.ordertrail.events.RefillEvent.RefillRequested;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.Refusal;
import io.ordertrail.refill.eligibility.EligibilityRule;
import io.ordertrail.refill.eligibility.EligibilityRule.EligibilityContext;
import io.ordertrail.refill.eligibility.EligibilityRule.Refused;
import io.ordertrail.refill.lifecycle.RefillContext.Step;
import io.ordertrail.refill.order.OrderUnderWarranty.RefillHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** From a refill that is due to what the panel's answer makes of it. */
public final class RefillRequesting {

    private static final Duration LATER = Duration.ofMinutes(5);
    private static final Duration MUCH_LATER = Duration.ofHours(1);

    private RefillRequesting() {}

    /**
     * Whether it is asked for now. The rules are asked again, since days may have passed; the cool-down was kept when
     * it was opened, and the refill in flight is this one.
     */
    public static Step claim(RefillContext context, boolean newerOnLink, Duration lease) {
        EligibilityContext question =
                new EligibilityContext(context.order(), context.policy(), newerOnLink, false, context.now());
        Optional<Refused> refused = EligibilityRule.against(question)
                .filter(refusal -> refusal.reason() != RefusalReason.COOLING_DOWN)
                .or(() -> RefillInitiation.dryRun(question));
        return refused.map(refusal -> turnedDown(context, refusal))
                .orElseGet(() -> context.step(context.refill()
                        .asked(
                                RefillTransition.CLAIMED,
                                context.now(),
                                context.now().plus(lease))));
    }

    /** What the whole call says of one order. */
    public static RefillAnswer about(
            PanelOrderId order, Outcome<Map<PanelOrderId, RefillAnswer>> outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Answered<Map<PanelOrderId, RefillAnswer>>(var answers) -> {
                RefillAnswer answer = answers.get(order);
                yield answer == null
                        ? new RefillAnswer.InDoubt(new Evidence(
                                now, Duration.ZERO, OptionalInt.empty(), "the answer does not name the order", ""))
                        : answer;
            }
            case Outcome.Refused<Map<PanelOrderId, RefillAnswer>>(var refusal) -> new RefillAnswer.NotTaken(refusal);
            case Outcome.NotSent<Map<PanelOrderId, RefillAnswer>>(var cause) -> new RefillAnswer.NotAsked(cause);
            case Outcome.Unknown<Map<PanelOrderId, RefillAnswer>>(var evidence) -> new RefillAnswer.InDoubt(evidence);
        };
    }

    /** What the panel's answer makes of it. */
    public static Step answered(RefillContext context, RefillAnswer answer) {
        return switch (answer) {
            case RefillAnswer.Taken(Optional<RefillId> id) -> taken(context, id.orElse(null), "taken");
            case RefillAnswer.NotTaken(Refusal refusal) -> refused(context, refusal);
            case RefillAnswer.NotAsked(String cause) -> postponed(context, cause, LATER);
            case RefillAnswer.InDoubt(Evidence evidence)
            when context.refill().state() == RefillState.IN_DOUBT ->
                context.step(context.refill().noted(evidence.summary()));
            case RefillAnswer.InDoubt(Evidence evidence) -> lost(context, evidence.summary());
        };
    }

    /** Nobody knows whether the panel took it. */
    public static Step lost(RefillContext context, String evidence) {
        Instant requested = context.requestedAt();
        return context.asked(
                context.refill()
                        .move(RefillTransition.LOST)
                        .dueAt(context.now().plus(context.policy().doubt().after()))
                        .noted(evidence),
                (order, revision, at) -> new RefillInDoubt(order, revision, at, requested, evidence));
    }

    /** The panel has it: after its answer, or after a doubt. */
    static Step taken(RefillContext context, @Nullable RefillId id, String note) {
        Refill next = context.refill()
                .move(RefillTransition.TAKEN)
                .at(id)
                .noted(note)
                .operatorTold(false)
                .dueAt(context.policy().pace().next(context.requestedAt(), context.now()));
        int attempt = next.tally().attempts();
        List<PendingEvent> told = new ArrayList<>();
        RefillHistory memory = context.order().memory();
        if (next.evidence() == DropEvidence.SCHEDULE && memory.droppedSince() == null) {
            Drop drop = new Drop(DropEvidence.SCHEDULE, null, "The panel took a refill that was asked for by schedule");
            told.add((order, revision, at) -> new DropFound(order, revision, at, drop));
        }
        told.add((order, revision, at) -> new RefillRequested(order, revision, at, id, attempt));
        return new Step(
                next, memory.whole().dropped(droppedSince(context)).asked(context.requestedAt()), List.copyOf(told));
    }

    private static Instant droppedSince(RefillContext context) {
        Instant since = context.order().memory().droppedSince();
        return since == null ? context.now() : since;
    }

    private static Step refused(RefillContext context, Refusal refusal) {
        String words = "The panel says: " + refusal.text();
        return switch (refusal.kind()) {
            case ALREADY_REQUESTED -> taken(context, null, words);
            case NOT_ELIGIBLE -> turnedDown(context, new Refused(RefusalReason.REFUSED_BY_PANEL, words));
            case NOT_FOUND, BAD_ORDER, SERVICE_GONE, UNSUPPORTED ->
                turnedDown(context, new Refused(RefusalReason.REFUSED_BY_PANEL, words));
            case RATE_LIMITED -> postponed(context, words, refusal.retryAfter().orElse(LATER));
            case NOT_ENOUGH_FUNDS, ACTIVE_LINK, BAD_KEY, NOT_YET -> postponed(context, words, MUCH_LATER);
        };
    }

    private static Step postponed(RefillContext context, String cause, Duration wait) {
        return context.step(context.refill()
                .move(RefillTransition.POSTPONED)
                .noted(cause)
                .dueAt(context.now().plus(wait)));
    }

    /** What was asked for by schedule alone costs nothing, not even an event, when there is nothing to refill. */
    private static Step turnedDown(RefillContext context, Refused refused) {
        boolean byPanel = refused.reason() == RefusalReason.REFUSED_BY_PANEL;
        if (context.refill().evidence() == DropEvidence.SCHEDULE) {
            return context.step(
                    context.refill().move(RefillTransition.FOUND_WHOLE).noted(refused.message()));
        }
        Refill next = context.refill().move(RefillTransition.TURNED_DOWN).noted(refused.message());
        RefillHistory memory = context.order().memory();
        boolean known =
                refused.reason() == memory.lastRefusal() && context.refill().evidence() != DropEvidence.SHOP;
        RefillHistory refusal = memory.refused(refused.reason());
        return new Step(
                next,
                byPanel ? refusal.asked(context.requestedAt()) : refusal,
                known ? List.of() : List.of(RefillInitiation.refusal(refused)));
    }
}
