package io.ordertrail.refill.ingest;

import static io.ordertrail.refill.order.TestOrder.BOUGHT;
import static io.ordertrail.refill.order.TestOrder.FINISHED;
import static io.ordertrail.refill.order.TestOrder.anOrder;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.Warranty;
import io.ordertrail.events.Measurement;
import io.ordertrail.events.RefillEvent;
import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.SubmissionEvent.OrderAccepted;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.events.SubmissionEvent.RefillAsked;
import io.ordertrail.events.SubmissionEvent.ServiceTerms;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.lifecycle.Refill.Request;
import io.ordertrail.refill.lifecycle.Refill.Tally;
import io.ordertrail.refill.lifecycle.RefillState;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.order.OrderUnderWarranty.Purchase;
import io.ordertrail.refill.order.OrderUnderWarranty.UnsettledRefill;
import io.ordertrail.refill.order.TestOrder;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.TestSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The topics are not read in step: events that arrive in another order than they happened end alike. */
class OrderEventRulesTest {

    private static final Instant NOW = FINISHED.plus(Duration.ofDays(1));

    private final TestOrder order = anOrder();
    private final OrderEventRules rules =
            new OrderEventRules(RefillPolicies.of(TestSettings.of(Map.of()), Set.of("smmnew")));

    @Test
    void a_request_that_arrives_before_the_finish_that_it_followed_is_answered_once_more() {
        OrderRefillState refused = rules.requested(loaded(order), request(FINISHED.plusSeconds(60)), NOW);
        OrderRefillState after = rules.reported(refused, order.changed(OrderStatus.COMPLETED, 0L, FINISHED), NOW);

        assertThat(refused.open()).isNull();
        assertThat(after.open()).isNotNull();
        assertThat(after.events()).extracting(RefillEvent::type).containsExactly("refill.refused", "refill.drop-found");
        assertThat(after.events()).extracting(RefillEvent::revision).containsExactly(1L, 2L);
    }

    @Test
    void the_warranty_is_that_of_the_event_whatever_the_name_of_the_service_says() {
        OrderUnderWarranty bought = order.unbought().order().accepted(accepted(Warranty.ofDays(90)));

        Purchase purchase = requireNonNull(bought.purchase());
        assertThat(purchase.serviceName()).isEqualTo("Followers | R30");
        assertThat(purchase.warranty()).isEqualTo(Warranty.ofDays(90));
    }

    @Test
    void a_request_that_was_made_before_the_finish_stays_refused() {
        OrderRefillState refused = rules.requested(loaded(order), request(FINISHED.minusSeconds(60)), NOW);
        OrderRefillState after = rules.reported(refused, order.changed(OrderStatus.COMPLETED, 0L, FINISHED), NOW);

        assertThat(after.open()).isNull();
        assertThat(after.events()).extracting(RefillEvent::type).containsExactly("refill.refused");
    }

    @Test
    void an_early_request_is_answered_once_more_and_not_twice() {
        OrderRefillState refused = rules.requested(loaded(order), request(FINISHED.plusSeconds(60)), NOW);
        OrderRefillState again = rules.reported(refused, order.changed(OrderStatus.COMPLETED, 0L, FINISHED), NOW);

        assertThat(again.order().history().earlyRequest()).isNull();
        assertThat(rules.reported(again, order.changed(OrderStatus.COMPLETED, 0L, FINISHED), NOW))
                .isEqualTo(again);
    }

    @Test
    void a_drop_that_arrives_before_the_purchase_is_refilled_once_that_is_known() {
        TestOrder unbought = order.completed().unbought();
        OrderRefillState dropped =
                rules.reported(loaded(unbought), unbought.changed(OrderStatus.COMPLETED, 40L, NOW), NOW);
        OrderRefillState after = rules.accepted(dropped, accepted(), NOW);

        assertThat(dropped.events()).isEmpty();
        assertThat(after.open()).isNotNull();
        assertThat(after.events()).extracting(RefillEvent::type).containsExactly("refill.drop-found");
    }

    @Test
    void an_event_that_arrives_twice_changes_nothing() {
        TestOrder completed = order.completed();
        OrderRefillState once = rules.requested(loaded(completed), request(NOW), NOW);

        assertThat(once.open()).isNotNull();
        assertThat(rules.requested(once, request(NOW), NOW)).isEqualTo(once);
    }

    /** L8, L9: only who saw the drop can see that the refill which was given up is over. */
    @Test
    void a_refill_that_was_given_up_is_settled_only_by_who_saw_its_drop() {
        TestOrder dropped = order.seen(OrderStatus.COMPLETED, 40L).askedAt(FINISHED.plusSeconds(60));
        OrderRefillState byPanel = unsettled(dropped, DropEvidence.REMAINS);
        OrderRefillState byShop = unsettled(order.completed().askedAt(FINISHED.plusSeconds(60)), DropEvidence.SHOP);

        assertThat(rules.reported(byPanel, dropped.progressed(0L, NOW), NOW)
                        .order()
                        .history()
                        .unsettled())
                .isNull();
        assertThat(rules.counted(byPanel, count(200, NOW), NOW)
                        .order()
                        .history()
                        .unsettled())
                .isNotNull();
        assertThat(rules.counted(byShop, count(200, NOW), NOW).order().history().unsettled())
                .isNotNull();
    }

    @Test
    void counts_that_were_too_low_and_are_no_more_settle_a_refill_that_was_given_up() {
        OrderRefillState before = unsettled(order.completed().askedAt(FINISHED.plusSeconds(60)), DropEvidence.SHOP);

        OrderRefillState low = rules.counted(
                rules.counted(before, count(150, NOW), NOW), count(150, NOW.plusSeconds(60)), NOW.plusSeconds(60));
        OrderRefillState intact = rules.counted(low, count(200, NOW.plusSeconds(120)), NOW.plusSeconds(120));

        assertThat(low.order().history().unsettled()).isNotNull();
        assertThat(intact.order().history().unsettled()).isNull();
    }

    /** M4 */
    @Test
    void a_drop_during_an_escalation_is_kept_and_an_intact_order_ends_both() {
        TestOrder dropped = order.seen(OrderStatus.COMPLETED, 40L);
        OrderRefillState escalated = OrderRefillState.loaded(dropped.order(), Optional.of(escalated()), false);

        OrderRefillState again = rules.reported(escalated, dropped.progressed(70L, NOW), NOW);
        OrderRefillState intact =
                rules.reported(again, new TestOrder(again.order()).progressed(0L, NOW.plusSeconds(60)), NOW);

        assertThat(again.open()).isNotNull();
        assertThat(again.order().history().laterDrop())
                .extracting(Drop::missing)
                .isEqualTo(70L);
        assertThat(intact.open()).isNull();
        assertThat(intact.ended()).extracting(Refill::state).containsExactly(RefillState.COMPLETED);
        assertThat(intact.order().history().laterDrop()).isNull();
    }

    @Test
    void counts_from_before_a_refill_was_completed_are_no_new_drop() {
        Refill running = new Refill(
                5,
                order.order().id(),
                RefillState.RUNNING,
                DropEvidence.REMAINS,
                FINISHED,
                NOW,
                new Tally(1, 0, 0),
                new Request(FINISHED, FINISHED, false),
                null,
                null,
                null,
                false,
                1);
        TestOrder dropped = order.seen(OrderStatus.COMPLETED, 40L);
        OrderRefillState done = rules.reported(
                OrderRefillState.loaded(dropped.order(), Optional.of(running), false),
                dropped.progressed(0L, NOW),
                NOW);

        OrderRefillState late = rules.counted(
                rules.counted(done, count(150, NOW.minusSeconds(60)), NOW), count(150, NOW.minusSeconds(30)), NOW);

        assertThat(done.ended()).extracting(Refill::state).containsExactly(RefillState.COMPLETED);
        assertThat(late.open()).isNull();
    }

    private static OrderRefillState unsettled(TestOrder order, DropEvidence evidence) {
        return loaded(
                new TestOrder(order.order().with(order.order().history().unsettled(new UnsettledRefill(5, evidence)))));
    }

    private Refill escalated() {
        return new Refill(
                5,
                order.order().id(),
                RefillState.ESCALATED,
                DropEvidence.REMAINS,
                FINISHED,
                NOW.plus(Duration.ofDays(14)),
                new Tally(3, 3, 0),
                new Request(FINISHED, FINISHED, false),
                null,
                null,
                null,
                true,
                3);
    }

    private Measurement count(long count, Instant at) {
        return new Measurement(order.order().ref().reference(), count, at);
    }

    private RefillAsked request(Instant at) {
        return new RefillAsked(order.order().ref(), 2, at);
    }

    private OrderAccepted accepted() {
        return accepted(Warranty.ofDays(30));
    }

    private OrderAccepted accepted(Warranty warranty) {
        return new OrderAccepted(
                order.order().ref(),
                1,
                BOUGHT,
                new OrderContent(order.order().ref().service(), "https://example.org/p", 100L, null, Map.of()),
                OrderKind.NORMAL,
                new ServiceTerms("Followers | R30", "Default", Money.of("1", "USD"), true, true, warranty),
                null);
    }

    private static OrderRefillState loaded(TestOrder order) {
        return OrderRefillState.loaded(order.order(), Optional.empty(), false);
    }
}
