package io.ordertrail.poller.change;

import static io.ordertrail.poller.change.WatchedOrders.ACCEPTED;
import static io.ordertrail.poller.change.WatchedOrders.bought;
import static io.ordertrail.poller.change.WatchedOrders.parent;
import static io.ordertrail.poller.change.WatchedOrders.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.StatusEvent.ChildFound;
import io.ordertrail.events.StatusEvent.Leftover;
import io.ordertrail.events.StatusEvent.OrderDenied;
import io.ordertrail.events.StatusEvent.OrderProgressed;
import io.ordertrail.events.StatusEvent.OrderStuck;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.OrderAnswer.Denied;
import io.ordertrail.panel.OrderAnswer.Seen;
import io.ordertrail.panel.OrderAnswer.Unreadable;
import io.ordertrail.poller.change.AlertState.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeRulesTest {

    private final ChangeRules rules =
            new ChangeRules(ChangeSettings.standard(), panel -> panel.value().equals("smmgulf"));
    private final List<StatusEvent> published = new ArrayList<>();
    private WatchedOrder order = bought("promosmm");
    private Instant now = ACCEPTED;

    @Test
    void the_first_answer_is_a_change_without_a_previous_status() {
        answer(seen(OrderStatus.PENDING, 1000L));

        StatusChanged changed = (StatusChanged) published.getFirst();
        assertThat(changed.previous()).isNull();
        assertThat(changed.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(changed.revision()).isEqualTo(1);
        assertThat(changed.progress().startCount()).isEqualTo(3572);
    }

    @Test
    void the_same_answer_again_publishes_and_writes_nothing() {
        answer(seen(OrderStatus.PENDING, 1000L));

        Change again = rules.decide(order, seen(OrderStatus.PENDING, 1000L), 1, Set.of(), now);

        assertThat(again.changes()).isFalse();
    }

    @Test
    void another_spelling_of_the_same_status_is_no_change() {
        answer(seen(OrderStatus.IN_PROGRESS, "In progress", 10L, "1.50"));
        answer(seen(OrderStatus.IN_PROGRESS, "in_progress", 10L, "1.5000"));

        assertThat(published).hasSize(1);
    }

    @Test
    void revisions_count_up_by_one_through_changes_and_progress() {
        answer(seen(OrderStatus.PENDING, 1000L));
        answer(seen(OrderStatus.IN_PROGRESS, 700L));
        answer(seen(OrderStatus.IN_PROGRESS, 300L));
        answer(seen(OrderStatus.COMPLETED, 0L));

        assertThat(published).extracting(StatusEvent::revision).containsExactly(1L, 2L, 3L, 4L);
        assertThat(published.get(2)).isInstanceOf(OrderProgressed.class);
    }

    @Test
    void what_an_answer_leaves_out_is_not_taken_back() {
        answer(seen(OrderStatus.IN_PROGRESS, 700L));
        answer(new Seen(OrderStatus.IN_PROGRESS, "In progress", null, null, null, List.of()));
        answer(new Seen(OrderStatus.COMPLETED, "Completed", null, null, null, List.of()));

        assertThat(published).hasSize(2);
        assertThat(((StatusChanged) published.getLast()).progress().remains()).isEqualTo(700);
    }

    @Test
    void an_unknown_word_keeps_its_text_and_another_unknown_word_is_another_status() {
        answer(seen(OrderStatus.UNKNOWN, "Under review", 10L, "1"));
        answer(seen(OrderStatus.UNKNOWN, "Under review", 10L, "1"));
        answer(seen(OrderStatus.UNKNOWN, "À vérifier", 10L, "1"));

        assertThat(published)
                .extracting(event -> ((StatusChanged) event).panelStatus())
                .containsExactly("Under review", "À vérifier");
        assertThat(order.shown().watchUntil()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"PARTIAL", "CANCELED", "REFUNDED"})
    void an_order_that_ends_undelivered_carries_what_is_left_of_its_charge(OrderStatus status) {
        answer(seen(status, 157L));

        assertThat(leftover()).isEqualTo(new Leftover(Money.of("0.23550", "USD"), Money.of("0.23550", "USD")));
    }

    @Test
    void a_later_correction_carries_the_difference_only() {
        answer(seen(OrderStatus.PARTIAL, 100L));
        answer(seen(OrderStatus.PARTIAL, 300L));
        assertThat(leftover()).isEqualTo(new Leftover(Money.of("0.45000", "USD"), Money.of("0.30000", "USD")));

        answer(seen(OrderStatus.COMPLETED, 0L));
        assertThat(leftover().difference().amount()).isEqualByComparingTo("-0.45");
        assertThat(leftover().total().amount()).isZero();
    }

    @Test
    void differences_add_up_to_the_last_total_whatever_the_panel_corrects() {
        long[] remains = {10, 700, 2000, -5, 333, 0, 999};
        for (long left : remains) {
            answer(seen(OrderStatus.PARTIAL, left));
        }

        Money sum = published.stream()
                .map(ChangeRulesTest::leftoverOf)
                .flatMap(Optional::stream)
                .map(Leftover::difference)
                .reduce(Money.of("0", "USD"), Money::plus);
        assertThat(sum.sameAs(leftover().total())).isTrue();
    }

    @Test
    void what_is_left_is_between_nothing_and_the_charge() {
        answer(seen(OrderStatus.PARTIAL, 5000L));
        assertThat(leftover().total()).matches(total -> total.sameAs(Money.of("1.50", "USD")));

        order = bought("promosmm");
        answer(seen(OrderStatus.CANCELED, -3L));
        assertThat(leftover().total().amount()).isZero();
    }

    @Test
    void without_a_charge_or_a_quantity_nothing_is_computed() {
        answer(seen(OrderStatus.PARTIAL, "Partial", 10L, null));
        assertThat(leftoverOf(published.getLast())).isEmpty();

        order = bought("promosmm", OrderKind.NORMAL, null, 0);
        answer(seen(OrderStatus.PARTIAL, 10L));
        assertThat(leftoverOf(published.getLast())).isEmpty();
    }

    @Test
    void a_completed_order_has_no_leftover_to_publish() {
        answer(seen(OrderStatus.COMPLETED, 0L));

        assertThat(leftoverOf(published.getLast())).isEmpty();
    }

    @Test
    void an_order_is_watched_through_its_warranty_and_no_correction_prolongs_it() {
        answer(seen(OrderStatus.COMPLETED, 0L));
        Instant end = order.shown().watchUntil();
        assertThat(end).isEqualTo(now.plus(Duration.ofDays(30)));

        now = now.plus(Duration.ofDays(2));
        answer(seen(OrderStatus.COMPLETED, 20L));
        assertThat(order.shown().watchUntil()).isEqualTo(end);
    }

    @Test
    void without_a_warranty_it_is_watched_for_corrections() {
        order = bought("promosmm", OrderKind.NORMAL, 1000L, 0);
        answer(seen(OrderStatus.CANCELED, 1000L));

        assertThat(order.shown().watchUntil()).isEqualTo(now.plus(Duration.ofDays(3)));
    }

    @Test
    void a_finished_order_that_is_unfinished_again_is_published_and_watched_without_end() {
        answer(seen(OrderStatus.COMPLETED, 0L));
        answer(seen(OrderStatus.IN_PROGRESS, 40L));

        assertThat(((StatusChanged) published.getLast()).previous()).isEqualTo(OrderStatus.COMPLETED);
        assertThat(order.shown().watchUntil()).isNull();
    }

    @Test
    void a_denial_is_noted_and_published_once_when_it_has_lasted() {
        answer(seen(OrderStatus.PENDING, 1000L));
        answer(denied());
        assertThat(published).hasSize(1);

        Instant since = now;
        now = now.plus(Duration.ofMinutes(61));
        answer(denied());
        answer(denied());

        assertThat(published).hasSize(2);
        assertThat(((OrderDenied) published.getLast()).since()).isEqualTo(since);
        assertThat(((OrderDenied) published.getLast()).answer()).isEqualTo("Incorrect order ID");
    }

    @Test
    void a_denial_that_passes_is_forgotten_and_a_new_one_counts_from_its_own_beginning() {
        answer(seen(OrderStatus.PENDING, 1000L));
        answer(denied());
        now = now.plus(Duration.ofMinutes(50));
        answer(seen(OrderStatus.PENDING, 1000L));
        assertThat(order.alarms().deniedSince()).isNull();

        answer(denied());
        now = now.plus(Duration.ofMinutes(50));
        answer(denied());
        assertThat(published).hasSize(1);
    }

    @Test
    void what_cannot_be_read_changes_nothing() {
        answer(seen(OrderStatus.PENDING, 1000L));
        assertThat(rules.decide(order, new Unreadable("null"), 1, Set.of(), now).changes())
                .isFalse();
    }

    @Test
    void an_order_without_progress_for_long_is_published_as_stuck_once() {
        answer(seen(OrderStatus.IN_PROGRESS, 500L));
        Instant since = now;
        now = now.plus(Duration.ofHours(49));
        answer(seen(OrderStatus.IN_PROGRESS, 500L));
        answer(seen(OrderStatus.IN_PROGRESS, 500L));

        assertThat(published).hasSize(2);
        assertThat(((OrderStuck) published.getLast()).since()).isEqualTo(since);
    }

    @Test
    void progress_ends_it_and_the_next_standstill_is_published_again() {
        answer(seen(OrderStatus.IN_PROGRESS, 500L));
        now = now.plus(Duration.ofHours(49));
        answer(seen(OrderStatus.IN_PROGRESS, 500L));
        answer(seen(OrderStatus.IN_PROGRESS, 400L));
        now = now.plus(Duration.ofHours(49));
        answer(seen(OrderStatus.IN_PROGRESS, 400L));

        assertThat(published).filteredOn(OrderStuck.class::isInstance).hasSize(2);
    }

    @Test
    void an_order_that_is_over_is_not_stuck() {
        answer(seen(OrderStatus.COMPLETED, 0L));
        now = now.plus(Duration.ofDays(20));
        answer(seen(OrderStatus.COMPLETED, 0L));

        assertThat(published).hasSize(1);
    }

    @Test
    void where_there_is_a_desk_a_ticket_is_claimed_first_and_once_in_an_orders_life() {
        order = bought("smmgulf");
        answer(seen(OrderStatus.IN_PROGRESS, 500L));
        now = now.plus(Duration.ofHours(49));

        Change claim = answer(seen(OrderStatus.IN_PROGRESS, 500L));
        assertThat(claim.ticketWanted()).isTrue();
        assertThat(claim.events()).isEmpty();
        assertThat(order.alarms().ticket()).isEqualTo(Ticket.ASKED);

        apply(rules.stuck(order, Optional.of(new TicketId("12345")), published.size(), now));
        assertThat(((OrderStuck) published.getLast()).ticket()).isEqualTo(new TicketId("12345"));

        answer(seen(OrderStatus.IN_PROGRESS, 400L));
        now = now.plus(Duration.ofHours(49));
        assertThat(answer(seen(OrderStatus.IN_PROGRESS, 400L)).ticketWanted()).isFalse();
        assertThat(((OrderStuck) published.getLast()).ticket()).isNull();
    }

    @Test
    void a_claim_whose_process_died_is_published_without_a_ticket_and_never_asked_again() {
        order = bought("smmgulf");
        answer(seen(OrderStatus.IN_PROGRESS, 500L));
        now = now.plus(Duration.ofHours(49));
        answer(seen(OrderStatus.IN_PROGRESS, 500L));

        Change after = answer(seen(OrderStatus.IN_PROGRESS, 500L));

        assertThat(after.ticketWanted()).isFalse();
        assertThat(published.getLast()).isInstanceOf(OrderStuck.class);
        assertThat(order.alarms().ticket()).isEqualTo(Ticket.PUBLISHED);
    }

    @Test
    void stuck_is_by_service_before_panel_before_default() {
        ChangeSettings some = new ChangeSettings(
                Duration.ZERO,
                Duration.ZERO,
                java.util.Map.of(
                        ChangeSettings.DEFAULT,
                        Duration.ofHours(9),
                        "smmnew",
                        Duration.ofHours(5),
                        "promosmm/101",
                        Duration.ofHours(1)),
                Duration.ZERO);

        assertThat(some.alarmAt(bought("smmgulf"))).contains(ACCEPTED.plus(Duration.ofHours(9)));
        assertThat(some.alarmAt(bought("smmnew"))).contains(ACCEPTED.plus(Duration.ofHours(5)));
        assertThat(some.alarmAt(bought("promosmm"))).contains(ACCEPTED.plus(Duration.ofHours(1)));
    }

    @Test
    void a_parents_children_are_found_each_once_before_its_change_is_published() {
        order = bought("smmowner", OrderKind.DRIP_FEED, 1000L, 30);
        Change first = answer(parent(OrderStatus.IN_PROGRESS, 86));
        assertThat(first.children()).containsExactly(PanelOrderId.of(86));

        Change second =
                rules.decide(order, parent(OrderStatus.IN_PROGRESS, 86, 87, 87), 2, Set.of(PanelOrderId.of(86)), now);

        assertThat(published).hasExactlyElementsOfTypes(ChildFound.class, StatusChanged.class);
        assertThat(second.children()).containsExactly(PanelOrderId.of(87));
        assertThat(second.events()).extracting(StatusEvent::revision).containsExactly(3L);
    }

    @Test
    void a_child_is_published_under_its_parent() {
        order = bought("smmowner", OrderKind.DRIP_FEED, 1000L, 30).child(1, PanelOrderId.of(86), now);

        answer(seen(OrderStatus.IN_PROGRESS, 10L));

        StatusChanged changed = (StatusChanged) published.getLast();
        assertThat(changed.child()).isEqualTo(PanelOrderId.of(86));
        assertThat(changed.order().panelOrderId()).isEqualTo(PanelOrderId.of(23501));
    }

    @Test
    void the_pace_is_computed_from_the_last_look_at_which_nothing_was_delivered() {
        answer(seen(OrderStatus.PENDING, 1000L));
        Instant begun = now;
        now = now.plusSeconds(60);
        answer(seen(OrderStatus.IN_PROGRESS, 900L));
        now = now.plusSeconds(60);
        answer(seen(OrderStatus.IN_PROGRESS, 800L));

        assertThat(order.shown().startedAt()).isEqualTo(begun);
    }

    private Change answer(OrderAnswer answer) {
        return apply(rules.decide(order, answer, published.size(), Set.of(), now));
    }

    private Change apply(Change change) {
        published.addAll(change.events());
        order = change.after();
        return change;
    }

    private Leftover leftover() {
        return leftoverOf(published.getLast()).orElseThrow();
    }

    private static Optional<Leftover> leftoverOf(StatusEvent event) {
        return Optional.ofNullable(
                event instanceof StatusChanged changed ? changed.leftover() : ((OrderProgressed) event).leftover());
    }

    private static Denied denied() {
        return new Denied("Incorrect order ID");
    }
}
