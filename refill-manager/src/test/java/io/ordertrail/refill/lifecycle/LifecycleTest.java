package io.ordertrail.refill.lifecycle;

import static io.ordertrail.refill.order.TestOrder.FINISHED;
import static io.ordertrail.refill.order.TestOrder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.domain.OrderStatus;
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
import io.ordertrail.refill.drop.DropFinding.Observer;
import io.ordertrail.refill.drop.DropFinding.Recovery;
import io.ordertrail.refill.lifecycle.RefillContext.Step;
import io.ordertrail.refill.lifecycle.RefillDoubt.OrderShows;
import io.ordertrail.refill.lifecycle.RefillInitiation.Opened;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.order.OrderUnderWarranty.UnsettledRefill;
import io.ordertrail.refill.order.TestOrder;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillPolicy;
import io.ordertrail.refill.policy.TestSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
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
        Opened opened = RefillInitiation.onDrop(loaded(order).eligibility(policy(), NOW), DROP);

        assertThat(opened.refill()).get().satisfies(refill -> {
            assertThat(refill.state()).isEqualTo(RefillState.DUE);
            assertThat(refill.dueAt()).isEqualTo(NOW);
        });
        assertThat(types(opened.events())).containsExactly("refill.drop-found");
    }

    @Test
    void a_drop_while_a_refill_is_in_flight_changes_nothing() {
        OrderRefillState inFlight = OrderRefillState.loaded(order.order(), Optional.of(due().refill()), false);

        Opened opened = RefillInitiation.onDrop(inFlight.eligibility(policy(), NOW), DROP);

        assertThat(opened.refill()).isEmpty();
        assertThat(opened.events()).isEmpty();
    }

    @Test
    void a_drop_during_the_cool_down_is_refilled_after_it() {
        TestOrder asked = order.askedAt(NOW.minus(Duration.ofHours(2)));

        Opened opened = RefillInitiation.onDrop(loaded(asked).eligibility(policy(), NOW), DROP);

        assertThat(opened.refill()).get().extracting(Refill::dueAt).isEqualTo(NOW.plus(Duration.ofHours(22)));
    }

    @Test
    void a_drop_outside_the_warranty_is_published_with_the_reason_and_only_once() {
        Instant late = FINISHED.plus(Duration.ofDays(31));
        OrderRefillState before = loaded(order);
        OrderRefillState once = before.after(RefillInitiation.onDrop(before.eligibility(policy(), late), DROP), late);
        OrderRefillState twice = once.after(RefillInitiation.onDrop(once.eligibility(policy(), late), DROP), late);

        assertThat(once.events()).extracting(RefillEvent::type).containsExactly("refill.drop-found", "refill.refused");
        assertThat(twice.events()).hasSize(2);
        assertThat(twice.refused()).hasSize(2);
    }

    @Test
    void a_request_is_always_answered() {
        OrderRefillState before = loaded(anOrder().withoutRefill().completed());

        OrderRefillState once = before.after(RefillInitiation.onRequest(before.eligibility(policy(), NOW)), NOW);
        OrderRefillState twice = once.after(RefillInitiation.onRequest(once.eligibility(policy(), NOW)), NOW);

        assertThat(twice.events())
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
                loaded(order).eligibility(policy("ordertrail.refill.dry-run", "true"), NOW), DROP);

        assertThat(opened.refill()).isEmpty();
        assertThat(opened.refused()).contains(RefusalReason.DRY_RUN);
        assertThat(event(opened.events().getLast()))
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
        assertThat(types(step.events())).containsExactly("refill.refused");
    }

    @Test
    void a_refill_that_the_panel_took_runs_under_its_id() {
        Step step = answered(new RefillAnswer.Taken(Optional.of(REFILL)));

        assertThat(step.refill().state()).isEqualTo(RefillState.RUNNING);
        assertThat(step.refill().panelRefill()).isEqualTo(REFILL);
        assertThat(step.history().askedAt()).isEqualTo(NOW);
        assertThat(types(step.events())).containsExactly("refill.requested");
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
    void a_refusal_of_the_panel_is_published_in_its_words(RefusalKind kind) {
        Step step = answered(refused(kind));

        assertThat(step.refill().state()).isEqualTo(RefillState.REFUSED);
        assertThat(event(step.events().getFirst())).isInstanceOfSatisfying(RefillRefused.class, refused -> {
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
        assertThat(step.events()).isEmpty();
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
        assertThat(step.history().askedAt()).isNull();
    }

    @Test
    void what_may_have_been_taken_is_in_doubt() {
        Step step = answered(new RefillAnswer.InDoubt(evidence()));

        assertThat(step.refill().state()).isEqualTo(RefillState.IN_DOUBT);
        assertThat(step.history().askedAt()).isEqualTo(NOW);
        assertThat(types(step.events())).containsExactly("refill.in-doubt");
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

    /** H3: one id that is unknown, or a panel that takes one at a time, refused a hundred orders for good. */
    @ParameterizedTest
    @EnumSource(RefusalKind.class)
    void a_refusal_of_a_call_for_many_refuses_none_of_them(RefusalKind kind) {
        Refusal refusal = Refusal.of(kind, "its words");
        boolean holdsForAll = EnumSet.of(
                        RefusalKind.RATE_LIMITED,
                        RefusalKind.BAD_KEY,
                        RefusalKind.NOT_ENOUGH_FUNDS,
                        RefusalKind.UNSUPPORTED)
                .contains(kind);
        Outcome<Map<PanelOrderId, RefillAnswer>> ofOne = new Outcome.Refused<>(refusal);
        Outcome<Map<PanelOrderId, RefillAnswer>> ofMany = new Outcome.Refused<>(refusal.asBatch());

        RefillAnswer among = RefillRequesting.about(new PanelOrderId("4711"), ofMany, NOW);

        assertThat(RefillRequesting.about(new PanelOrderId("4711"), ofOne, NOW))
                .isEqualTo(new RefillAnswer.NotTaken(refusal));
        assertThat(RefillRequesting.refusesBatch(ofOne)).isFalse();
        assertThat(RefillRequesting.refusesBatch(ofMany)).isEqualTo(!holdsForAll);
        if (holdsForAll) {
            assertThat(among).isInstanceOf(RefillAnswer.NotTaken.class);
        } else {
            assertThat(answered(among).refill().state()).isEqualTo(RefillState.DUE);
            assertThat(answered(among).events()).isEmpty();
        }
    }

    @Test
    void not_eligible_costs_nothing_when_the_schedule_asked() {
        Refill scheduled = Refill.due(order.order().id(), DropEvidence.SCHEDULE, NOW, NOW);
        Refill asked = RefillRequesting.claim(at(NOW, scheduled), false, LEASE).refill();

        Step step = RefillRequesting.answered(at(NOW, asked), refused(RefusalKind.NOT_ELIGIBLE));

        assertThat(step.refill().state()).isEqualTo(RefillState.NOT_NEEDED);
        assertThat(step.events()).isEmpty();
    }

    @Test
    void what_the_panel_takes_when_the_schedule_asks_was_a_drop() {
        Refill scheduled = Refill.due(order.order().id(), DropEvidence.SCHEDULE, NOW, NOW);
        Refill asked = RefillRequesting.claim(at(NOW, scheduled), false, LEASE).refill();

        Step step = RefillRequesting.answered(at(NOW, asked), new RefillAnswer.Taken(Optional.of(REFILL)));

        assertThat(types(step.events())).containsExactly("refill.drop-found", "refill.requested");
    }

    // Following

    @ParameterizedTest
    @EnumSource(
            value = RefillStatus.class,
            names = {"PENDING", "IN_PROGRESS", "UNKNOWN"})
    void a_refill_that_runs_or_has_an_unknown_status_is_followed_further(RefillStatus status) {
        Step step = seen(new RefillStatusAnswer.Seen(status, "Under review"), NOW.plusSeconds(600), false);

        assertThat(step.refill().state()).isEqualTo(RefillState.RUNNING);
        assertThat(step.refill().note()).isEqualTo("Under review");
        assertThat(step.events()).isEmpty();
    }

    @Test
    void a_refill_that_is_done_is_published_and_the_drop_is_over() {
        Step step = seen(new RefillStatusAnswer.Seen(RefillStatus.COMPLETED, "Completed"), NOW.plusSeconds(600), false);

        assertThat(step.refill().state()).isEqualTo(RefillState.COMPLETED);
        assertThat(step.history().droppedSince()).isNull();
        assertThat(types(step.events())).containsExactly("refill.completed");
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
        assertThat(event(step.events().getFirst()))
                .isInstanceOfSatisfying(
                        RefillRejected.class,
                        rejected -> assertThat(rejected.nextTry()).isEqualTo(now.plus(Duration.ofHours(12))));
    }

    @Test
    void the_last_rejection_goes_to_the_desk_where_there_is_one_else_to_an_operator() {
        RefillContext last = at(NOW, lastTry());
        RefillStatusAnswer rejected = new RefillStatusAnswer.Seen(RefillStatus.REJECTED, "Rejected");

        Step withDesk = RefillTracking.seen(last, rejected, true);
        Step without = RefillTracking.seen(last, rejected, false);

        assertThat(withDesk.refill().state()).isEqualTo(RefillState.TICKET_DUE);
        assertThat(types(withDesk.events())).containsExactly("refill.rejected");
        assertThat(without.refill().state()).isEqualTo(RefillState.ESCALATED);
        assertThat(types(without.events())).containsExactly("refill.rejected", "refill.needs-operator");
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
        assertThat(types(last.events())).containsExactly("refill.closed");
        assertThat(last.history().unsettled())
                .as("L8: it may run all the same, so no other is requested")
                .isEqualTo(new UnsettledRefill(5, DropEvidence.REMAINS));
    }

    @Test
    void a_refill_that_never_settles_is_closed_after_the_limit() {
        Step before = seen(null, NOW.plus(Duration.ofDays(14)).minusSeconds(1), false);
        Step after = seen(
                new RefillStatusAnswer.Seen(RefillStatus.IN_PROGRESS, "In progress"),
                NOW.plus(Duration.ofDays(14)),
                false);

        assertThat(before.refill().state()).isEqualTo(RefillState.RUNNING);
        assertThat(event(after.events().getFirst()))
                .isInstanceOfSatisfying(
                        RefillClosed.class,
                        closed -> assertThat(closed.message())
                                .isEqualTo(
                                        "It never settled within PT336H; the panel's last status was 'In progress'."));
    }

    /** The ninety days of the benchmark found orders asked for again whose refill had never ended at the panel. */
    @Test
    void what_was_given_up_may_still_run_so_nothing_else_is_asked_for_until_the_order_is_intact_or_released() {
        Instant late = NOW.plus(Duration.ofDays(14));
        Step closed = seen(null, late, false);
        OrderRefillState givenUp =
                OrderRefillState.loaded(order.order().with(closed.history()), Optional.empty(), false);
        Instant cooled = late.plus(Duration.ofDays(2));

        Opened refused = RefillInitiation.onRequest(givenUp.eligibility(policy(), cooled));
        OrderRefillState released =
                givenUp.with(givenUp.order().with(givenUp.order().history().settled()));

        assertThat(closed.history().unsettled()).isEqualTo(new UnsettledRefill(5, DropEvidence.REMAINS));
        assertThat(refused.refused()).contains(RefusalReason.IN_FLIGHT);
        assertThat(RefillInitiation.onSchedule(givenUp.eligibility(policy(), cooled))
                        .refill())
                .isEmpty();
        assertThat(RefillInitiation.onRequest(released.eligibility(policy(), cooled))
                        .refill())
                .isPresent();
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
    void an_opened_ticket_is_kept_and_an_operator_is_notified() {
        Step step = Escalation.answered(
                at(NOW, ticketing()), new Outcome.Answered<>(new TicketId("12345")), "Refill of order 4711");

        assertThat(step.refill().state()).isEqualTo(RefillState.ESCALATED);
        assertThat(step.refill().ticket()).isEqualTo(new TicketId("12345"));
        assertThat(types(step.events())).containsExactly("refill.ticket-opened", "refill.needs-operator");
    }

    @Test
    void a_ticket_that_may_be_open_is_never_sent_again() {
        Step unknown = Escalation.answered(at(NOW, ticketing()), new Outcome.Unknown<>(evidence()), "subject");
        Step died = Escalation.lost(at(NOW, ticketing()), "the replica is gone");

        assertThat(unknown.refill().state()).isEqualTo(RefillState.ESCALATED);
        assertThat(died.refill().state()).isEqualTo(RefillState.ESCALATED);
        assertThat(types(unknown.events())).containsExactly("refill.needs-operator");
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
    void a_doubt_waits_for_the_order_to_show_it_and_then_goes_to_an_operator_once() {
        Refill doubt = inDoubt();

        Step asked = RefillDoubt.due(at(NOW.plus(Duration.ofHours(7)), doubt), false, LEASE);
        Step closed = RefillDoubt.due(at(NOW.plus(Duration.ofDays(21)), asked.refill()), false, LEASE);

        assertThat(asked.refill().state()).isEqualTo(RefillState.IN_DOUBT);
        assertThat(types(asked.events())).containsExactly("refill.needs-operator");
        assertThat(types(closed.events())).containsExactly("refill.closed");
        assertThat(closed.history().unsettled()).isNotNull();
    }

    /** L19: a request that may still be sent, or arrive, is not settled by looking for it. */
    @Test
    void the_wait_of_a_doubt_counts_from_what_can_still_be_sent() {
        assertThat(inDoubt().settledAt()).isEqualTo(NOW.plus(LEASE));
        assertThat(inDoubt().dueAt()).isEqualTo(NOW.plus(LEASE).plus(Duration.ofHours(6)));

        Instant late = NOW.plus(Duration.ofHours(1));
        Refill died =
                RefillRequesting.lost(at(late, requesting().refill()), "gone").refill();
        assertThat(died.dueAt()).isEqualTo(late.plus(Duration.ofHours(6)));
    }

    @Test
    void a_doubt_is_put_to_the_panel_again_only_where_the_operator_says_so() {
        Step step = RefillDoubt.due(askingAgain(NOW.plus(Duration.ofHours(7)), order), false, LEASE);

        assertThat(step.refill().state()).isEqualTo(RefillState.REQUESTING);
        assertThat(step.refill().fence()).isEqualTo(2);
    }

    /** L10 */
    @Test
    void a_doubt_is_not_put_to_the_panel_again_outside_the_rules() {
        Instant lastMinutes = FINISHED.plus(Duration.ofDays(30)).minus(Duration.ofMinutes(2));

        Step over = RefillDoubt.due(askingAgain(FINISHED.plus(Duration.ofDays(31)), order), false, LEASE);
        Step ending = RefillDoubt.due(askingAgain(lastMinutes, order), false, LEASE);
        Step canceled = RefillDoubt.due(
                askingAgain(NOW.plus(Duration.ofHours(7)), order.seen(OrderStatus.CANCELED, 0L)), false, LEASE);

        assertThat(List.of(over, ending, canceled)).allSatisfy(step -> {
            assertThat(step.refill().state()).isEqualTo(RefillState.IN_DOUBT);
            assertThat(step.refill().operatorNotified()).isTrue();
            assertThat(types(step.events())).containsExactly("refill.needs-operator");
        });
    }

    @Test
    void a_repeated_request_that_was_not_made_leaves_the_doubt() {
        RefillContext context = askingAgain(NOW.plus(Duration.ofHours(7)), order);
        RefillContext repeated =
                context.with(RefillDoubt.due(context, false, LEASE).refill());

        Step notSent = RefillRequesting.answered(repeated, new RefillAnswer.NotAsked("connection refused"));
        Step limited = RefillRequesting.answered(repeated, refused(RefusalKind.RATE_LIMITED));

        assertThat(List.of(notSent, limited))
                .allSatisfy(step -> assertThat(step.refill().state()).isEqualTo(RefillState.IN_DOUBT));
    }

    @Test
    void a_refill_near_the_end_of_the_warranty_is_not_requested_if_it_may_arrive_after_it() {
        Instant end = FINISHED.plus(Duration.ofDays(30));

        Step early = RefillRequesting.claim(at(end.minus(LEASE).minusSeconds(1), due().refill()), false, LEASE);
        Step late = RefillRequesting.claim(at(end.minus(LEASE), due().refill()), false, LEASE);

        assertThat(early.refill().state()).isEqualTo(RefillState.REQUESTING);
        assertThat(late.refill().state()).isEqualTo(RefillState.REFUSED);
    }

    @Test
    void an_order_that_is_delivered_again_decides_the_doubt() {
        RefillContext context = at(NOW.plusSeconds(600), inDoubt());

        assertThat(RefillDoubt.orderShows(context, new OrderShows.DeliveredAgain(), NOW.plusSeconds(1)))
                .get()
                .extracting(step -> step.refill().state())
                .isEqualTo(RefillState.RUNNING);
        assertThat(RefillDoubt.orderShows(context, new OrderShows.DeliveredAgain(), NOW.minusSeconds(1)))
                .as("what was seen before the panel was asked")
                .isEmpty();
    }

    @Test
    void an_order_that_is_intact_again_ends_the_doubt() {
        Step step = RefillDoubt.orderShows(
                        at(NOW.plusSeconds(600), inDoubt()), intact(Observer.PANEL, NOW), NOW.plusSeconds(1))
                .orElseThrow();

        assertThat(step.refill().state()).isEqualTo(RefillState.COMPLETED);
        assertThat(types(step.events())).containsExactly("refill.requested", "refill.completed");
    }

    /**
     * L9. The ninety days of the benchmark found refills reported as done that no panel had taken, for those that the schedule
     * requested; the same holds for a shop's request, and for remains within the tolerance of counts.
     */
    @ParameterizedTest
    @EnumSource(
            value = DropEvidence.class,
            names = {"SCHEDULE", "SHOP", "REMAINS", "STATUS"})
    void a_count_that_was_never_low_proves_no_refill(DropEvidence evidence) {
        Refill asked = RefillRequesting.claim(at(NOW, Refill.due(order.order().id(), evidence, NOW, NOW)), false, LEASE)
                .refill();
        Refill doubt = RefillRequesting.lost(at(NOW, asked), "no answer").refill();
        Refill withoutId = RefillRequesting.answered(at(NOW, asked), new RefillAnswer.Taken(Optional.empty()))
                .refill();

        for (Refill refill : List.of(doubt, withoutId)) {
            RefillContext context = at(NOW.plusSeconds(600), refill);
            assertThat(RefillDoubt.orderShows(context, intact(Observer.SHOP, null), NOW.plusSeconds(1)))
                    .isEmpty();
            assertThat(RefillDoubt.orderShows(context, intact(Observer.SHOP, NOW.plusSeconds(1)), NOW.plusSeconds(2)))
                    .as("the shop counted too few after the request")
                    .get()
                    .extracting(step -> step.refill().state())
                    .isEqualTo(RefillState.COMPLETED);
        }
    }

    /** L3 */
    @Test
    void a_refill_that_was_only_postponed_is_not_needed_once_the_order_is_intact() {
        Refill postponed = answered(refused(RefusalKind.RATE_LIMITED)).refill();

        Step step = RefillDoubt.orderShows(
                        at(NOW.plusSeconds(600), postponed), intact(Observer.PANEL, NOW), NOW.plusSeconds(1))
                .orElseThrow();

        assertThat(step.refill().state()).isEqualTo(RefillState.NOT_NEEDED);
        assertThat(step.events()).isEmpty();
    }

    /** L3 */
    @Test
    void a_refill_that_was_rejected_is_not_requested_again_once_the_order_is_intact() {
        Refill rejected = seen(
                        new RefillStatusAnswer.Seen(RefillStatus.REJECTED, "Rejected"), NOW.plusSeconds(600), false)
                .refill();

        Step step = RefillDoubt.orderShows(
                        at(NOW.plusSeconds(900), rejected), intact(Observer.PANEL, NOW), NOW.plusSeconds(900))
                .orElseThrow();

        assertThat(step.refill().state()).isEqualTo(RefillState.NOT_NEEDED);
        assertThat(types(step.events())).containsExactly("refill.closed");
    }

    /** M4 */
    @ParameterizedTest
    @EnumSource(
            value = RefillState.class,
            names = {"TICKET_DUE", "TICKETING", "ESCALATED"})
    void an_order_that_is_intact_again_ends_an_escalation(RefillState state) {
        Step step = RefillDoubt.orderShows(
                        at(NOW.plusSeconds(600), in(state)), intact(Observer.PANEL, NOW), NOW.plusSeconds(600))
                .orElseThrow();

        assertThat(step.refill().state()).isEqualTo(RefillState.COMPLETED);
        assertThat(step.history().droppedSince()).isNull();
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

    private RefillContext askingAgain(Instant now, TestOrder watched) {
        return new RefillContext(watched.order(), inDoubt(), policy("ordertrail.refill.doubt.ask-again", "true"), now);
    }

    private static OrderShows intact(Observer observer, @Nullable Instant shortSince) {
        return new OrderShows.Intact(new Recovery(observer, shortSince));
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

    private static OrderRefillState loaded(TestOrder order) {
        return OrderRefillState.loaded(order.order(), Optional.empty(), false);
    }

    private static RefillAnswer refused(RefusalKind kind) {
        return new RefillAnswer.NotTaken(Refusal.of(kind, "its words"));
    }

    private static Evidence evidence() {
        return new Evidence(NOW, Duration.ofSeconds(30), OptionalInt.empty(), "no answer within 30 s", "");
    }

    private List<String> types(List<PendingEvent> events) {
        return events.stream().map(announcement -> event(announcement).type()).toList();
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
