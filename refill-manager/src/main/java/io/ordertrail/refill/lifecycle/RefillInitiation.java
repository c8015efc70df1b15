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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a drop, a shop's wish or the schedule opens a refill. */
public final class RefillInitiation {

    private RefillInitiation() {}

    /**
     * What follows.
     *
     * @param refill to be stored, if one is opened
     * @param refused what was decided against it, for the count of refusals; also if it is not told again
     */
    public record Opened(
            RefillHistory memory, Optional<Refill> refill, List<PendingEvent> told, Optional<RefusalReason> refused) {}

    /**
     * A drop was seen. One that cools down is refilled afterwards; one that is refilled already, or of which was told
     * why it is not refilled, is not told again.
     */
    public static Opened onDrop(EligibilityContext question, Drop drop) {
        RefillHistory memory = question.order().memory();
        if (question.inFlight()) {
            return nothing(memory);
        }
        Optional<Refused> refused = EligibilityRule.against(question)
                .filter(refusal -> refusal.reason() != RefusalReason.COOLING_DOWN)
                .or(() -> dryRun(question));
        RefillHistory dropped = memory.dropped(question.now());
        List<PendingEvent> told = new ArrayList<>();
        if (memory.droppedSince() == null) {
            told.add((order, revision, at) -> new DropFound(order, revision, at, drop));
        }
        refused.filter(refusal -> refusal.reason() != memory.lastRefusal())
                .ifPresent(refusal -> told.add(refusal(refusal)));
        return new Opened(
                refused.map(refusal -> dropped.refused(refusal.reason())).orElse(dropped),
                refused.isPresent() ? Optional.empty() : Optional.of(opened(question, drop.evidence())),
                told,
                refused.map(Refused::reason));
    }

    /** A shop asks. It is always answered. */
    public static Opened onWish(EligibilityContext question) {
        RefillHistory memory = question.order().memory();
        Optional<Refused> refused = EligibilityRule.against(question).or(() -> dryRun(question));
        if (refused.isPresent()) {
            return new Opened(
                    memory,
                    Optional.empty(),
                    List.of(refusal(refused.get())),
                    Optional.of(refused.get().reason()));
        }
        Drop drop = new Drop(DropEvidence.SHOP, null, "The shop asked for a refill");
        return new Opened(
                memory.dropped(question.now()),
                Optional.of(opened(question, DropEvidence.SHOP)),
                List.of((order, revision, at) -> new DropFound(order, revision, at, drop)),
                Optional.empty());
    }

    /** The schedule asks, in silence: whether there was a drop, the panel's answer tells. */
    public static Opened onSchedule(EligibilityContext question) {
        RefillHistory memory = question.order().memory();
        return EligibilityRule.against(question).isPresent()
                        || question.policy().dryRun()
                ? nothing(memory)
                : new Opened(memory, Optional.of(opened(question, DropEvidence.SCHEDULE)), List.of(), Optional.empty());
    }

    static PendingEvent refusal(Refused refused) {
        return (order, revision, at) -> new RefillRefused(order, revision, at, refused.reason(), refused.message());
    }

    static Optional<Refused> dryRun(EligibilityContext question) {
        return question.policy().dryRun()
                ? Optional.of(new Refused(
                        RefusalReason.DRY_RUN,
                        "Dry run: %s would be asked now to refill its order %s."
                                .formatted(
                                        question.order().ref().panel(),
                                        question.order().ref().panelOrderId())))
                : Optional.empty();
    }

    private static Refill opened(EligibilityContext question, DropEvidence evidence) {
        return Refill.due(question.order().id(), evidence, question.now(), later(question.now(), question.coolUntil()));
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private static Opened nothing(RefillHistory memory) {
        return new Opened(memory, Optional.empty(), List.of(), Optional.empty());
    }
}
