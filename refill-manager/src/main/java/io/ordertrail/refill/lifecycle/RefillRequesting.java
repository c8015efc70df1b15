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

/** From a refill that is due to the result of the panel's answer. */
public final class RefillRequesting {

    private static final Duration LATER = Duration.ofMinutes(5);
    private static final Duration MUCH_LATER = Duration.ofHours(1);

    private RefillRequesting() {}

    /**
     * Claims it for a request, or turns it down: the rules are checked again, since days may have passed. A request waits until
     * nothing of the order's last one can arrive any more, where the cool-down is shorter than that.
     */
    public static Step claim(RefillContext context, boolean newerOnLink, Duration lease) {
        Instant lastAskedAt = context.order().history().askedAt();
        if (lastAskedAt != null && context.now().isBefore(lastAskedAt.plus(lease))) {
            return context.step(context.refill().dueAt(lastAskedAt.plus(lease)));
        }
        Instant leaseEnd = context.now().plus(lease);
        return objection(context, newerOnLink, leaseEnd)
                .map(refusal -> turnedDown(context, refusal))
                .orElseGet(
                        () -> context.step(context.refill().asked(RefillTransition.CLAIMED, context.now(), leaseEnd)));
    }

    /**
     * Returns why no request may be sent now. The cool-down was kept when the refill was opened, and the refill in flight
     * is this one. The warranty must last until the request is settled: it may arrive at any time until then.
     */
    static Optional<Refused> objection(RefillContext context, boolean newerOnLink, Instant leaseEnd) {
        EligibilityContext eligibility =
                new EligibilityContext(context.order(), context.policy(), newerOnLink, false, context.now());
        return EligibilityRule.against(eligibility)
                .filter(refusal -> refusal.reason() != RefusalReason.COOLING_DOWN)
                .or(() -> context.warrantyEnd()
                        .filter(end -> !leaseEnd.isBefore(end))
                        .map(end -> new Refused(
                                RefusalReason.WARRANTY_OVER,
                                "The warranty ends at %s, before a request is certain to have arrived."
                                        .formatted(end))))
                .or(() -> RefillInitiation.dryRun(eligibility));
    }

    /** Returns what a call says of one order. */
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
            case Outcome.Refused<Map<PanelOrderId, RefillAnswer>>(Refusal refusal)
            when refusesBatch(outcome) ->
                new RefillAnswer.NotAsked(
                        "The panel refused a request for several orders, which says nothing about this one: %s"
                                .formatted(refusal.text()));
            case Outcome.Refused<Map<PanelOrderId, RefillAnswer>>(Refusal refusal) ->
                new RefillAnswer.NotTaken(refusal);
            case Outcome.NotSent<Map<PanelOrderId, RefillAnswer>>(String cause) -> new RefillAnswer.NotAsked(cause);
            case Outcome.Unknown<Map<PanelOrderId, RefillAnswer>>(Evidence evidence) ->
                new RefillAnswer.InDoubt(evidence);
        };
    }

    /**
     * Returns whether a call for many was refused for a reason that cannot hold for each of them: one id that the panel does
     * not know, or a panel that takes one at a time. Each must be asked for alone.
     */
    public static boolean refusesBatch(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(Refusal refusal) && !refusal.holdsForEachOrder();
    }

    /** The panel answered about this order. */
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

    /** The panel may have taken it. The wait for a sign of it begins when nothing of the request can arrive any more. */
    public static Step lost(RefillContext context, String evidence) {
        Instant requested = context.refill().requestedAt();
        Instant settled = context.refill().settledAt();
        Instant from = settled.isAfter(context.now()) ? settled : context.now();
        return context.asked(
                context.refill()
                        .move(RefillTransition.LOST)
                        .dueAt(from.plus(context.policy().doubt().after()))
                        .noted(evidence),
                (order, revision, at) -> new RefillInDoubt(order, revision, at, requested, evidence));
    }

    /** The panel has it: by its answer, or by the decision of a doubt. */
    static Step taken(RefillContext context, @Nullable RefillId id, String note) {
        Refill next = context.refill()
                .move(RefillTransition.TAKEN)
                .at(id)
                .noted(note)
                .operatorNotified(false)
                .dueAt(context.policy().pace().next(context.refill().requestedAt(), context.now()));
        int attempt = next.tally().attempts();
        List<PendingEvent> events = new ArrayList<>();
        RefillHistory history = context.order().history();
        if (next.evidence() == DropEvidence.SCHEDULE && history.droppedSince() == null) {
            Drop drop = new Drop(DropEvidence.SCHEDULE, null, "The panel took a refill that was requested by schedule");
            events.add((order, revision, at) -> new DropFound(order, revision, at, drop));
        }
        events.add((order, revision, at) -> new RefillRequested(order, revision, at, id, attempt));
        return new Step(
                next,
                history.intact()
                        .dropped(droppedSince(context))
                        .asked(context.refill().requestedAt()),
                List.copyOf(events));
    }

    private static Instant droppedSince(RefillContext context) {
        Instant since = context.order().history().droppedSince();
        return since == null ? context.now() : since;
    }

    private static Step refused(RefillContext context, Refusal refusal) {
        String words = "The panel says: " + refusal.text();
        return switch (refusal.kind()) {
            case ALREADY_REQUESTED -> taken(context, null, words);
            case NOT_ELIGIBLE, NOT_FOUND, BAD_ORDER, SERVICE_GONE, UNSUPPORTED ->
                turnedDown(context, new Refused(RefusalReason.REFUSED_BY_PANEL, words));
            case RATE_LIMITED -> postponed(context, words, refusal.retryAfter().orElse(LATER));
            case NOT_ENOUGH_FUNDS, ACTIVE_LINK, BAD_KEY, NOT_YET -> postponed(context, words, MUCH_LATER);
        };
    }

    /** Nothing was requested, so it is due again; a repeated request that was not made leaves the doubt as it was. */
    private static Step postponed(RefillContext context, String cause, Duration wait) {
        Refill refill = context.refill().noted(cause);
        Instant next = context.now().plus(wait);
        if (!refill.repeats()) {
            return context.step(refill.move(RefillTransition.POSTPONED)
                    .operatorNotified(false)
                    .dueAt(next));
        }
        return context.step(
                refill.state() == RefillState.IN_DOUBT
                        ? refill
                        : refill.move(RefillTransition.LOST).dueAt(next));
    }

    /** What was requested by schedule alone publishes nothing if there is nothing to refill. */
    private static Step turnedDown(RefillContext context, Refused refused) {
        boolean byPanel = refused.reason() == RefusalReason.REFUSED_BY_PANEL;
        if (context.refill().evidence() == DropEvidence.SCHEDULE) {
            return context.step(
                    context.refill().move(RefillTransition.FOUND_INTACT).noted(refused.message()));
        }
        Refill next = context.refill().move(RefillTransition.TURNED_DOWN).noted(refused.message());
        RefillHistory history = context.order().history();
        boolean known =
                refused.reason() == history.lastRefusal() && context.refill().evidence() != DropEvidence.SHOP;
        RefillHistory refusal = history.refused(refused.reason());
        return new Step(
                next,
                byPanel ? refusal.asked(context.refill().requestedAt()) : refusal,
                known ? List.of() : List.of(RefillInitiation.refusal(refused)));
    }
}
