package io.ordertrail.poller.change;

import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.StatusEvent.ChildFound;
import io.ordertrail.events.StatusEvent.Leftover;
import io.ordertrail.events.StatusEvent.OrderDenied;
import io.ordertrail.events.StatusEvent.OrderProgressed;
import io.ordertrail.events.StatusEvent.OrderStuck;
import io.ordertrail.events.StatusEvent.Progress;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.OrderAnswer.Denied;
import io.ordertrail.panel.OrderAnswer.Seen;
import io.ordertrail.panel.OrderAnswer.Unreadable;
import io.ordertrail.poller.change.AlertState.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides what an answer means for an order. Deterministic and thread-safe.
 *
 * <p>A change of status is published at once; progress too, since who asks holds it back ({@link ChangeSettings#progressEvery}); a denial
 * once it has lasted; a standstill once it has lasted. What the panel leaves out of an answer it has not taken back: the
 * last known count stays.
 */
public final class ChangeRules {

    private final ChangeSettings rules;
    private final Predicate<PanelName> ticketDesk;

    /**
     * With these settings.
     *
     * @param ticketDesk whether a ticket can be asked for at that panel
     */
    public ChangeRules(ChangeSettings rules, Predicate<PanelName> ticketDesk) {
        this.rules = rules;
        this.ticketDesk = ticketDesk;
    }

    /**
     * What that answer changes.
     *
     * @param revision of the order's last event
     * @param children the ids of the children that are known, for an order that has any
     */
    public Change decide(
            WatchedOrder state, OrderAnswer answer, long revision, Set<PanelOrderId> children, Instant now) {
        return switch (answer) {
            case Seen seen -> seen(state, seen, revision, children, now);
            case Denied denied -> denied(state, denied, revision, now);
            case Unreadable _ -> Change.none(state);
        };
    }

    /** Publishes that the order is stuck, with the outcome of the ticket. */
    public Change stuck(WatchedOrder state, Optional<TicketId> ticket, long revision, Instant now) {
        OrderStuck event = new OrderStuck(
                state.purchase().order(), revision + 1, now, state.shown().changedAt(), ticket.orElse(null));
        return Change.withEvent(state, state.with(state.alarms().stuck()), event);
    }

    /** The settings that it decides by. */
    public ChangeSettings rules() {
        return rules;
    }

    private Change seen(WatchedOrder state, Seen seen, long revision, Set<PanelOrderId> known, Instant now) {
        WatchedOrder here = state.alarms().deniedSince() == null
                ? state
                : state.with(state.alarms().notDenied());
        List<PanelOrderId> children = seen.children().stream()
                .distinct()
                .filter(child -> !known.contains(child))
                .toList();
        List<StatusEvent> events = new ArrayList<>();
        children.forEach(child ->
                events.add(new ChildFound(state.purchase().order(), revision + events.size() + 1, now, child)));
        if (ChangeDetector.is(here.shown(), seen)) {
            WatchedOrder after = news(here, seen, now);
            events.add(event(here, after, seen, revision + events.size() + 1, now));
            return new Change(state, after, List.copyOf(events), children, false);
        }
        WatchedOrder same = here.with(here.shown().fingerprint(Fingerprint.of(seen)));
        boolean stuck = events.isEmpty()
                && rules.alarmAt(same).filter(at -> !now.isBefore(at)).isPresent();
        return stuck
                ? standstill(same, revision, now).since(state)
                : new Change(state, same, List.copyOf(events), children, false);
    }

    /** Where there is a desk, the claim comes first: whoever has committed it, and nobody else, asks for the ticket. */
    private Change standstill(WatchedOrder state, long revision, Instant now) {
        boolean ask = state.alarms().ticket() == Ticket.NONE
                && ticketDesk.test(state.purchase().order().panel());
        return ask
                ? new Change(state, state.with(state.alarms().ticketAsked()), List.of(), List.of(), true)
                : stuck(state, Optional.empty(), revision, now);
    }

    private WatchedOrder news(WatchedOrder state, Seen seen, Instant now) {
        PublishedState after = ChangeDetector.after(state, seen, rules.afterEnd(), now);
        return state.with(after).with(state.alarms().afterNews());
    }

    private static StatusEvent event(WatchedOrder before, WatchedOrder after, Seen seen, long revision, Instant now) {
        OrderTerms purchase = before.purchase();
        PublishedState shown = after.shown();
        Progress progress = new Progress(shown.startCount(), shown.remains(), shown.charge());
        Leftover leftover = RemainingCharge.correction(
                        before.shown().leftover(), shown.leftover(), shown.charge(), seen.status())
                .orElse(null);
        return ChangeDetector.isStatus(before.shown(), seen)
                ? new StatusChanged(
                        purchase.order(),
                        revision,
                        now,
                        seen.status(),
                        before.shown().status(),
                        seen.panelStatus(),
                        progress,
                        leftover,
                        purchase.childId())
                : new OrderProgressed(
                        purchase.order(), revision, now, seen.status(), progress, leftover, purchase.childId());
    }

    private Change denied(WatchedOrder state, Denied denied, long revision, Instant now) {
        Instant since = state.alarms().deniedSince();
        if (since == null) {
            return Change.quiet(state, state.with(state.alarms().denied(now)));
        }
        if (state.alarms().deniedPublished() || now.isBefore(since.plus(rules.deniedAfter()))) {
            return Change.none(state);
        }
        return Change.withEvent(
                state,
                state.with(state.alarms().denialPublished()),
                new OrderDenied(
                        state.purchase().order(),
                        revision + 1,
                        now,
                        since,
                        denied.text(),
                        state.purchase().childId()));
    }
}
