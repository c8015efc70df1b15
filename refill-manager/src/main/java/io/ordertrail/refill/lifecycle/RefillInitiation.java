package io.ordertrail.refill.lifecycle;

import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.RefillEvent.DropFound;
import io.ordertrail.events.RefillEvent.RefillRefused;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.refill.eligibility.EligibilityRule;
import io.ordertrail.refill.eligibility.EligibilityRule.EligibilityContext;
import io.ordertrail.refill.eligibility.EligibilityRule.Refused;
import io.ordertrail.refill.order.OrderUnderWarranty.RefillHistory;
import io.ordertrail.refill.policy.RefillPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a drop, a shop's request or the schedule opens a refill. */
public final class RefillInitiation {

    private RefillInitiation() {}

    /**
     * The result.
     *
     * @param refill to be stored, if one is opened
     * @param refused why not, for the count of refusals; also if it is not published again
     */
    public record Opened(
            RefillHistory history,
            Optional<Refill> refill,
            List<PendingEvent> events,
            Optional<RefusalReason> refused) {}

    /**
     * A drop was seen. One that cools down is refilled afterwards; one that is being refilled, or whose refusal was published
     * for the same reason, is not published again.
     */
    public static Opened onDrop(EligibilityContext eligibility, Drop drop) {
        RefillHistory history = eligibility.order().history();
        if (eligibility.inFlight()) {
            return nothing(history);
        }
        Optional<Refused> refused = EligibilityRule.against(eligibility)
                .filter(refusal -> refusal.reason() != RefusalReason.COOLING_DOWN)
                .or(() -> dryRun(eligibility));
        RefillHistory dropped = history.dropped(eligibility.now());
        List<PendingEvent> events = new ArrayList<>();
        if (history.droppedSince() == null) {
            events.add((order, revision, at) -> new DropFound(order, revision, at, drop));
        }
        refused.filter(refusal -> refusal.reason() != history.lastRefusal())
                .ifPresent(refusal -> events.add(refusal(refusal)));
        return new Opened(
                refused.map(refusal -> dropped.refused(refusal.reason())).orElse(dropped),
                refused.isPresent() ? Optional.empty() : Optional.of(opened(eligibility, drop.evidence())),
                events,
                refused.map(Refused::reason));
    }

    /** A refill that was with an operator has ended: a drop that was noticed meanwhile is looked at now. */
    static OrderRefillState afterEscalation(OrderRefillState state, RefillPolicy policy, Instant now) {
        RefillHistory history = state.order().history();
        Drop later = history.laterDrop();
        if (later == null || state.open() != null) {
            return state;
        }
        OrderRefillState next = state.with(state.order().with(history.intact()));
        return next.after(onDrop(next.eligibility(policy, now), later), now);
    }

    /** A shop asks. It is always answered. */
    public static Opened onRequest(EligibilityContext eligibility) {
        RefillHistory history = eligibility.order().history();
        Optional<Refused> refused = EligibilityRule.against(eligibility).or(() -> dryRun(eligibility));
        if (refused.isPresent()) {
            return new Opened(
                    history,
                    Optional.empty(),
                    List.of(refusal(refused.get())),
                    Optional.of(refused.get().reason()));
        }
        Drop drop = new Drop(DropEvidence.SHOP, null, "The shop asked for a refill");
        return new Opened(
                history.dropped(eligibility.now()),
                Optional.of(opened(eligibility, DropEvidence.SHOP)),
                List.of((order, revision, at) -> new DropFound(order, revision, at, drop)),
                Optional.empty());
    }

    /** The schedule asks and publishes nothing: the panel's answer shows whether there was a drop. */
    public static Opened onSchedule(EligibilityContext eligibility) {
        RefillHistory history = eligibility.order().history();
        return EligibilityRule.against(eligibility).isPresent()
                        || eligibility.policy().dryRun()
                ? nothing(history)
                : new Opened(
                        history, Optional.of(opened(eligibility, DropEvidence.SCHEDULE)), List.of(), Optional.empty());
    }

    static PendingEvent refusal(Refused refused) {
        return (order, revision, at) -> new RefillRefused(order, revision, at, refused.reason(), refused.message());
    }

    static Optional<Refused> dryRun(EligibilityContext eligibility) {
        return eligibility.policy().dryRun()
                ? Optional.of(new Refused(
                        RefusalReason.DRY_RUN,
                        "Dry run: %s would be asked now to refill its order %s."
                                .formatted(
                                        eligibility.order().ref().panel(),
                                        eligibility.order().ref().panelOrderId())))
                : Optional.empty();
    }

    private static Refill opened(EligibilityContext eligibility, DropEvidence evidence) {
        return Refill.due(
                eligibility.order().id(),
                evidence,
                eligibility.now(),
                later(eligibility.now(), eligibility.coolUntil()));
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private static Opened nothing(RefillHistory history) {
        return new Opened(history, Optional.empty(), List.of(), Optional.empty());
    }
}
