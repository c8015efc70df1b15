package io.ordertrail.refill.lifecycle;

import static io.ordertrail.refill.order.TestOrder.FINISHED;
import static io.ordertrail.refill.order.TestOrder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.RefillId;
import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefillStatus;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.refill.lifecycle.DueRefillRules.Claim;
import io.ordertrail.refill.lifecycle.Refill.Request;
import io.ordertrail.refill.lifecycle.Refill.Tally;
import io.ordertrail.refill.lifecycle.RefillDecision.Result;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.order.OrderUnderWarranty.UnsettledRefill;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillPolicy;
import io.ordertrail.refill.policy.TestSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Claims, answers that come late, and decisions of operators that come twice. */
class DueRefillRulesTest {

    private static final Instant NOW = FINISHED.plus(Duration.ofDays(3));
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final RefillAnswer NOT_SENT = new RefillAnswer.NotAsked("the send window is closed");

    private final RefillPolicies policies = RefillPolicies.of(TestSettings.of(Map.of()), Set.of("smmnew"));
    private final DueRefillRules rules = new DueRefillRules(policies, LEASE);
    private final OrderUnderWarranty order = anOrder().completed().order();
    private final RefillPolicy policy =
            policies.of(order.ref().panel(), order.ref().service());

    // Claims

    @ParameterizedTest
    @EnumSource(
            value = RefillState.class,
            mode = Mode.EXCLUDE,
            names = {"DUE", "IN_DOUBT"})
    void only_a_refill_that_is_due_is_claimed(RefillState state) {
        OrderRefillState before = holding(refill(1, state, 0));

        assertThat(rules.claim(before, NOW)).isSameAs(before);
    }

    @Test
    void a_refill_is_claimed_once() {
        OrderRefillState claimed = rules.claim(holding(refill(1, RefillState.DUE, 0)), NOW);

        assertThat(open(claimed).state()).isEqualTo(RefillState.REQUESTING);
        assertThat(rules.claim(claimed, NOW)).isSameAs(claimed);
    }

    // Answers

    @Test
    void an_answer_counts_after_the_lease_unless_something_else_was_decided() {
        OrderRefillState claimed = rules.claim(holding(refill(1, RefillState.DUE, 0)), NOW);
        Claim claim = Claim.of(open(claimed));
        OrderRefillState doubt = rules.expire(claimed, NOW.plus(LEASE));
        OrderRefillState decided = decided(new RefillDecision.NotAtPanel(), doubt, NOW.plus(LEASE));

        assertThat(rules.answered(doubt, claim, NOT_SENT, NOW.plus(LEASE)))
                .get()
                .extracting(after -> open(after).state())
                .isEqualTo(RefillState.DUE);
        assertThat(rules.answered(decided, claim, NOT_SENT, NOW.plus(LEASE))).isEmpty();
    }

    /** The fence counts from 0 in each refill: a replica that was frozen for days answered about the next one. */
    @Test
    void an_answer_about_an_earlier_refill_changes_nothing_of_a_later_one() {
        Claim earlier = Claim.of(open(rules.claim(holding(refill(1, RefillState.DUE, 0)), NOW)));
        OrderRefillState later = rules.claim(holding(refill(2, RefillState.DUE, 0)), NOW);

        assertThat(open(later).fence()).isEqualTo(earlier.fence());
        assertThat(rules.answered(later, earlier, NOT_SENT, NOW)).isEmpty();
        assertThat(rules.followed(
                        holding(refill(2, RefillState.RUNNING, 1)),
                        earlier,
                        new RefillStatusAnswer.Seen(RefillStatus.COMPLETED, "Completed"),
                        false,
                        NOW))
                .isEmpty();
    }

    // Operators

    /** L19 */
    @Test
    void an_operator_cannot_find_a_request_missing_that_may_still_arrive() {
        OrderRefillState doubt = doubt();

        assertThat(result(
                        new RefillDecision.NotAtPanel(), doubt, NOW.plus(LEASE).minusMillis(1)))
                .isInstanceOf(Result.NotPossible.class);
        assertThat(result(new RefillDecision.NotAtPanel(), doubt, NOW.plus(LEASE)))
                .isInstanceOf(Result.Decided.class);
        assertThat(result(new RefillDecision.Close("gone"), doubt, NOW))
                .as("it would be released before the request arrives")
                .isInstanceOf(Result.NotPossible.class);
        assertThat(result(new RefillDecision.FoundAtPanel(null), doubt, NOW)).isInstanceOf(Result.Decided.class);
    }

    @Test
    void a_request_waits_until_nothing_of_the_last_one_can_arrive() {
        OrderUnderWarranty asked = order.with(order.history().asked(NOW.minus(Duration.ofMinutes(2))));
        OrderRefillState before = OrderRefillState.loaded(asked, Optional.of(refill(2, RefillState.DUE, 0)), false);

        OrderRefillState waiting = rules.claim(before, NOW);

        assertThat(open(waiting).state()).isEqualTo(RefillState.DUE);
        assertThat(open(waiting).dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(3)));
        assertThat(open(rules.claim(waiting, NOW.plus(Duration.ofMinutes(3)))).state())
                .isEqualTo(RefillState.REQUESTING);
    }

    @Test
    void a_decision_that_is_repeated_after_the_refill_was_requested_again_changes_nothing() {
        OrderRefillState doubt = doubt();
        OrderRefillState due = decided(new RefillDecision.NotAtPanel(), doubt, NOW.plus(LEASE));
        OrderRefillState claimed = rules.claim(due, NOW.plus(LEASE));
        OrderRefillState doubtAgain = rules.expire(claimed, NOW.plus(LEASE).plus(LEASE));

        assertThat(open(doubtAgain).state()).isEqualTo(RefillState.IN_DOUBT);
        assertThat(new RefillDecision.NotAtPanel()
                        .decide(doubtAgain, 1, open(doubt).fence(), policy, NOW.plus(Duration.ofHours(1))))
                .isInstanceOf(Result.Outdated.class);
    }

    /** Of the kind of L8: whoever closes it does not stop it. */
    @ParameterizedTest
    @EnumSource(
            value = RefillState.class,
            names = {"IN_DOUBT", "RUNNING"})
    void a_refill_that_an_operator_closes_may_still_run(RefillState state) {
        OrderRefillState closed =
                decided(new RefillDecision.Close("refunded"), holding(refill(1, state, 1)), NOW.plus(LEASE));

        assertThat(closed.order().history().unsettled()).isEqualTo(new UnsettledRefill(1, DropEvidence.REMAINS));
    }

    @ParameterizedTest
    @EnumSource(
            value = RefillState.class,
            names = {"DUE", "TICKET_DUE", "ESCALATED"})
    void a_refill_that_does_not_run_is_closed_for_good(RefillState state) {
        OrderRefillState closed = decided(new RefillDecision.Close("refunded"), holding(refill(1, state, 1)), NOW);

        assertThat(closed.order().history().unsettled()).isNull();
    }

    @Test
    void a_release_is_about_the_refill_that_holds_the_order_back() {
        OrderRefillState first = decided(new RefillDecision.Close("gone"), doubt(), NOW.plus(LEASE));
        OrderRefillState later = first.with(
                first.order().with(first.order().history().unsettled(new UnsettledRefill(2, DropEvidence.SHOP))));

        assertThat(new RefillDecision.Release().decide(later, 1, 1, policy, NOW))
                .isInstanceOf(Result.NotPossible.class);
        assertThat(new RefillDecision.Release().decide(later, 2, 1, policy, NOW))
                .isInstanceOfSatisfying(
                        Result.Decided.class,
                        decided -> assertThat(decided.state().order().history().unsettled())
                                .isNull());
    }

    /** M4 */
    @Test
    void a_drop_that_was_noticed_during_an_escalation_is_refilled_after_it() {
        Drop later = new Drop(DropEvidence.REMAINS, 70L, "70 remain");
        OrderUnderWarranty dropped = order.with(order.history().dropped(NOW).laterDrop(later));
        OrderRefillState before =
                OrderRefillState.loaded(dropped, Optional.of(refill(1, RefillState.ESCALATED, 1)), false);

        OrderRefillState after = rules.expire(before, NOW);

        assertThat(after.ended()).hasSize(1);
        assertThat(open(after).state()).isEqualTo(RefillState.DUE);
        assertThat(after.events())
                .extracting(event -> event.type())
                .containsExactly("refill.closed", "refill.drop-found");
        assertThat(after.order().history().laterDrop()).isNull();
    }

    private OrderRefillState doubt() {
        OrderRefillState claimed = rules.claim(holding(refill(1, RefillState.DUE, 0)), NOW);
        return before(claimed);
    }

    /** The connection broke at once: the lease has not ended. */
    private OrderRefillState before(OrderRefillState claimed) {
        return claimed.after(
                RefillRequesting.lost(new RefillContext(order, open(claimed), policy, NOW), "connection reset"), NOW);
    }

    private OrderRefillState decided(RefillDecision decision, OrderRefillState before, Instant now) {
        return ((Result.Decided) result(decision, before, now)).state();
    }

    private Result result(RefillDecision decision, OrderRefillState before, Instant now) {
        return decision.decide(before, open(before).id(), open(before).fence(), policy, now);
    }

    private OrderRefillState holding(Refill refill) {
        return OrderRefillState.loaded(order, Optional.of(refill), false);
    }

    private static Refill open(OrderRefillState state) {
        return Objects.requireNonNull(state.open());
    }

    private Refill refill(long id, RefillState state, long fence) {
        return new Refill(
                id,
                order.id(),
                state,
                DropEvidence.REMAINS,
                NOW,
                NOW,
                new Tally(0, 0, 0),
                fence == 0 ? null : new Request(NOW, NOW, false),
                state == RefillState.RUNNING ? new RefillId("1001") : null,
                null,
                null,
                false,
                fence);
    }
}
