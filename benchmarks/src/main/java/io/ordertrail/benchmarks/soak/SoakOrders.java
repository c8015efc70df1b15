package io.ordertrail.benchmarks.soak;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes the orders of a soak; the same seed makes the same ones. */
final class SoakOrders {

    static final List<String> PANELS = List.of("smmnew", "smmowner", "promosmm", "smmnova", "smmgulf");

    /** Of these, the ones in {@link Subscribers} are told by webhook. */
    static final List<String> SHOPS =
            IntStream.range(0, 16).mapToObj(shop -> "shop-" + shop).toList();

    /** By their place in the simulator's list, all of them delivered by the number and with room in their quantities. */
    private static final int[] SERVICES = {1, 3, 4, 5, 6, 7};

    private static final int FIRST_AT_PROMOSMM = 101;

    private final SplittableRandom random;
    private int made;

    SoakOrders(long seed) {
        this.random = new SplittableRandom(seed);
    }

    SoakOrder next() {
        return make(PANELS.get(random.nextInt(PANELS.size())), mark(random.nextInt(1000)));
    }

    /** Uneventful, at that panel: what closes the range in which an order in doubt can be. */
    SoakOrder closing(String panel) {
        return make(panel, "complete");
    }

    private SoakOrder make(String panel, String mark) {
        int number = ++made;
        int place = SERVICES[random.nextInt(SERVICES.length)];
        int service = panel.equals("promosmm") ? FIRST_AT_PROMOSMM - 1 + place : place;
        String link =
                "https://example.org/soak/%d?sim=%s&simpending=%ds&simrun=%ds&simafter=8m&simrefill=3m&simamount=60"
                        .formatted(number, mark, 20 + random.nextInt(120), 120 + random.nextInt(600));
        return new SoakOrder(
                "soak-" + number,
                SHOPS.get(random.nextInt(SHOPS.size())),
                panel,
                Integer.toString(service),
                link,
                100 + random.nextInt(4900));
    }

    private static String mark(int perMille) {
        record Share(int upTo, String mark) {}
        return List.of(
                        new Share(40, "partial"),
                        new Share(60, "cancel"),
                        new Share(90, "drop"),
                        new Share(95, "rejectonce"),
                        new Share(105, "correction"),
                        new Share(110, "refund"),
                        new Share(115, "fail"),
                        new Share(120, "strange"),
                        new Share(130, "refuse"),
                        new Share(1000, "complete"))
                .stream()
                .filter(share -> perMille < share.upTo())
                .findFirst()
                .orElseThrow()
                .mark();
    }
}
