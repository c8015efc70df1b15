package io.ordertrail.refill.lifecycle;

import io.ordertrail.domain.RefillId;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.RefillEvent.NeedsOperator;
import io.ordertrail.events.RefillEvent.RefillClosed;
import io.ordertrail.refill.lifecycle.RefillContext.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What decides a doubt: the order's own state, the panel's word where it can be had safely, or a person. */
public final class RefillDoubt {

    private RefillDoubt() {}

    /** The wait is over and the order's state has told nothing. */
    public static Step due(RefillContext context, Duration lease) {
        if (context.refill().operatorTold()) {
            return Escalation.expired(context);
        }
        if (context.policy().doubt().askAgain()) {
            return context.step(context.refill()
                    .asked(
                            RefillTransition.ASKED_AGAIN,
                            context.now(),
                            context.now().plus(lease)));
        }
        String message =
                "The panel may have taken the refill, and nothing shows it; look there and settle it. What came back: "
                        + context.refill().note();
        return context.step(
                context.refill().operatorTold(true).dueAt(Escalation.expiry(context)),
                (order, revision, at) -> new NeedsOperator(order, revision, at, message));
    }

    /**
     * The order is delivered again, or is whole again.
     *
     * @param at when that was seen; what was seen before the panel was asked shows nothing
     * @return empty if it changes nothing about the refill
     */
    public static Optional<Step> orderShows(RefillContext context, OrderShows what, Instant at) {
        Refill refill = context.refill();
        boolean before = refill.requestedAt() != null && !at.isAfter(refill.requestedAt());
        return switch (refill.state()) {
            case IN_DOUBT -> before ? Optional.empty() : Optional.of(decided(context, what));
            case RUNNING ->
                before || what != OrderShows.WHOLE || refill.panelRefill() != null
                        ? Optional.empty()
                        : Optional.of(RefillTracking.whole(context, "The order is whole again"));
            case DUE ->
                what == OrderShows.WHOLE && refill.tally().attempts() == 0
                        ? Optional.of(context.whole(
                                refill.move(RefillTransition.FOUND_WHOLE).noted("The order is whole again")))
                        : Optional.empty();
            case REQUESTING, TICKET_DUE, TICKETING, ESCALATED, COMPLETED, NOT_NEEDED, REFUSED, CLOSED ->
                Optional.empty();
        };
    }

    /** A person found it at the panel. */
    public static Step foundTaken(RefillContext context, @Nullable RefillId id, String who) {
        return RefillRequesting.taken(
                new RefillContext(context.order(), context.refill().fenced(), context.policy(), context.now()),
                id,
                who);
    }

    /** A person did not find it at the panel: it is asked for again. */
    public static Step foundNotTaken(RefillContext context, String who) {
        return context.step(context.refill()
                .move(RefillTransition.FOUND_NOT_TAKEN)
                .fenced()
                .noted(who)
                .operatorTold(false)
                .dueAt(context.now()));
    }

    /** A person has it tried anew. */
    public static Step triedAnew(RefillContext context, String who) {
        return context.step(context.refill()
                .move(RefillTransition.TRIED_ANEW)
                .fenced()
                .noted(who)
                .operatorTold(false)
                .dueAt(context.now()));
    }

    /** A person closes it. */
    public static Step closed(RefillContext context, String who) {
        return context.step(
                context.refill().move(RefillTransition.GIVEN_UP).fenced().noted(who),
                (order, revision, at) ->
                        new RefillClosed(order, revision, at, context.refill().panelRefill(), who));
    }

    /** A drop does not mend by itself, so what is whole again was refilled; unless there never was a sign of one. */
    private static Step decided(RefillContext context, OrderShows what) {
        if (what == OrderShows.WHOLE && context.refill().evidence() == DropEvidence.SCHEDULE) {
            String message = "The order is whole: nothing of it is in flight, whether the panel took it or not";
            return context.whole(
                    context.refill().move(RefillTransition.GIVEN_UP).noted(message),
                    (order, revision, at) -> new RefillClosed(
                            order, revision, at, context.refill().panelRefill(), message));
        }
        Step taken = RefillRequesting.taken(context, null, "The order shows it: " + what);
        if (what == OrderShows.DELIVERED_AGAIN) {
            return taken;
        }
        Step done = RefillTracking.whole(
                new RefillContext(
                        context.order().with(taken.memory()), taken.refill(), context.policy(), context.now()),
                "The order is whole again");
        return new Step(
                done.refill(),
                done.memory(),
                Stream.concat(taken.told().stream(), done.told().stream()).toList());
    }

    /** What an order's state can show of its refill. */
    public enum OrderShows {
        DELIVERED_AGAIN,
        WHOLE
    }
}
