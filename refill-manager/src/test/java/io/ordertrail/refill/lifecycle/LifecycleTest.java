package io.ordertrail.refill.lifecycle;

import static io.ordertrail.refill.order.TestOrder.FINISHED;
import static io.ordertrail.refill.order.TestOrder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.events.RefillEvent;
import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.RefillEvent.RefillClosed;
import io.ordertrail.events.RefillEvent.RefillRefused;
import io.ordertrail.events.RefillEvent.RefillRejected;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefillStatus;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.refill.lifecycle.RefillContext.Step;
import io.ordertrail.refill.lifecycle.RefillDoubt.OrderShows;
import io.ordertrail.refill.lifecycle.RefillInitiation.Opened;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.order.TestOrder;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillPolicy;
import io.ordertrail.refill.policy.TestSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From a drop to the refill's end, decision by decision. */
class LifecycleTest {

    private static final Instant NOW = FINISHED.plus(Duration.ofDays(3));
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Drop DROP = new Drop(DropEvidence.REMAINS, 40L, "40 remain");
    private static final RefillId REFILL = new RefillId("1001");

    private final TestOrder order = anOrder().completed();

    // Opening

    @Test
    void a_drop_opens_a_refill_that_is_due_now() {
        Opened opened = RefillInitiation.onDrop(situation(order).question(policy(), NOW), DROP);

        assertThat(opened.refill()).get().satisfies(refill -> {
            assertThat(refill.state()).isEqualTo(RefillState.DUE);
            assertThat(refill.dueAt()).isEqualTo(NOW);
        });
        assertThat(types(opened.told())).containsExactly("refill.drop-found");
    }

    @Test
    void a_drop_while_a_refill_is_in_flight_changes_nothing() {
        OrderRefillState inFlight = OrderRefillState.loaded(order.order(), Optional.of(due().refill()), false);

        Opened opened = RefillInitiation.onDrop(inFlight.question(policy(), NOW), DROP);

        assertThat(opened.refill()).isEmpty();
        assertThat(opened.told()).isEmpty();
    }

    @Test
    void a_drop_during_the_cool_down_is_refilled_after_it() {
        TestOrder asked = order.askedAt(NOW.minus(Duration.ofHours(2)));

        Opened opened = RefillInitiation.onDrop(situation(asked).question(policy(), NOW), DROP);

        assertThat(opened.refill()).get().extracting(Refill::dueAt).isEqualTo(NOW.plus(Duration.ofHours(22)));
    }

    @Test
    void a_drop_outside_the_warranty_is_told_with_the_reason_and_only_once() {
        Instant late = FINISHED.plus(Duration.ofDays(31));
        OrderRefillState before = situation(order);
        OrderRefillState once = before.after(RefillInitiation.onDrop(before.question(policy(), late), DROP), late);
        OrderRefillState twice = once.after(RefillInitiation.onDrop(once.question(policy(), late), DROP), late);

        assertThat(once.told()).extracting(RefillEvent::type).containsExactly("refill.drop-found", "refill.refused");
        assertThat(twice.told()).hasSize(2);
        assertThat(twice.refused()).hasSize(2);
    }

    @Test
    void a_wish_is_always_answered() {
        OrderRefillState before = situation(anOrder().withoutRefill().completed());

        OrderRefillState once = before.after(RefillInitiation.onWish(before.question(policy(), NOW)), NOW);
        OrderRefillState twice = once.after(RefillInitiation.onWish(once.question(policy(), NOW)), NOW);

        assertThat(twice.told())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                RefillRefused.class,
                                refused -> assertThat(refused.message())
                                        .isEqualTo("The panel does not refill the service 'Followers'.")));
    }

    @Test
    void a_dry_run_says_what_it_would_do_and_does_nothing() {
        Opened opened = RefillInitiation.onDrop(
                situation(order).question(policy("ordertrail.refill.dry-run", "true"), NOW), DROP);

        assertThat(opened.refill()).isEmpty();
        assertThat(opened.refused()).contains(RefusalReason.DRY_RUN);
        assertThat(event(opened.told().getLast()))
                .isInstanceOfSatisfying(
                        RefillRefused.class,
                        refused -> assertThat(refused.message())
                                .isEqualTo("Dry run: smmnew would be asked now to refill its order 4711."));
    }

    // Asking

    @Test
    void a_claim_is_fenced_and_leased_before_anything_is_sent() {
        Refill claimed = requesting().refill();

        assertThat(claimed.state()).isEqualTo(RefillState.REQUESTING);
        assertThat(claimed.fence()).isEqualTo(1);
        assertThat(claimed.dueAt()).isEqualTo(NOW.plus(LEASE));
        assertThat(claimed.tally().attempts()).isEqualTo(1);
    }

    @Test
    void a_refill_whose_warranty_ended_while_it_waited_is_not_asked_for() {
        Instant late = FINISHED.plus(Duration.ofDays(31));

        Step step = RefillRequesting.claim(at(late, due().refill()), false, LEASE);

        assertThat(step.refill().state()).isEqualTo(RefillState.REFUSED);
        assertThat(types(step.told())).containsExactly("refill.refused");
    }

    @Test
    void a_refill_that_the_panel_took_runs_under_its_id() {
        Step step = answered(new RefillAnswer.Taken(Optional.of(REFILL)));

        assertThat(step.refill().state()).isEqualTo(RefillState.RUNNING);
        assertThat(step.refill().panelRefill()).isEqualTo(REFILL);
        assertThat(step.memory().askedAt()).isEqualTo(NOW);
        assertThat(types(step.told())).containsExactly("refill.requested");
    }

    @Test
    void already_requested_is_as_good_as_taken() {
        Step step = answered(refused(RefusalKind.ALREADY_REQUESTED));

        assertThat(step.refill().state()).isEqualTo(RefillState.RUNNING);
        assertThat(step.refill().panelRefill()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = RefusalKind.class,
            names = {"NOT_ELIGIBLE", "NOT_FOUND", "BAD_ORDER", "SERVICE_GONE", "UNSUPPORTED"})
    void a_no_of_the_panel_is_told_in_its_words(RefusalKind kind) {
        Step step = answered(refused(kind));

        assertThat(step.refill().state()).isEqualTo(RefillState.REFUSED);
        assertThat(event(step.told().getFirst())).isInstanceOfSatisfying(RefillRefused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RefusalReason.REFUSED_BY_PANEL);
            assertThat(refused.message()).isEqualTo("The panel says: its words");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = RefusalKind.class,
            names = {"RATE_LIMITED", "NOT_ENOUGH_FUNDS", "ACTIVE_LINK", "BAD_KEY", "NOT_YET"})
    void what_passes_is_waited_for(RefusalKind kind) {
        Step step = answered(refused(kind));

        assertThat(step.refill().state()).isEqualTo(RefillState.DUE);
        assertThat(step.refill().dueAt()).isAfter(NOW);
        assertThat(step.told()).isEmpty();
    }

    @Test
    void a_panel_that_says_when_to_come_back_is_believed() {
        Step step = answered(new RefillAnswer.NotTaken(
                new Refusal(RefusalKind.RATE_LIMITED, "Rate limit exceeded", Optional.of(Duration.ofSeconds(90)))));

        assertThat(step.refill().dueAt()).isEqualTo(NOW.plusSeconds(90));
    }

    @Test
    void what_was_not_sent_is_asked_for_again() {
        Step step = answered(new RefillAnswer.NotAsked("connection refused"));

        assertThat(step.refill().state()).isEqualTo(RefillState.DUE);
        assertThat(step.memory().askedAt()).isNull();
    }

    @Test
    void what_may_have_been_taken_is_in_doubt() {
        Step step = answered(new RefillAnswer.InDoubt(evidence()));

        assertThat(step.refill().state()).isEqualTo(RefillState.IN_DOUBT);
        assertThat(step.memory().askedAt()).isEqualTo(NOW);
        assertThat(types(step.told())).containsExactly("refill.in-doubt");
    }

    @Test
    void a_call_for_many_says_of_each_order_what_is_known() {
        PanelOrderId id = new PanelOrderId("4711");
        RefillAnswer taken = new RefillAnswer.Taken(Optional.of(REFILL));

        assertThat(RefillRequesting.about(id, new Outcome.Answered<>(Map.of(id, taken)), NOW))
                .isEqualTo(taken);
        assertThat(RefillRequesting.about(id, new Outcome.Answered<>(Map.of()), NOW))
                .as("an order that is not named may have been taken")
                .isInstanceOf(RefillAnswer.InDoubt.class);
        assertThat(RefillRequesting.about(id, new Outcome.NotSent<>("refused"), NOW))
                .isInstanceOf(RefillAnswer.NotAsked.class);
        assertThat(RefillRequesting.about(id, new Outcome.Unknown<>(evidence()), NOW))
                .isInstanceOf(RefillAnswer.InDoubt.class);
        assertThat(RefillRequesting.about(
                        id, new Outcome.Refused<>(Refusal.of(RefusalKind.RATE_LIMITED, "Rate limit exceeded")), NOW))
                .isInstanceOf(RefillAnswer.NotTaken.class);
    }

    @Test
    void not_eligible_costs_nothing_when_the_schedule_asked() {
        Refill scheduled = Refill.due(order.order().id(), DropEvidence.SCHEDULE, NOW, NOW);
        Refill asked = RefillRequesting.claim(at(NOW, scheduled), false, LEASE).refill();

        Step step = RefillRequesting.answered(at(NOW, asked), refused(RefusalKind.NOT_ELIGIBLE));

        assertThat(step.refill().state()).isEqualTo(RefillState.NOT_NEEDED);
        assertThat(step.told()).isEmpty();
    }

    @Test
    void what_the_panel_takes_when_the_schedule_asks_was_a_drop() {
        Refill scheduled = Refill.due(order.order().id(), DropEvidence.SCHEDULE, NOW, NOW);
        Refill asked = RefillRequesting.claim(at(NOW, scheduled), false, LEASE).refill();

        Step step = RefillRequesting.answered(at(NOW, asked), new RefillAnswer.Taken(Optional.of(REFILL)));

        assertThat(types(step.told())).containsExactly("refill.drop-found", "refill.requested");
    }

    // Following

    @ParameterizedTest
    @EnumSource(
            value = RefillStatus.class,
            names = {"PENDING", "IN_PROGRESS", "UNKNOWN"})
    void what_runs_or_nobody_understands_is_watched_on(RefillStatus status) {
        Step step = seen(new RefillStatusAnswer.Seen(status, "Under review"), NOW.plusSeconds(600), false);

        assertThat(step.refill().state()).isEqualTo(RefillState.RUNNING);
        assertThat(step.refill().note()).isEqualTo("Under review");
        assertThat(step.told()).isEmpty();
    }

    @Test
    void a_refill_that_is_done_is_told_and_the_drop_is_over() {
        Step step = seen(new RefillStatusAnswer.Seen(RefillStatus.COMPLETED, "Completed"), NOW.plusSeconds(600), false);

        assertThat(step.refill().state()).isEqualTo(RefillState.COMPLETED);
        assertThat(step.memory().droppedSince()).isNull();
        assertThat(types(step.told())).containsExactly("refill.completed");
    }

    @ParameterizedTest
    @EnumSource(
            value = RefillStatus.class,
            names = {"REJECTED", "CANCELED", "FAILED"})
    void a_rejection_backs_off(RefillStatus status) {
        Instant now = NOW.plusSeconds(600);

        Step step = seen(new RefillStatusAnswer.Seen(status, "Rejected"), now, true);

        assertThat(step.refill().state()).isEqualTo(RefillState.DUE);
        assertThat(step.refill().dueAt()).isEqualTo(now.plus(Duration.ofHours(12)));
        assertThat(event(step.told().getFirst()))
                .isInstanceOfSatisfying(
                        RefillRejected.class,
                        rejected -> assertThat(rejected.nextTry()).isEqualTo(now.plus(Duration.ofHours(12))));
    }

    @Test
    void the_last_rejection_goes_to_the_desk_where_there_is_one_else_to_a_person() {
        RefillContext last = at(NOW, lastTry());
        RefillStatusAnswer rejected = new RefillStatusAnswer.Seen(RefillStatus.REJECTED, "Rejected");

        Step withDesk = RefillTracking.seen(last, rejected, true);
        Step without = RefillTracking.seen(last, rejected, false);

        assertThat(withDesk.refill().state()).isEqualTo(RefillState.TICKET_DUE);
        assertThat(types(withDesk.told())).containsExactly("refill.rejected");
        assertThat(without.refill().state()).isEqualTo(RefillState.ESCALATED);
        assertThat(types(without.told())).containsExactly("refill.rejected", "refill.needs-operator");
    }

    @Test
    void a_next_try_after_the_warranty_is_no_try() {
        Instant lastDay = FINISHED.plus(Duration.ofDays(30)).minus(Duration.ofHours(3));

        Step step = RefillTracking.seen(
                at(lastDay, running()), new RefillStatusAnswer.Seen(RefillStatus.REJECTED, "Rejected"), false);

        assertThat(step.refill().state()).isEqualTo(RefillState.ESCALATED);
    }

    @Test
    void a_refill_that_the_panel_denies_five_times_in_a_row_is_closed() {
        RefillStatusAnswer denied = new RefillStatusAnswer.NotFound("Refill not found");
        Refill refill = running();
        for (int i = 0; i < 4; i++) {
            Step step = RefillTracking.seen(at(NOW.plusSeconds(600), refill), denied, false);
            assertThat(step.refill().state()).isEqualTo(RefillState.RUNNING);
            refill = step.refill();
        }

        Step last = RefillTracking.seen(at(NOW.plusSeconds(600), refill), denied, false);

        assertThat(last.refill().state()).isEqualTo(RefillState.CLOSED);
        assertThat(types(last.told())).containsExactly("refill.closed");
    }

    @Test
    void a_refill_that_never_settles_is_closed_after_the_limit() {
        Step before = seen(null, NOW.plus(Duration.ofDays(14)).minusSeconds(1), false);
        Step after = seen(
                new RefillStatusAnswer.Seen(RefillStatus.IN_PROGRESS, "In progress"),
                NOW.plus(Duration.ofDays(14)),
                false);

        assertThat(before.refill().state()).isEqualTo(RefillState.RUNNING);
        assertThat(event(after.told().getFirst()))
                .isInstanceOfSatisfying(
                        RefillClosed.class,
                        closed -> assertThat(closed.message())
                                .isEqualTo("It never settled within PT336H; the panel's last word was 'In progress'."));
    }

    /** The ninety days of the benchmark found orders asked for again whose refill had never ended at the panel. */
    @Test
    void what_was_given_up_may_still_run_so_nothing_else_is_asked_for_until_the_order_is_whole_or_released() {
        Instant late = NOW.plus(Duration.ofDays(14));
        Step closed = seen(null, late, false);
        OrderRefillState givenUp =
                OrderRefillState.loaded(order.order().with(closed.memory()), Optional.empty(), false);
        Instant cooled = late.plus(Duration.ofDays(2));

        Opened refused = RefillInitiation.onWish(givenUp.question(policy(), cooled));
        OrderRefillState released =
                givenUp.with(givenUp.order().with(givenUp.order().memory().unsettled(false)));

        assertThat(closed.memory().unsettled()).isTrue();
        assertThat(refused.refused()).contains(RefusalReason.IN_FLIGHT);
        assertThat(RefillInitiation.onSchedule(givenUp.question(policy(), cooled))
                        .refill())
                .isEmpty();
        assertThat(RefillInitiation.onWish(released.question(policy(), cooled)).refill())
                .isPresent();
        assertThat(givenUp.order().memory().whole().unsettled()).isFalse();
    }

    @Test
    void an_old_refill_is_looked_at_seldom() {
        assertThat(policy().pace().next(NOW, NOW)).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
        assertThat(policy().pace().next(NOW, NOW.plus(Duration.ofHours(16)))).isEqualTo(NOW.plus(Duration.ofHours(18)));
        assertThat(policy().pace().next(NOW, NOW.plus(Duration.ofDays(10))))
                .isEqualTo(NOW.plus(Duration.ofDays(10)).plus(Duration.ofHours(6)));
    }

    // Escalation

    @Test
    void an_opened_ticket_is_kept_and_an_operator_told() {
        Step step = Escalation.answered(
                at(NOW, ticketing()), new Outcome.Answered<>(new TicketId("12345")), "Refill of order 4711");

        assertThat(step.refill().state()).isEqualTo(RefillState.ESCALATED);
        assertThat(step.refill().ticket()).isEqualTo(new TicketId("12345"));
        assertThat(types(step.told())).containsExactly("refill.ticket-opened", "refill.needs-operator");
    }

    @Test
    void a_ticket_that_may_be_open_is_never_sent_again() {
        Step unknown = Escalation.answered(at(NOW, ticketing()), new Outcome.Unknown<>(evidence()), "subject");
        Step died = Escalation.lost(at(NOW, ticketing()), "the replica is gone");

        assertThat(unknown.refill().state()).isEqualTo(RefillState.ESCALATED);
        assertThat(died.refill().state()).isEqualTo(RefillState.ESCALATED);
        assertThat(types(unknown.told())).containsExactly("refill.needs-operator");
    }

    @Test
    void a_ticket_that_was_not_sent_is_tried_again_and_one_that_was_refused_is_not() {
        Step notSent = Escalation.answered(at(NOW, ticketing()), new Outcome.NotSent<>("refused"), "subject");
        Step limited = Escalation.answered(
                at(NOW, ticketing()),
                new Outcome.Refused<>(Refusal.of(RefusalKind.RATE_LIMITED, "Too many requests")),
                "subject");
        Step refused = Escalation.answered(
                at(NOW, ticketing()), new Outcome.Refused<>(Refusal.of(RefusalKind.BAD_ORDER, "no")), "subject");

        assertThat(notSent.refill().state()).isEqualTo(RefillState.TICKET_DUE);
        assertThat(limited.refill().state()).isEqualTo(RefillState.TICKET_DUE);
        assertThat(refused.refill().state()).isEqualTo(RefillState.ESCALATED);
    }

    // Doubt

    @Test
    void a_doubt_waits_for_the_order_to_tell_and_then_goes_to_a_person_once() {
        Refill doubt = inDoubt();

        Step told = RefillDoubt.due(at(NOW.plus(Duration.ofHours(6)), doubt), LEASE);
        Step closed = RefillDoubt.due(at(NOW.plus(Duration.ofDays(21)), told.refill()), LEASE);

        assertThat(told.refill().state()).isEqualTo(RefillState.IN_DOUBT);
        assertThat(types(told.told())).containsExactly("refill.needs-operator");
        assertThat(types(closed.told())).containsExactly("refill.closed");
    }

    @Test
    void a_doubt_is_put_to_the_panel_again_only_where_the_operator_says_so() {
        RefillPolicy policy = policy("ordertrail.refill.doubt.ask-again", "true");
        RefillContext context = new RefillContext(order.order(), inDoubt(), policy, NOW.plus(Duration.ofHours(6)));

        Step step = RefillDoubt.due(context, LEASE);

        assertThat(step.refill().state()).isEqualTo(RefillState.REQUESTING);
        assertThat(step.refill().fence()).isEqualTo(2);
    }

    @Test
    void an_order_that_is_delivered_again_decides_the_doubt() {
        RefillContext context = at(NOW.plusSeconds(600), inDoubt());

        assertThat(RefillDoubt.orderShows(context, OrderShows.DELIVERED_AGAIN, NOW.plusSeconds(1)))
                .get()
                .extracting(step -> step.refill().state())
                .isEqualTo(RefillState.RUNNING);
        assertThat(RefillDoubt.orderShows(context, OrderShows.DELIVERED_AGAIN, NOW.minusSeconds(1)))
                .as("what was seen before the panel was asked")
                .isEmpty();
    }

    @Test
    void an_order_that_is_whole_again_ends_the_doubt() {
        Step step = RefillDoubt.orderShows(at(NOW.plusSeconds(600), inDoubt()), OrderShows.WHOLE, NOW.plusSeconds(1))
                .orElseThrow();

        assertThat(step.refill().state()).isEqualTo(RefillState.COMPLETED);
        assertThat(types(step.told())).containsExactly("refill.requested", "refill.completed");
    }

    /** The ninety days of the benchmark found refills told as done that no panel had taken. */
    @Test
    void an_order_that_is_whole_does_not_prove_a_refill_that_the_schedule_asked_for() {
        Refill scheduled = Refill.due(order.order().id(), DropEvidence.SCHEDULE, NOW, NOW);
        Refill asked = RefillRequesting.claim(at(NOW, scheduled), false, LEASE).refill();
        Refill doubt = RefillRequesting.lost(at(NOW, asked), "no answer").refill();

        Step step = RefillDoubt.orderShows(at(NOW.plusSeconds(600), doubt), OrderShows.WHOLE, NOW.plusSeconds(1))
                .orElseThrow();

        assertThat(types(step.told())).containsExactly("refill.closed");
    }

    @Test
    void a_person_settles_a_doubt_and_late_answers_are_fenced_off() {
        Step taken = RefillDoubt.foundTaken(at(NOW, inDoubt()), REFILL, "seen at the panel");
        Step notTaken = RefillDoubt.foundNotTaken(at(NOW, inDoubt()), "not there");

        assertThat(taken.refill().state()).isEqualTo(RefillState.RUNNING);
        assertThat(taken.refill().panelRefill()).isEqualTo(REFILL);
        assertThat(notTaken.refill().state()).isEqualTo(RefillState.DUE);
        assertThat(notTaken.refill().fence()).isGreaterThan(inDoubt().fence());
    }

    // The table

    @ParameterizedTest
    @MethodSource("moves")
    void a_move_begins_only_where_the_table_says(RefillTransition move, RefillState from) {
        Refill refill = in(from);

        if (move.from().contains(from)) {
            assertThat(refill.move(move).state()).isEqualTo(move.to());
        } else {
            assertThatThrownBy(() -> refill.move(move)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void nothing_leaves_an_end_and_every_open_state_can_be_left() {
        for (RefillState state : RefillState.values()) {
            List<RefillTransition> leaving = Stream.of(RefillTransition.values())
                    .filter(move -> move.from().contains(state))
                    .toList();
            assertThat(leaving.isEmpty()).as("%s", state).isEqualTo(!state.isOpen());
        }
    }

    static Stream<Arguments> moves() {
        return Stream.of(RefillTransition.values())
                .flatMap(move -> Stream.of(RefillState.values()).map(from -> Arguments.of(move, from)));
    }

    private Step due() {
        return at(NOW, in(RefillState.DUE)).step(in(RefillState.DUE));
    }

    private Step requesting() {
        return RefillRequesting.claim(at(NOW, in(RefillState.DUE)), false, LEASE);
    }

    private Refill inDoubt() {
        return RefillRequesting.lost(at(NOW, requesting().refill()), "no answer")
                .refill();
    }

    private Refill running() {
        return answered(new RefillAnswer.Taken(Optional.of(REFILL))).refill();
    }

    private Refill lastTry() {
        return running().counting(new Refill.Tally(3, 2, 0));
    }

    private Refill ticketing() {
        return Escalation.claimTicket(at(NOW, in(RefillState.TICKET_DUE)), LEASE)
                .refill();
    }

    private Refill in(RefillState state) {
        return new Refill(
                5,
                order.order().id(),
                state,
                DropEvidence.REMAINS,
                NOW,
                NOW,
                new Refill.Tally(0, 0, 0),
                null,
                null,
                null,
                null,
                false,
                0);
    }

    private Step answered(RefillAnswer answer) {
        return RefillRequesting.answered(at(NOW, requesting().refill()), answer);
    }

    private Step seen(@Nullable RefillStatusAnswer answer, Instant now, boolean desk) {
        return RefillTracking.seen(at(now, running()), answer, desk);
    }

    private RefillContext at(Instant now, Refill refill) {
        return new RefillContext(order.order(), refill, policy(), now);
    }

    private static OrderRefillState situation(TestOrder order) {
        return OrderRefillState.loaded(order.order(), Optional.empty(), false);
    }

    private static RefillAnswer refused(RefusalKind kind) {
        return new RefillAnswer.NotTaken(Refusal.of(kind, "its words"));
    }

    private static Evidence evidence() {
        return new Evidence(NOW, Duration.ofSeconds(30), OptionalInt.empty(), "no answer within 30 s", "");
    }

    private List<String> types(List<PendingEvent> told) {
        return told.stream().map(announcement -> event(announcement).type()).toList();
    }

    private RefillEvent event(PendingEvent announcement) {
        OrderUnderWarranty watched = order.order();
        return announcement.event(watched.ref(), 1, NOW);
    }

    private static RefillPolicy policy(String... setting) {
        Map<String, String> settings = setting.length == 0 ? Map.of() : Map.of(setting[0], setting[1]);
        return RefillPolicies.of(TestSettings.of(settings), Set.of("smmnew")).of(new PanelName("smmnew"));
    }
}
