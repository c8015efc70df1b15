package io.ordertrail.refill.lifecycle;

import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.RefillEvent.NeedsOperator;
import io.ordertrail.events.RefillEvent.RefillClosed;
import io.ordertrail.refill.lifecycle.Case.Step;
import io.ordertrail.trade.RefillId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What decides a doubt: the order's own state, the panel's word where it can be had safely, or a person. */
public final class Doubt {

    private Doubt() {}

    /** The wait is over and the order's state has told nothing. */
    public static Step due(Case the, Duration lease) {
        if (the.refill().operatorTold()) {
            return Escalation.expired(the);
        }
        if (the.policy().doubt().askAgain()) {
            return the.step(
                    the.refill().asked(Move.ASKED_AGAIN, the.now(), the.now().plus(lease)));
        }
        String message =
                "The panel may have taken the refill, and nothing shows it; look there and settle it. What came back: "
                        + the.refill().note();
        return the.step(
                the.refill().operatorTold(true).dueAt(Escalation.expiry(the)),
                (order, revision, at) -> new NeedsOperator(order, revision, at, message));
    }

    /**
     * The order is delivered again, or is whole again.
     *
     * @param at when that was seen; what was seen before the panel was asked shows nothing
     * @return empty if it changes nothing about the refill
     */
    public static Optional<Step> orderShows(Case the, OrderShows what, Instant at) {
        Refill refill = the.refill();
        boolean before = refill.requestedAt() != null && !at.isAfter(refill.requestedAt());
        return switch (refill.state()) {
            case IN_DOUBT -> before ? Optional.empty() : Optional.of(decided(the, what));
            case RUNNING ->
                before || what != OrderShows.WHOLE || refill.panelRefill() != null
                        ? Optional.empty()
                        : Optional.of(Following.whole(the, "The order is whole again"));
            case DUE ->
                what == OrderShows.WHOLE && refill.tally().attempts() == 0
                        ? Optional.of(the.whole(refill.move(Move.FOUND_WHOLE).noted("The order is whole again")))
                        : Optional.empty();
            case REQUESTING, TICKET_DUE, TICKETING, ESCALATED, COMPLETED, NOT_NEEDED, REFUSED, CLOSED ->
                Optional.empty();
        };
    }

    /** A person found it at the panel. */
    public static Step foundTaken(Case the, @Nullable RefillId id, String who) {
        return Asking.taken(new Case(the.order(), the.refill().fenced(), the.policy(), the.now()), id, who);
    }

    /** A person did not find it at the panel: it is asked for again. */
    public static Step foundNotTaken(Case the, String who) {
        return the.step(the.refill()
                .move(Move.FOUND_NOT_TAKEN)
                .fenced()
                .noted(who)
                .operatorTold(false)
                .dueAt(the.now()));
    }

    /** A person has it tried anew. */
    public static Step triedAnew(Case the, String who) {
        return the.step(the.refill()
                .move(Move.TRIED_ANEW)
                .fenced()
                .noted(who)
                .operatorTold(false)
                .dueAt(the.now()));
    }

    /** A person closes it. */
    public static Step closed(Case the, String who) {
        return the.step(
                the.refill().move(Move.GIVEN_UP).fenced().noted(who),
                (order, revision, at) ->
                        new RefillClosed(order, revision, at, the.refill().panelRefill(), who));
    }

    /** A drop does not mend by itself, so what is whole again was refilled; unless there never was a sign of one. */
    private static Step decided(Case the, OrderShows what) {
        if (what == OrderShows.WHOLE && the.refill().evidence() == DropEvidence.SCHEDULE) {
            String message = "The order is whole: nothing of it is in flight, whether the panel took it or not";
            return the.whole(
                    the.refill().move(Move.GIVEN_UP).noted(message),
                    (order, revision, at) ->
                            new RefillClosed(order, revision, at, the.refill().panelRefill(), message));
        }
        Step taken = Asking.taken(the, null, "The order shows it: " + what);
        if (what == OrderShows.DELIVERED_AGAIN) {
            return taken;
        }
        Step done = Following.whole(
                new Case(the.order().with(taken.memory()), taken.refill(), the.policy(), the.now()),
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
