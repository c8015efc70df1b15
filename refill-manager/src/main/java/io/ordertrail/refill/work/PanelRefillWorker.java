package io.ordertrail.refill.work;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.kit.crash.CrashPoints;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.SendWindow;
import io.ordertrail.refill.lifecycle.DueRefillRules;
import io.ordertrail.refill.lifecycle.DueRefillRules.Claim;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.lifecycle.RefillRequesting;
import io.ordertrail.refill.lifecycle.RefillState;
import io.ordertrail.refill.policy.RefillSettings.Work;
import io.ordertrail.refill.storage.DueRefillQueries;
import io.ordertrail.refill.storage.RefillRepository;
import io.ordertrail.refill.storage.SharedCallBudget;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Does what is due at one panel. Each method is one round: it claims under the orders' locks, commits, calls the panel, and
 * stores the answer. It returns how many refills it dealt with.
 *
 * <p>What changes something at the panel is sent only within a {@link SendWindow} that is opened before the claim, and before
 * the time is read that the claim's lease counts from: a replica that was frozen in between sends nothing on a claim that
 * another has ended.
 */
public final class PanelRefillWorker {

    private static final int MOST_IDS = 100;

    /** How long a scheduled request that was not needed is kept. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final Panel panel;
    private final RefillRepository repository;
    private final DueRefillQueries queries;
    private final DueRefillRules rules;
    private final ScheduledRefills schedule;
    private final AnswerWriter answers;
    private final TicketWriter tickets;
    private final SharedCallBudget budget;
    private final Work settings;
    private final Duration sendWithin;
    private final CrashPoints crashPoints;
    private final InstantSource clock;
    private final PanelBackOff backOff;
    private final RefusedBatches refusedRefills;
    private final RefusedBatches refusedStatuses;

    PanelRefillWorker(
            Panel panel,
            RefillRepository repository,
            DueRefillQueries queries,
            DueRefillRules rules,
            ScheduledRefills schedule,
            AnswerWriter answers,
            TicketWriter tickets,
            SharedCallBudget budget,
            Work settings,
            Duration sendWithin,
            CrashPoints crashPoints,
            InstantSource clock) {
        this.panel = panel;
        this.repository = repository;
        this.queries = queries;
        this.rules = rules;
        this.schedule = schedule;
        this.answers = answers;
        this.tickets = tickets;
        this.budget = budget;
        this.settings = settings;
        this.sendWithin = sendWithin;
        this.crashPoints = crashPoints;
        this.clock = clock;
        this.backOff = new PanelBackOff(settings.panelBackOff(), settings.longestPanelBackOff());
        this.refusedRefills = new RefusedBatches(panel.name(), "refill");
        this.refusedStatuses = new RefusedBatches(panel.name(), "refill_status");
    }

    @Override
    public String toString() {
        return panel.name().toString();
    }

    /** Does everything that is due now, once. */
    public Uni<Integer> round() {
        return expire().chain(expired -> backOff.isOver(now())
                ? request()
                        .chain(asked -> follow().chain(followed -> openTicket()
                                .chain(opened -> look().map(looked -> expired + asked + followed + opened + looked))))
                : Uni.createFrom().item(expired));
    }

    /** Ends leases that ran out, and waits for an operator that were too long. */
    private Uni<Integer> expire() {
        Instant now = now();
        return queries.in(panel.name(), now, MOST_IDS, DueRefillRules.EXPIRING)
                .chain(ids -> repository.decide(ids, now, before -> rules.expire(before, now)))
                .map(List::size);
    }

    private Uni<Integer> request() {
        SendWindow window = window();
        Instant now = now();
        boolean many = panel.dialect().manyRefills() && !refusedRefills.isCurrent(now);
        return queries.in(panel.name(), now, batchOf(many, panel.dialect().manyRefills()), DueRefillRules.TO_REQUEST)
                .chain(ids -> affordable(ids, many, now))
                .chain(ids -> repository.decide(ids, now, before -> rules.claim(before, now)))
                .chain(decided ->
                        send(inState(decided, RefillState.REQUESTING), window).replaceWith(decided.size()));
    }

    /**
     * How many are claimed at once. Where the panel says that it takes many and refuses them, one: the client would send two
     * in one call.
     */
    private int batchOf(boolean many, boolean inDialect) {
        return many ? Math.min(MOST_IDS, settings.batch()) : inDialect ? 1 : settings.singleBatch();
    }

    private Uni<Void> send(List<OrderRefillState> claimed, SendWindow window) {
        if (claimed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        crashPoints.pass("refill.claimed");
        return panel.refill(claimed.stream().map(PanelRefillWorker::panelOrder).toList(), window)
                .invoke(outcome -> crashPoints.pass("refill.answered"))
                .chain(outcome -> store(claimed, outcome, window))
                .invoke(() -> crashPoints.pass("refill.noted"));
    }

    private Uni<Void> store(
            List<OrderRefillState> claimed, Outcome<Map<PanelOrderId, RefillAnswer>> outcome, SendWindow window) {
        Instant now = now();
        if (RefillRequesting.refusesBatch(outcome)) {
            refusedRefills.refused(outcome, now);
        } else if (window.isOpen() || !(outcome instanceof Outcome.NotSent<?>)) {
            backOff.called(failed(outcome), now);
        }
        return answers.write(
                panel.name(),
                claimed,
                (before, asked, at) -> rules.answered(
                        before, Claim.of(open(asked)), RefillRequesting.about(panelOrder(asked), outcome, now), at));
    }

    private Uni<Integer> follow() {
        Instant now = now();
        boolean desk = panel.dialect().tickets();
        boolean many = panel.dialect().manyRefillStatuses() && !refusedStatuses.isCurrent(now);
        return queries.in(
                        panel.name(),
                        now,
                        batchOf(many, panel.dialect().manyRefillStatuses()),
                        DueRefillRules.TO_FOLLOW)
                .chain(ids -> affordable(ids, many, now))
                .chain(ids -> repository.decide(ids, now, before -> rules.follow(before, desk, now)))
                .chain(decided ->
                        askStatus(inState(decided, RefillState.RUNNING), desk).replaceWith(decided.size()));
    }

    private Uni<Void> askStatus(List<OrderRefillState> running, boolean desk) {
        Map<OrderId, RefillId> ids = new HashMap<>();
        running.forEach(state -> {
            RefillId refill = open(state).panelRefill();
            if (refill != null) {
                ids.put(state.order().id(), refill);
            }
        });
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<RefillId> distinct = ids.values().stream().distinct().toList();
        return panel.refillStatus(distinct).chain(outcome -> {
            Instant now = now();
            if (RefillRequesting.refusesBatch(outcome)) {
                refusedStatuses.refused(outcome, now);
            } else {
                backOff.called(!(outcome instanceof Outcome.Answered), now);
            }
            Map<RefillId, RefillStatusAnswer> statuses = statuses(outcome);
            return answers.write(
                    panel.name(),
                    running.stream()
                            .filter(state -> ids.containsKey(state.order().id()))
                            .toList(),
                    (before, asked, at) -> rules.followed(
                            before,
                            Claim.of(open(asked)),
                            statuses.get(ids.get(asked.order().id())),
                            desk,
                            at));
        });
    }

    private Uni<Integer> openTicket() {
        SendWindow window = window();
        Instant now = now();
        return queries.in(panel.name(), now, 1, DueRefillRules.TO_ESCALATE)
                .chain(ids -> affordable(ids, true, now))
                .chain(ids -> repository.decide(ids, now, before -> rules.claimTicket(before, now)))
                .chain(decided -> inState(decided, RefillState.TICKETING).stream()
                        .findFirst()
                        .map(claimed -> sendTicket(claimed, window))
                        .orElseGet(() -> Uni.createFrom().voidItem())
                        .replaceWith(decided.size()));
    }

    private Uni<Void> sendTicket(OrderRefillState claimed, SendWindow window) {
        var ticket = tickets.ticket(claimed);
        crashPoints.pass("ticket.claimed");
        return panel.createTicket(ticket, window)
                .invoke(() -> crashPoints.pass("ticket.answered"))
                .chain((Outcome<TicketId> outcome) -> answers.write(
                        panel.name(),
                        List.of(claimed),
                        (before, asked, at) ->
                                rules.ticketAnswered(before, Claim.of(open(asked)), outcome, ticket.subject(), at)));
    }

    /** Returns as many as the panel may be asked about now; the others stay due. All of them in one call, or one a call. */
    private Uni<List<OrderId>> affordable(List<OrderId> ids, boolean inOneCall, Instant now) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(ids);
        }
        return budget.take(panel.name(), inOneCall ? 1 : ids.size(), now)
                .map(calls -> inOneCall && calls > 0 ? ids : ids.subList(0, calls));
    }

    /** Looks at the orders whose scheduled time has come. */
    private Uni<Integer> look() {
        if (!schedule.isUsedAt(panel.name())) {
            return Uni.createFrom().item(0);
        }
        Instant now = now();
        return queries.toLookAt(panel.name(), now, MOST_IDS)
                .chain(ids -> repository.decide(ids, now, before -> schedule.look(before, now)))
                .chain(decided -> queries.forgetNotNeeded(now.minus(KEPT)).replaceWith(decided.size()));
    }

    /** Opens the window of a claim that begins now. To be called before the time of the claim is read. */
    private SendWindow window() {
        return SendWindow.open(sendWithin, clock);
    }

    private static List<OrderRefillState> inState(List<OrderRefillState> decided, RefillState state) {
        return decided.stream()
                .filter(after -> after.open() != null && after.open().state() == state)
                .toList();
    }

    private static PanelOrderId panelOrder(OrderRefillState state) {
        return Objects.requireNonNull(state.order().ref().panelOrderId(), "only bought orders are refilled");
    }

    private static Refill open(OrderRefillState state) {
        return Objects.requireNonNull(state.open(), "only open refills are claimed");
    }

    private static Map<RefillId, RefillStatusAnswer> statuses(Outcome<Map<RefillId, RefillStatusAnswer>> outcome) {
        return outcome instanceof Outcome.Answered<Map<RefillId, RefillStatusAnswer>>(var statuses)
                ? statuses
                : Map.of();
    }

    private static boolean failed(Outcome<Map<PanelOrderId, RefillAnswer>> outcome) {
        return switch (outcome) {
            case Outcome.Answered<Map<PanelOrderId, RefillAnswer>>(var answers) -> {
                Stream<RefillAnswer> all = answers.values().stream();
                yield !answers.isEmpty() && all.allMatch(PanelRefillWorker::failed);
            }
            case Outcome.Refused<Map<PanelOrderId, RefillAnswer>> _,
                    Outcome.NotSent<Map<PanelOrderId, RefillAnswer>> _,
                    Outcome.Unknown<Map<PanelOrderId, RefillAnswer>> _ -> true;
        };
    }

    private Instant now() {
        return clock.instant();
    }

    private static boolean failed(RefillAnswer answer) {
        return switch (answer) {
            case RefillAnswer.Taken _ -> false;
            case RefillAnswer.NotTaken(var refusal) ->
                refusal.kind() == RefusalKind.RATE_LIMITED || refusal.kind() == RefusalKind.BAD_KEY;
            case RefillAnswer.NotAsked _, RefillAnswer.InDoubt _ -> true;
        };
    }
}
