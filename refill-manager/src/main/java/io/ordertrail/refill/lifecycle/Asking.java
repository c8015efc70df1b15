package io.ordertrail.refill.lifecycle;

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
import io.ordertrail.refill.eligibility.Rule;
import io.ordertrail.refill.eligibility.Rule.Question;
import io.ordertrail.refill.eligibility.Rule.Refused;
import io.ordertrail.refill.lifecycle.Case.Step;
import io.ordertrail.refill.order.WatchedOrder.Memory;
import io.ordertrail.trade.PanelOrderId;
import io.ordertrail.trade.RefillId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** From a refill that is due to what the panel's answer makes of it. */
public final class Asking {

    private static final Duration LATER = Duration.ofMinutes(5);
    private static final Duration MUCH_LATER = Duration.ofHours(1);

    private Asking() {}

    /**
     * Whether it is asked for now. The rules are asked again, since days may have passed; the cool-down was kept when
     * it was opened, and the refill in flight is this one.
     */
    public static Step claim(Case the, boolean newerOnLink, Duration lease) {
        Question question = new Question(the.order(), the.policy(), newerOnLink, false, the.now());
        Optional<Refused> refused = Rule.against(question)
                .filter(refusal -> refusal.reason() != RefusalReason.COOLING_DOWN)
                .or(() -> Opening.dryRun(question));
        return refused.map(refusal -> turnedDown(the, refusal))
                .orElseGet(() -> the.step(
                        the.refill().asked(Move.CLAIMED, the.now(), the.now().plus(lease))));
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
    public static Step answered(Case the, RefillAnswer answer) {
        return switch (answer) {
            case RefillAnswer.Taken(Optional<RefillId> id) -> taken(the, id.orElse(null), "taken");
            case RefillAnswer.NotTaken(Refusal refusal) -> refused(the, refusal);
            case RefillAnswer.NotAsked(String cause) -> postponed(the, cause, LATER);
            case RefillAnswer.InDoubt(Evidence evidence)
            when the.refill().state() == RefillState.IN_DOUBT ->
                the.step(the.refill().noted(evidence.summary()));
            case RefillAnswer.InDoubt(Evidence evidence) -> lost(the, evidence.summary());
        };
    }

    /** Nobody knows whether the panel took it. */
    public static Step lost(Case the, String evidence) {
        Instant requested = the.requestedAt();
        return the.asked(
                the.refill()
                        .move(Move.LOST)
                        .dueAt(the.now().plus(the.policy().doubt().after()))
                        .noted(evidence),
                (order, revision, at) -> new RefillInDoubt(order, revision, at, requested, evidence));
    }

    /** The panel has it: after its answer, or after a doubt. */
    static Step taken(Case the, @Nullable RefillId id, String note) {
        Refill next = the.refill()
                .move(Move.TAKEN)
                .at(id)
                .noted(note)
                .operatorTold(false)
                .dueAt(the.policy().pace().next(the.requestedAt(), the.now()));
        int attempt = next.tally().attempts();
        List<Announcement> told = new ArrayList<>();
        Memory memory = the.order().memory();
        if (next.evidence() == DropEvidence.SCHEDULE && memory.droppedSince() == null) {
            Drop drop = new Drop(DropEvidence.SCHEDULE, null, "The panel took a refill that was asked for by schedule");
            told.add((order, revision, at) -> new DropFound(order, revision, at, drop));
        }
        told.add((order, revision, at) -> new RefillRequested(order, revision, at, id, attempt));
        return new Step(next, memory.whole().dropped(droppedSince(the)).asked(the.requestedAt()), List.copyOf(told));
    }

    private static Instant droppedSince(Case the) {
        Instant since = the.order().memory().droppedSince();
        return since == null ? the.now() : since;
    }

    private static Step refused(Case the, Refusal refusal) {
        String words = "The panel says: " + refusal.text();
        return switch (refusal.kind()) {
            case ALREADY_REQUESTED -> taken(the, null, words);
            case NOT_ELIGIBLE -> turnedDown(the, new Refused(RefusalReason.REFUSED_BY_PANEL, words));
            case NOT_FOUND, BAD_ORDER, SERVICE_GONE, UNSUPPORTED ->
                turnedDown(the, new Refused(RefusalReason.REFUSED_BY_PANEL, words));
            case RATE_LIMITED -> postponed(the, words, refusal.retryAfter().orElse(LATER));
            case NOT_ENOUGH_FUNDS, ACTIVE_LINK, BAD_KEY -> postponed(the, words, MUCH_LATER);
        };
    }

    private static Step postponed(Case the, String cause, Duration wait) {
        return the.step(
                the.refill().move(Move.POSTPONED).noted(cause).dueAt(the.now().plus(wait)));
    }

    /** What was asked for by schedule alone costs nothing, not even an event, when there is nothing to refill. */
    private static Step turnedDown(Case the, Refused refused) {
        boolean byPanel = refused.reason() == RefusalReason.REFUSED_BY_PANEL;
        if (the.refill().evidence() == DropEvidence.SCHEDULE) {
            return the.step(the.refill().move(Move.FOUND_WHOLE).noted(refused.message()));
        }
        Refill next = the.refill().move(Move.TURNED_DOWN).noted(refused.message());
        Memory memory = the.order().memory();
        boolean known = refused.reason() == memory.lastRefusal() && the.refill().evidence() != DropEvidence.SHOP;
        Memory refusal = memory.refused(refused.reason());
        return new Step(
                next,
                byPanel ? refusal.asked(the.requestedAt()) : refusal,
                known ? List.of() : List.of(Opening.refusal(refused)));
    }
}
