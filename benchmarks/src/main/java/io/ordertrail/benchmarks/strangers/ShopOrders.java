package io.ordertrail.benchmarks.strangers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What shops order at one panel: a few at once at first, then now and then. */
final class ShopOrders {

    static final String BAD_LINK = "https://nowhere.invalid/";

    static final List<Integer> QUANTITIES = List.of(100, 500, 500, 1000, 1000, 1000, 1000, 2000, 5000);

    private final StrangePanel panel;
    private final Lot lot;
    private int made;

    ShopOrders(StrangePanel panel, Lot lot) {
        this.panel = panel;
        this.lot = lot;
    }

    /**
     * Returns the orders, by the time at which they are placed.
     *
     * @param spreadMillis how long they are placed for at most
     */
    List<ShopOrder> draw(int orders, long spreadMillis) {
        int atOnce = Math.min(orders, lot.between(1, 8));
        long spread = lot.oneOf(List.of(spreadMillis / 6, spreadMillis / 2, spreadMillis));
        List<ShopOrder> all = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            all.add(order(i < atOnce ? 0 : lot.between(0, (int) spread)));
        }
        return all;
    }

    private ShopOrder order(long after) {
        int kind = lot.between(1, 100);
        if (kind <= 6) {
            Ware ware = usual();
            return order(BAD_LINK, Integer.toString(ware.id()), ordinary(ware), after);
        }
        if (kind <= 8) {
            return order("https://social.example/", "99999", "\"quantity\":1000", after);
        }
        if (kind <= 10) {
            Ware ware = usual();
            return order(link(), Integer.toString(ware.id()), "\"quantity\":" + (ware.maximum() + 1), after);
        }
        if (kind <= 13) {
            return panel.wares().all().stream()
                    .filter(ware -> !ware.on() && ware.readable() && !ware.comments())
                    .findFirst()
                    .map(ware -> order(link(), Integer.toString(ware.id()), ordinary(ware), after))
                    .orElseGet(() -> ordinaryOrder(after));
        }
        if (kind == 14) {
            Ware ware = panel.wares().all().getFirst();
            return order(link(), Integer.toString(ware.id()), dripFeed(ware), after);
        }
        return kind <= 22 ? dripFeedOrder(after) : ordinaryOrder(after);
    }

    private static String link() {
        return "https://social.example/";
    }

    private ShopOrder ordinaryOrder(long after) {
        Ware ware = lot.chance(0.6) ? usual() : any();
        return order(link(), Integer.toString(ware.id()), ordinary(ware), after);
    }

    private ShopOrder dripFeedOrder(long after) {
        Optional<Ware> ware = panel.wares().all().stream()
                .limit(3)
                .filter(one -> one.dripFeed() && !one.comments())
                .findFirst();
        return ware.map(one -> order(link(), Integer.toString(one.id()), dripFeed(one), after))
                .orElseGet(() -> ordinaryOrder(after));
    }

    private Ware usual() {
        return panel.wares().all().get(lot.between(0, 3));
    }

    private Ware any() {
        List<Ware> sold = panel.wares().all().stream()
                .filter(ware -> ware.on() && ware.readable())
                .toList();
        return lot.oneOf(sold);
    }

    private String ordinary(Ware ware) {
        if (ware.comments()) {
            String lines = IntStream.rangeClosed(1, (int) ware.minimum() + lot.between(0, 5))
                    .mapToObj(line -> "comment " + line)
                    .collect(Collectors.joining("\\n"));
            return "\"parameters\":{\"comments\":\"%s\"}".formatted(lines);
        }
        return "\"quantity\":" + quantity(ware);
    }

    private long quantity(Ware ware) {
        int drawn = lot.chance(0.7) ? lot.oneOf(QUANTITIES) : lot.between(50, 5000);
        return Math.clamp(drawn, ware.minimum(), ware.maximum());
    }

    private String dripFeed(Ware ware) {
        return "\"quantity\":%d,\"dripFeed\":{\"runs\":%d,\"interval\":%d}"
                .formatted(ware.minimum() * lot.between(1, 3), lot.between(2, 3), lot.oneOf(List.of(10, 30, 60)));
    }

    private ShopOrder order(String site, String service, String how, long after) {
        String reference = "%s-%d".formatted(panel.name(), ++made);
        String link = site + reference;
        long cancel = lot.chance(0.05) ? after + lot.between(1_000, 9_000) : 0;
        return new ShopOrder(
                reference,
                panel.name(),
                link,
                "{\"service\":\"%s\",\"link\":\"%s\",%s}".formatted(service, link, how),
                after,
                cancel);
    }
}
