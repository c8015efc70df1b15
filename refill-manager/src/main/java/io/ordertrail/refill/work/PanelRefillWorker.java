package io.ordertrail.refill.work;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.SendWindow;
import io.ordertrail.refill.lifecycle.Escalation;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.lifecycle.RefillContext;
import io.ordertrail.refill.lifecycle.RefillContext.Step;
import io.ordertrail.refill.lifecycle.RefillDoubt;
import io.ordertrail.refill.lifecycle.RefillRequesting;
import io.ordertrail.refill.lifecycle.RefillState;
import io.ordertrail.refill.lifecycle.RefillTracking;
import io.ordertrail.refill.storage.DueRefillQueries;
import io.ordertrail.refill.storage.RefillRepository;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is due at one panel. Each method is one round: it claims under the orders' locks, commits, calls the panel, and
 * notes the answer. It returns how many refills it dealt with.
 */
public final class PanelRefillWorker {

    private static final int MOST_IDS = 100;
    /** How long what the schedule asked for in vain can be looked up. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final Set<RefillState> EXPIRING =
            EnumSet.of(RefillState.REQUESTING, RefillState.TICKETING, RefillState.ESCALATED);
    private static final Set<RefillState> TO_ASK = EnumSet.of(RefillState.DUE, RefillState.IN_DOUBT);
    private static final Set<RefillState> TO_FOLLOW = EnumSet.of(RefillState.RUNNING);
    private static final Set<RefillState> TO_ESCALATE = EnumSet.of(RefillState.TICKET_DUE);

    private final Panel panel;
    private final Tools tools;
    private final PanelBackOff backOff;

    /** At that panel. */
    public PanelRefillWorker(Panel panel, Tools tools) {
        this.panel = panel;
        this.tools = tools;
        this.backOff =
                new PanelBackOff(tools.work().panelBackOff(), tools.work().longestPanelBackOff());
    }

    @Override
    public String toString() {
        return panel.name().toString();
    }

    /** All that is due now, once. */
    public Uni<Integer> round() {
        return expire().chain(expired -> backOff.isOver(now())
                ? ask().chain(asked -> follow().chain(followed -> openTicket()
                        .chain(tickets -> look().map(looked -> expired + asked + followed + tickets + looked))))
                : Uni.createFrom().item(expired));
    }

    /** Leases that ran out, and what a person had for too long. */
    private Uni<Integer> expire() {
        Instant now = now();
        return due().in(panel.name(), now, MOST_IDS, EXPIRING)
                .chain(ids -> book().decide(ids, now, whenDue(now, EXPIRING, context -> switch (context.refill()
                        .state()) {
                    case REQUESTING ->
                        RefillRequesting.lost(context, "No answer was noted in time; the replica that asked is gone.");
                    case TICKETING -> Escalation.lost(context, "no answer was noted in time");
                    default -> Escalation.expired(context);
                })))
                .map(List::size);
    }

    private Uni<Integer> ask() {
        Instant now = now();
        int limit = panel.dialect().manyRefills()
                ? Math.min(MOST_IDS, tools.work().batch())
                : tools.work().singleBatch();
        SendWindow window = window();
        return due().in(panel.name(), now, limit, TO_ASK)
                .chain(ids -> affordable(ids, panel.dialect().manyRefills(), now))
                .chain(ids -> book().decide(ids, now, before -> claim(before, now)))
                .chain(decided -> call(
                                decided.stream()
                                        .filter(after -> after.open() != null
                                                && after.open().state() == RefillState.REQUESTING)
                                        .toList(),
                                window)
                        .replaceWith(decided.size()));
    }

    private OrderRefillState claim(OrderRefillState before, Instant now) {
        return whenDue(
                        now,
                        TO_ASK,
                        context -> context.refill().state() == RefillState.DUE
                                ? RefillRequesting.claim(
                                        context,
                                        before.newerOnLink(),
                                        tools.work().lease())
                                : RefillDoubt.due(context, tools.work().lease()))
                .apply(before);
    }

    private Uni<Void> call(List<OrderRefillState> claimed, SendWindow window) {
        if (claimed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        tools.crashPoints().pass("refill.claimed");
        return panel.refill(claimed.stream().map(PanelRefillWorker::panelOrder).toList(), window)
                .invoke(outcome -> tools.crashPoints().pass("refill.answered"))
                .chain(outcome -> {
                    Instant now = now();
                    backOff.heard(failed(outcome), now);
                    return note(
                            claimed,
                            RefillState.REQUESTING,
                            (after, context) -> RefillRequesting.answered(
                                    context, RefillRequesting.about(panelOrder(after), outcome, now)));
                })
                .invoke(() -> tools.crashPoints().pass("refill.noted"));
    }

    private Uni<Integer> follow() {
        Instant now = now();
        return due().in(panel.name(), now, MOST_IDS, TO_FOLLOW)
                .chain(ids -> affordable(ids, panel.dialect().manyRefillStatuses(), now))
                .chain(ids -> book().decide(
                                ids,
                                now,
                                whenDue(
                                        now,
                                        TO_FOLLOW,
                                        context -> context.refill().panelRefill() == null
                                                ? RefillTracking.seen(
                                                        context,
                                                        null,
                                                        panel.dialect().tickets())
                                                : RefillTracking.later(
                                                        context, tools.work().lease()))))
                .chain(decided -> askStatus(decided.stream()
                                .filter(after ->
                                        after.open() != null && after.open().panelRefill() != null)
                                .toList())
                        .replaceWith(decided.size()));
    }

    private Uni<Void> askStatus(List<OrderRefillState> running) {
        Map<OrderId, RefillId> ids = new HashMap<>();
        running.forEach(situation -> ids.put(
                situation.order().id(), Objects.requireNonNull(open(situation).panelRefill())));
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : panel.refillStatus(ids.values().stream().distinct().toList()).chain(outcome -> {
                    Map<RefillId, RefillStatusAnswer> answers = answers(outcome);
                    backOff.heard(!(outcome instanceof Outcome.Answered), now());
                    return note(
                            running,
                            RefillState.RUNNING,
                            (after, context) -> RefillTracking.seen(
                                    context,
                                    answers.get(ids.get(after.order().id())),
                                    panel.dialect().tickets()));
                });
    }

    private Uni<Integer> openTicket() {
        Instant now = now();
        SendWindow window = window();
        return due().in(panel.name(), now, 1, TO_ESCALATE)
                .chain(ids -> affordable(ids, true, now))
                .chain(ids -> book().decide(
                                ids,
                                now,
                                whenDue(
                                        now,
                                        TO_ESCALATE,
                                        context -> Escalation.claimTicket(
                                                context, tools.work().lease()))))
                .chain(decided -> decided.isEmpty()
                        ? Uni.createFrom().item(0)
                        : sendTicket(decided.getFirst(), window).replaceWith(1));
    }

    private Uni<Void> sendTicket(OrderRefillState claimed, SendWindow window) {
        if (claimed.open() == null || claimed.open().state() != RefillState.TICKETING) {
            return Uni.createFrom().voidItem();
        }
        var ticket = tools.desk().ticket(claimed);
        tools.crashPoints().pass("ticket.claimed");
        return panel.createTicket(ticket, window)
                .invoke(() -> tools.crashPoints().pass("ticket.answered"))
                .chain((Outcome<TicketId> outcome) -> note(
                        List.of(claimed),
                        RefillState.TICKETING,
                        (after, context) -> Escalation.answered(context, outcome, ticket.subject())));
    }

    /** As many as the panel may be asked about now; the others stay due. At most {@link #MOST_IDS}, all at once or one a call. */
    private Uni<List<OrderId>> affordable(List<OrderId> ids, boolean inOneCall, Instant now) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(ids);
        }
        return tools.budget()
                .take(panel.name(), inOneCall ? 1 : ids.size(), now)
                .map(calls -> inOneCall && calls > 0 ? ids : ids.subList(0, calls));
    }

    /** The schedule: orders whose next look has come. */
    private Uni<Integer> look() {
        if (!tools.policies().asksBySchedule(panel.name())) {
            return Uni.createFrom().item(0);
        }
        Instant now = now();
        return due().toLookAt(panel.name(), now, MOST_IDS)
                .chain(ids -> book().decide(ids, now, before -> tools.schedule().look(before, now)))
                .chain(decided -> due().forgetNotNeeded(now.minus(KEPT)).replaceWith(decided.size()));
    }

    /** Notes answers under the fence: one that comes too late changes nothing, and is told in the log. */
    private Uni<Void> note(List<OrderRefillState> asked, RefillState expected, Noting noting) {
        Instant now = now();
        Map<OrderId, RefillRepository.Decision> decisions = asked.stream()
                .collect(Collectors.toMap(after -> after.order().id(), after -> before -> {
                    Refill open = before.open();
                    return open != null && awaits(open, open(after).fence(), expected)
                            ? before.after(noting.step(after, the(before, open, now)), now)
                            : tools.late(before, panel);
                }));
        return tools.persistently(() -> book().decideAll(decisions, now)).replaceWithVoid();
    }

    private static boolean awaits(Refill open, long fence, RefillState expected) {
        return open.fence() == fence
                && (open.state() == expected
                        || expected == RefillState.REQUESTING && open.state() == RefillState.IN_DOUBT);
    }

    private interface Noting {
        Step step(OrderRefillState asked, RefillContext context);
    }

    private RefillRepository.Decision whenDue(
            Instant now, Set<RefillState> states, Function<RefillContext, Step> decision) {
        return before -> {
            Refill open = before.open();
            return open == null
                            || !states.contains(open.state())
                            || open.dueAt().isAfter(now)
                    ? before
                    : before.after(decision.apply(the(before, open, now)), now);
        };
    }

    private RefillContext the(OrderRefillState situation, Refill open, Instant now) {
        var ref = situation.order().ref();
        return new RefillContext(situation.order(), open, tools.policies().of(ref.panel(), ref.service()), now);
    }

    private static PanelOrderId panelOrder(OrderRefillState situation) {
        return Objects.requireNonNull(situation.order().ref().panelOrderId(), "only bought orders are refilled");
    }

    private static Refill open(OrderRefillState situation) {
        return Objects.requireNonNull(situation.open(), "asked about open refills only");
    }

    private static Map<RefillId, RefillStatusAnswer> answers(Outcome<Map<RefillId, RefillStatusAnswer>> outcome) {
        return outcome instanceof Outcome.Answered<Map<RefillId, RefillStatusAnswer>>(var answers) ? answers : Map.of();
    }

    private static boolean failed(Outcome<Map<PanelOrderId, RefillAnswer>> outcome) {
        return switch (outcome) {
            case Outcome.Answered<Map<PanelOrderId, RefillAnswer>>(var answers) ->
                !answers.isEmpty() && answers.values().stream().allMatch(PanelRefillWorker::failed);
            case Outcome.Refused<Map<PanelOrderId, RefillAnswer>> _,
                    Outcome.NotSent<Map<PanelOrderId, RefillAnswer>> _,
                    Outcome.Unknown<Map<PanelOrderId, RefillAnswer>> _ -> true;
        };
    }

    private static boolean failed(RefillAnswer answer) {
        return switch (answer) {
            case RefillAnswer.Taken _ -> false;
            case RefillAnswer.NotTaken(var refusal) ->
                refusal.kind() == RefusalKind.RATE_LIMITED || refusal.kind() == RefusalKind.BAD_KEY;
            case RefillAnswer.NotAsked _, RefillAnswer.InDoubt _ -> true;
        };
    }

    private DueRefillQueries due() {
        return tools.due();
    }

    private RefillRepository book() {
        return tools.book();
    }

    /** Opens the window of a claim that begins now: what is sent late must still be answered within the lease. */
    private SendWindow window() {
        return SendWindow.open(tools.work().lease().dividedBy(2), tools.clock());
    }

    private Instant now() {
        return tools.clock().instant();
    }
}
