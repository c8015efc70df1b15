package io.ordertrail.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.benchmarks.soak.BookedOrder.Disposition;
import io.ordertrail.benchmarks.soak.Violation.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InvariantsTest {

    private static final String LINK = "https://example.org/soak/1";

    @Test
    void an_order_bought_once_and_accepted_under_its_id_keeps_all_promises() {
        assertThat(check(booked(Disposition.ACCEPTED, "7"), bought("7"))).isEmpty();
    }

    @Test
    void an_order_rejected_and_not_bought_keeps_all_promises() {
        assertThat(Invariants.ofOrders(List.of(LINK), List.of(booked(Disposition.REJECTED, null)), List.of()))
                .isEmpty();
    }

    @Test
    void an_order_in_doubt_may_or_may_not_have_been_bought() {
        assertThat(check(booked(Disposition.IN_DOUBT, null), bought("7"))).isEmpty();
        assertThat(Invariants.ofOrders(List.of(LINK), List.of(booked(Disposition.IN_DOUBT, null)), List.of()))
                .isEmpty();
    }

    @Test
    void an_order_in_the_ledger_twice_was_bought_twice() {
        assertThat(check(booked(Disposition.ACCEPTED, "7"), bought("7"), bought("8")))
                .containsExactly(Rule.BOUGHT_TWICE);
    }

    @Test
    void an_accepted_order_that_the_ledger_has_under_another_id_was_adopted_wrongly() {
        assertThat(check(booked(Disposition.ACCEPTED, "7"), bought("8"))).containsExactly(Rule.WRONG_ADOPTION);
    }

    @Test
    void an_accepted_order_is_published_with_the_charge_that_the_panel_took() {
        BookedOrder dearer = new BookedOrder(
                1, "soak-1", LINK, "smmnew", Disposition.ACCEPTED, 1, "7", new BigDecimal("0.91"), true);
        BookedOrder unknown = new BookedOrder(1, "soak-1", LINK, "smmnew", Disposition.ACCEPTED, 1, "7", null, true);

        assertThat(check(dearer, bought("7"))).containsExactly(Rule.WRONG_CHARGE);
        assertThat(check(unknown, bought("7"))).containsExactly(Rule.WRONG_CHARGE);
    }

    @Test
    void a_rejected_order_that_was_bought_cost_the_shop_money() {
        assertThat(check(booked(Disposition.REJECTED, null), bought("7"))).containsExactly(Rule.REJECTED_THOUGH_BOUGHT);
    }

    @Test
    void an_order_without_an_end_is_lost_or_forgotten() {
        assertThat(check(booked(Disposition.OPEN, null), bought("7"))).containsExactly(Rule.BOUGHT_AND_FORGOTTEN);
        assertThat(Invariants.ofOrders(List.of(LINK), List.of(booked(Disposition.OPEN, null)), List.of()))
                .extracting(Violation::rule)
                .containsExactly(Rule.LOST);
        assertThat(Invariants.ofOrders(List.of(LINK), List.of(), List.of()))
                .extracting(Violation::rule)
                .containsExactly(Rule.LOST);
    }

    @Test
    void a_subscription_has_no_charge_by_the_catalogue() {
        BookedOrder subscription =
                new BookedOrder(1, "soak-1", LINK, "smmnew", Disposition.ACCEPTED, 1, "7", null, false);

        assertThat(check(subscription, bought("7"))).isEmpty();
    }

    @Test
    void runs_of_a_drip_feed_are_not_purchases_and_cannot_be_adopted() {
        assertThat(check(booked(Disposition.ACCEPTED, "7"), bought("7"), run("8"), run("9")))
                .isEmpty();
        assertThat(check(booked(Disposition.ACCEPTED, "8"), bought("7"), run("8")))
                .containsExactly(Rule.WRONG_ADOPTION);
        assertThat(check(booked(Disposition.REJECTED, null), run("8"))).isEmpty();
    }

    @Test
    void an_order_bought_by_hand_that_was_adopted_was_adopted_wrongly() {
        SoakLedgerOrder byHand = new SoakLedgerOrder(
                "smmnew", "7", "https://example.org/by-hand/1", null, new BigDecimal("0.90"), "complete", List.of(), 0);

        assertThat(check(booked(Disposition.ACCEPTED, "7"), byHand)).containsExactly(Rule.WRONG_ADOPTION);
    }

    @Test
    void an_order_canceled_at_the_panel_may_be_accepted_but_not_submitted_again() {
        List<BookedOrder> second = List.of(booked(Disposition.ACCEPTED, "7"));

        assertThat(Invariants.ofCancels(List.of(), Map.of(LINK, 2L), second, List.of(bought("7"))))
                .isEmpty();
        assertThat(Invariants.ofCancels(List.of(), Map.of(LINK, 1L), second, List.of(bought("7"))))
                .extracting(Violation::rule)
                .containsExactly(Rule.SUBMITTED_AFTER_CANCEL);
    }

    @Test
    void an_order_canceled_before_it_was_placed_is_never_bought() {
        assertThat(Invariants.ofCancels(List.of(LINK), Map.of(), List.of(), List.of()))
                .isEmpty();
        assertThat(Invariants.ofCancels(List.of(LINK), Map.of(), List.of(), List.of(bought("7"))))
                .extracting(Violation::rule)
                .containsExactly(Rule.SUBMITTED_AFTER_CANCEL);
    }

    @Test
    void repeats_with_the_same_id_are_allowed_and_gaps_are_not() {
        assertThat(Invariants.ofTopics(List.of(published(1), published(2), published(1), published(2), published(3))))
                .isEmpty();
        assertThat(Invariants.ofTopics(List.of(published(1), published(3))))
                .extracting(Violation::rule)
                .containsExactly(Rule.REVISION_GAP);
    }

    @Test
    void a_revision_published_with_two_ids_is_reused() {
        PublishedEvent other = new PublishedEvent("orders.status", 1, 1, "random", "order.status-changed");

        assertThat(Invariants.ofTopics(List.of(published(1), other)))
                .extracting(Violation::rule)
                .containsExactly(Rule.REVISION_REUSED);
    }

    private static List<Rule> check(BookedOrder order, SoakLedgerOrder... ledger) {
        return Invariants.ofOrders(List.of(LINK), List.of(order), List.of(ledger)).stream()
                .map(Violation::rule)
                .toList();
    }

    private static BookedOrder booked(Disposition disposition, @Nullable String panelOrderId) {
        return new BookedOrder(
                1, "soak-1", LINK, "smmnew", disposition, 2, panelOrderId, new BigDecimal("0.9000"), true);
    }

    private static SoakLedgerOrder bought(String panelOrderId) {
        return new SoakLedgerOrder(
                "smmnew", panelOrderId, LINK, null, new BigDecimal("0.90"), "complete", List.of(), 0);
    }

    private static SoakLedgerOrder run(String panelOrderId) {
        return new SoakLedgerOrder("smmnew", panelOrderId, LINK, "7", new BigDecimal("0.30"), "complete", List.of(), 0);
    }

    private static PublishedEvent published(long revision) {
        return new PublishedEvent("orders.status", 1, revision, "orders.status/1/" + revision, "order.status-changed");
    }
}
