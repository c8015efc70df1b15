package io.ordertrail.poller.change;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.StatusEvent.Charges;
import io.ordertrail.events.StatusEvent.Leftover;
import io.ordertrail.events.StatusEvent.OrderProgressed;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.panel.OrderAnswer.Seen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kinds of panels, and what is left of an order at each. */
class LeftoverRulesTest {

    private final ChangeRules rules = new ChangeRules(ChangeSettings.standard(), _ -> false);
    private final List<StatusEvent> published = new ArrayList<>();
    private final Set<PanelOrderId> children = new HashSet<>();

    /**
     * A thousand, or as the first column says, were bought for the cost; the answers are {@code status charge remains}, one
     * after another, {@code -} for what one leaves out. The charge's currency is USD unless the answer says another.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            canceled, charge lowered to nothing    | 1000 | 1.00 | IN_PROGRESS 1.00 1000; CANCELED 0 1000             | 1.00
            canceled before the first look         | 1000 | 1.00 | CANCELED 0 1000                                    | 1.00
            canceled, charge kept                  | 1000 | 1.00 | IN_PROGRESS 1.00 1000; CANCELED 1.00 1000          | 1.00
            canceled, 0 remains since the start    | 1000 | 1.00 | PENDING 1.00 0; CANCELED 1.00 0                    | 1.00
            canceled, remains never a number       | 1000 | 1.00 | IN_PROGRESS 1.00 -; CANCELED 0 -                   | 1.00
            canceled when a part was delivered     | 1000 | 1.00 | IN_PROGRESS 1.00 400; CANCELED 1.00 400            | 0.40
            canceled, lowered by what is left      | 1000 | 1.00 | IN_PROGRESS 1.00 400; CANCELED 0.60 400            | 0.40
            canceled, only the charge says a part  | 1000 | 1.00 | IN_PROGRESS 1.00 0; CANCELED 0.60 0                | 0.40
            canceled package                       | -    | -    | IN_PROGRESS 2.50 -; CANCELED 0 -                   | 2.50
            canceled package, charge kept          | -    | -    | CANCELED 2.50 -                                    | 2.50
            canceled, nothing known                | 1000 | -    | CANCELED 0 1000                                    | -
            canceled, more was delivered           | 1000 | 1.00 | IN_PROGRESS 1.00 10; CANCELED 1.00 -3              | 0
            refunded, more was delivered           | 1000 | 1.00 | COMPLETED 1.00 -3; REFUNDED 1.00 -3                | 1.00
            refunded after completion              | 1000 | 1.00 | COMPLETED 1.00 0; REFUNDED 1.00 0                  | 1.00
            refunded, charge lowered to nothing    | 1000 | 1.00 | COMPLETED 1.00 0; REFUNDED 0 0                     | 1.00
            refunded, a part was delivered         | 1000 | 1.00 | IN_PROGRESS 1.00 900; REFUNDED 1.00 250            | 0.25
            partial, charge kept                   | 1000 | 1.00 | IN_PROGRESS 1.00 400; PARTIAL 1.00 400             | 0.40
            partial, charge lowered                | 1000 | 1.00 | IN_PROGRESS 1.00 400; PARTIAL 0.60 400             | 0.40
            partial, lowered before the status     | 1000 | 1.00 | IN_PROGRESS 1.00 400; IN_PROGRESS 0.60 400; PARTIAL 0.60 400 | 0.40
            partial, lowered after the status      | 1000 | 1.00 | PARTIAL 1.00 400; PARTIAL 0.60 400                 | 0.40
            partial, lowered after, cost unknown   | 1000 | -    | PARTIAL 1.00 400; PARTIAL 0.60 400                 | 0.40
            partial, first seen lowered            | 1000 | 1.00 | PARTIAL 0.60 400                                   | 0.40
            partial, the price was corrected       | 1000 | 1.00 | PENDING 1.00 1000; IN_PROGRESS 0.90 500; PARTIAL 0.90 400 | 0.36
            partial, more than its list says       | 1000 | 1.00 | IN_PROGRESS 1.20 400; PARTIAL 0.72 400             | 0.48
            partial, charged when it begins        | 1000 | 1.00 | PENDING 0 1000; PARTIAL 0.60 400                   | 0.40
            partial, remains moves at the end only | 1000 | 1.00 | IN_PROGRESS 1.00 1000; PARTIAL 1.00 1000; PARTIAL 1.00 150 | 0.15
            partial of a package, charge lowered   | -    | -    | IN_PROGRESS 2.50 -; PARTIAL 1.00 -                 | 1.50
            partial of a package, charge kept      | -    | -    | IN_PROGRESS 2.50 -; PARTIAL 2.50 -                 | -
            partial of a package, with a count     | -    | -    | IN_PROGRESS 2.50 10; PARTIAL 2.50 10               | -
            partial, charge in cents               | 1000 | 0.27819 | IN_PROGRESS 0.28 500; PARTIAL 0.14 500          | 0.14
            partial, more remains than was ordered | 1000 | 1.00 | PARTIAL 1.00 5000                                  | 1.00
            partial, nothing remains               | 1000 | 1.00 | PARTIAL 1.00 0                                     | 0
            partial again after it went on         | 1000 | 1.00 | IN_PROGRESS 1.00 500; PARTIAL 0.60 400; IN_PROGRESS 0.60 400; PARTIAL 0.60 400 | 0.40
            partial, then completed                | 1000 | 1.00 | PARTIAL 1.00 400; COMPLETED 1.00 0                 | 0
            partial, then a word that is unknown   | 1000 | 1.00 | PARTIAL 1.00 400; UNKNOWN 1.00 400                 | 0.40
            partial, then a refill                 | 1000 | 1.00 | PARTIAL 1.00 400; REFILLING 1.00 400               | 0.40
            completed, remains not right yet       | 1000 | 1.00 | IN_PROGRESS 1.00 700; COMPLETED 1.00 60; COMPLETED 1.00 0 | -
            in another currency for one look       | 1000 | 1.00 | IN_PROGRESS 1.00 400; PARTIAL 1.00 400; PARTIAL 84.00INR 400; PARTIAL 1.00 400 | 0.40
            in another currency from the end on    | 1000 | 1.00 | IN_PROGRESS 1.00 400; PARTIAL 84.00INR 400         | 0.40
            in another currency before the end     | 1000 | 1.00 | IN_PROGRESS 1.00 400; IN_PROGRESS 84.00INR 400; PARTIAL 1.00 400 | 0.40
            failed                                 | 1000 | 1.00 | IN_PROGRESS 1.00 400; FAILED 1.00 400              | -
            """)
    void the_leftover_follows_from_what_the_order_cost(
            String kind, @Nullable Long quantity, @Nullable String cost, String answers, @Nullable String expected) {
        WatchedOrder order = WatchedOrders.boughtFor(cost == null ? null : Money.of(cost, "USD"), quantity);

        for (String answer : answers.split(";")) {
            order = answer(order, seen(answer.strip().split(" ")));
        }

        if (expected == null) {
            assertThat(order.shown().leftover()).as(kind).isNull();
            assertThat(leftovers()).isEmpty();
        } else {
            Money leftover = requireNonNull(order.shown().leftover(), kind);
            assertThat(leftover).matches(left -> left.sameAs(Money.of(expected, "USD")), kind + ": " + expected);
            assertThat(leftovers().stream().map(Leftover::difference).reduce(Money.of("0", "USD"), Money::plus))
                    .as("the differences add up")
                    .matches(sum -> sum.sameAs(leftover));
        }
    }

    @Test
    void a_charge_that_is_lowered_by_the_leftover_after_the_end_corrects_nothing() {
        WatchedOrder order = WatchedOrders.boughtFor(Money.of("1.00", "USD"), 1000L);
        order = answer(order, seen("IN_PROGRESS", "1.00", "400"));
        order = answer(order, seen("PARTIAL", "1.00", "400"));
        var _ = answer(order, seen("PARTIAL", "0.60", "400"));

        assertThat(published.getLast())
                .isInstanceOfSatisfying(
                        OrderProgressed.class,
                        event -> assertThat(event.leftover()).isNull());
        assertThat(leftovers()).hasSize(1);
    }

    @Test
    void an_event_has_the_cost_the_charge_as_bought_and_the_charge_at_the_end() {
        WatchedOrder order = WatchedOrders.boughtFor(Money.of("1.00", "USD"), 1000L);
        order = answer(order, seen("IN_PROGRESS", "0.98", "400"));
        assertThat(charges(published.getLast()))
                .isEqualTo(new Charges(Money.of("1.00", "USD"), Money.of("0.98", "USD"), null));

        var _ = answer(order, seen("CANCELED", "0", "1000"));

        assertThat(charges(published.getLast()))
                .isEqualTo(new Charges(Money.of("1.00", "USD"), Money.of("0.98", "USD"), Money.of("0", "USD")));
    }

    @Test
    void of_a_canceled_drip_feed_the_runs_that_were_never_made_are_left() {
        WatchedOrder parent = WatchedOrders.dripFeed(Money.of("10.00", "USD"));
        parent = answer(parent, WatchedOrders.parent(OrderStatus.IN_PROGRESS, 86, 87));
        parent = answer(parent, WatchedOrders.parent(OrderStatus.CANCELED, 86, 87, 88));

        assertThat(parent.shown().leftover()).isEqualTo(Money.of("7.00000", "USD"));
    }

    @Test
    void a_run_that_is_found_after_the_end_of_its_drip_feed_is_left_no_longer() {
        WatchedOrder parent = WatchedOrders.dripFeed(Money.of("10.00", "USD"));
        parent = answer(parent, WatchedOrders.parent(OrderStatus.CANCELED, 86, 87));
        parent = answer(parent, WatchedOrders.parent(OrderStatus.CANCELED, 86, 87, 88));

        assertThat(leftovers().getLast())
                .isEqualTo(new Leftover(Money.of("7.00000", "USD"), Money.of("-1.00000", "USD")));
    }

    @Test
    void a_drip_feed_that_is_canceled_before_its_first_run_is_left_in_all() {
        WatchedOrder parent = WatchedOrders.dripFeed(Money.of("10.00", "USD"));
        parent = answer(parent, WatchedOrders.parent(OrderStatus.CANCELED));

        assertThat(parent.shown().leftover()).isEqualTo(Money.of("10.00", "USD"));
    }

    @Test
    void what_a_drip_feed_says_of_its_own_charge_is_not_added_to_that_of_its_runs() {
        WatchedOrder parent = WatchedOrders.dripFeed(Money.of("10.00", "USD"));
        List<PanelOrderId> made = List.of(PanelOrderId.of(86), PanelOrderId.of(87));
        parent = answer(parent, new Seen(OrderStatus.CANCELED, "Canceled", 5L, 850L, Money.of("1.50", "USD"), made));

        assertThat(parent.shown().leftover()).isEqualTo(Money.of("8.00000", "USD"));
    }

    @Test
    void a_run_costs_its_share_of_the_drip_feed() {
        WatchedOrder run =
                WatchedOrders.dripFeed(Money.of("10.00", "USD")).child(1, PanelOrderId.of(86), WatchedOrders.ACCEPTED);
        run = answer(run, seen("CANCELED", "0", "100"));

        assertThat(run.shown().leftover()).matches(left -> left.sameAs(Money.of("1.00", "USD")));
    }

    @Test
    void of_a_subscription_that_has_made_orders_nothing_is_known() {
        WatchedOrder parent = WatchedOrders.bought("smmnew", OrderKind.SUBSCRIPTION, null, 30);
        parent = answer(parent, WatchedOrders.parent(OrderStatus.CANCELED, 86));

        assertThat(parent.shown().leftover()).isNull();
    }

    private WatchedOrder answer(WatchedOrder order, Seen seen) {
        Change change = rules.decide(
                order, seen, published.size(), Set.copyOf(children), WatchedOrders.ACCEPTED.plusSeconds(60));
        published.addAll(change.events());
        children.addAll(change.children());
        return change.after();
    }

    private static Seen seen(String... answer) {
        OrderStatus status = OrderStatus.valueOf(answer[0]);
        return new Seen(
                status,
                status.name(),
                null,
                answer[2].equals("-") ? null : Long.valueOf(answer[2]),
                answer[1].equals("-") ? null : money(answer[1]),
                List.of());
    }

    private static Money money(String text) {
        return text.endsWith("INR") ? Money.of(text.replace("INR", ""), "INR") : Money.of(text, "USD");
    }

    private List<Leftover> leftovers() {
        return published.stream()
                .map(LeftoverRulesTest::leftover)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Leftover> leftover(StatusEvent event) {
        return switch (event) {
            case StatusChanged changed -> Optional.ofNullable(changed.leftover());
            case OrderProgressed progressed -> Optional.ofNullable(progressed.leftover());
            default -> Optional.empty();
        };
    }

    private static @Nullable Charges charges(StatusEvent event) {
        return ((StatusChanged) event).charges();
    }
}
