package io.ordertrail.benchmarks.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrangePanelTest {

    private static final long NOW = 1_700_000_000_000L;
    private static final long LATER = NOW + 600_000;

    private static StrangePanel panel(long seed, double lost) {
        Lot lot = new Lot(seed);
        return new StrangePanel("p1", Traits.draw(lot.apart()), lost, lot.apart(), NOW);
    }

    private static Map<String, String> add(StrangePanel panel, String link) {
        Ware ware = panel.wares().all().getFirst();
        return Map.of(
                "action",
                "add",
                "service",
                Integer.toString(ware.id()),
                "link",
                link,
                "quantity",
                Long.toString(ware.minimum()));
    }

    @Test
    void an_order_that_is_answered_is_in_the_ledger_under_the_id_that_was_said() {
        for (long seed = 0; seed < 200; seed++) {
            StrangePanel panel = panel(seed, 0);
            Reply reply = panel.answer(add(panel, "https://social.example/1"), NOW);
            Said said = panel.said().getFirst();
            if (said.id() != null) {
                Bought bought = panel.order(said.id()).orElseThrow();
                assertThat(bought.link()).isEqualTo("https://social.example/1");
                assertThat(reply.body()).contains(bought.id());
            }
        }
    }

    @Test
    void what_is_lost_was_taken_or_not_and_is_never_answered_with_an_id() {
        for (long seed = 0; seed < 200; seed++) {
            StrangePanel panel = panel(seed, 1);
            Reply reply = panel.answer(add(panel, "https://social.example/1"), NOW);
            panel.answer(Map.of("action", "balance"), LATER);
            panel.orders().stream()
                    .filter(order -> order.buyer() == Bought.Buyer.SHOP)
                    .forEach(order -> assertThat(reply.body()).doesNotContain(order.id()));
        }
        assertThat(IntStream.range(0, 200)
                        .mapToObj(seed -> panel(seed, 1))
                        .map(panel -> {
                            panel.answer(add(panel, "https://social.example/1"), NOW);
                            panel.answer(Map.of("action", "balance"), LATER);
                            return panel.orders().stream().anyMatch(order -> order.buyer() == Bought.Buyer.SHOP);
                        })
                        .toList())
                .contains(true, false);
    }

    @Test
    void what_an_order_cost_is_what_was_kept_and_what_was_paid_back() {
        for (long seed = 0; seed < 200; seed++) {
            StrangePanel panel = panel(seed, 0);
            panel.answer(add(panel, "https://social.example/1"), NOW);
            for (Bought order : panel.orders()) {
                assertThat(order.paysBack()).isBetween(BigDecimal.ZERO, order.charge());
                boolean lowered = panel.traits().habits().lowersCharge();
                assertThat(panel.chargeSaid(order, LATER))
                        .isEqualByComparingTo(lowered ? order.charge().subtract(order.paysBack()) : order.charge());
            }
        }
    }

    @Test
    void a_form_is_read_as_it_was_sent() {
        assertThat(PanelServer.form("key=k&action=add&link=https%3A%2F%2Fa.example%2F%3Fx%3D1%26y&comments=a%0Ab"))
                .isEqualTo(new HashMap<>(
                        Map.of("key", "k", "action", "add", "link", "https://a.example/?x=1&y", "comments", "a\nb")));
    }

    @Test
    void shops_order_what_the_panel_sells_and_now_and_then_what_it_refuses() {
        StrangePanel panel = panel(3, 0);

        List<ShopOrder> orders = new ShopOrders(panel, new Lot(1)).draw(200, 60_000);

        assertThat(orders).extracting(ShopOrder::link).doesNotHaveDuplicates();
        assertThat(orders).anyMatch(order -> order.link().startsWith(ShopOrders.BAD_LINK));
        assertThat(orders).anyMatch(order -> order.content().contains("comments"));
    }
}
