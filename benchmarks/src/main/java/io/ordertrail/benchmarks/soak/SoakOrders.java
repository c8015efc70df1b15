package io.ordertrail.benchmarks.soak;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes the orders of a soak; the same seed makes the same ones. */
final class SoakOrders {

    static final List<String> PANELS = List.of("smmnew", "smmowner", "promosmm", "smmnova", "smmgulf");

    /** The panel whose account is also used by hand: {@code exclusive-account=false}. */
    static final String SHARED_PANEL = "smmnova";

    /** The shops; those in {@link Subscribers} have a webhook. */
    static final List<String> SHOPS =
            IntStream.range(0, 16).mapToObj(shop -> "shop-" + shop).toList();

    /**
     * Services by their place in the simulator's catalogue: ordered by quantity, with room for the fixed quantities.
     */
    private static final int[] SERVICES = {1, 3, 4, 5, 6, 7};

    private static final int[] WITH_DRIP_FEED = {1, 4, 7};
    private static final int SUBSCRIPTIONS = 19;
    private static final int FIRST_AT_PROMOSMM = 101;

    /** The quantities that shops sell, most of all 1,000: orders in doubt then have the same charge as others. */
    private static final int[] FIXED_QUANTITIES = {100, 500, 500, 1000, 1000, 1000, 1000, 1000, 2000, 5000};

    private final SplittableRandom random;
    private int made;

    /** An outcome at the simulator, for orders whose chance is below a limit. */
    private record Share(int below, String scenario) {}

    private static final List<Share> SHARES = List.of(
            new Share(40, "partial"),
            new Share(60, "cancel"),
            new Share(90, "drop"),
            new Share(95, "rejectonce"),
            new Share(105, "correction"),
            new Share(110, "refund"),
            new Share(115, "fail"),
            new Share(120, "strange"),
            new Share(130, "refuse"),
            new Share(1000, "complete"));

    SoakOrders(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Returns an order: one in twenty-five is a drip-feed, one in a hundred a subscription. */
    SoakOrder next() {
        String panel = PANELS.get(random.nextInt(PANELS.size()));
        int kind = random.nextInt(100);
        return switch (kind) {
            case 0 -> subscription(panel);
            case 1, 2, 3, 4 -> dripFeed(panel);
            default -> ordinary(panel, scenario(random.nextInt(1000)));
        };
    }

    /**
     * Returns an ordinary order at that panel that completes. It closes the range in which an order in doubt can be.
     */
    SoakOrder closing(String panel) {
        return ordinary(panel, "complete");
    }

    /** Returns a quantity that shops sell. */
    static int fixedQuantity(SplittableRandom random) {
        return FIXED_QUANTITIES[random.nextInt(FIXED_QUANTITIES.length)];
    }

    private SoakOrder ordinary(String panel, String scenario) {
        boolean fixed = isFixed();
        String content = "\"quantity\":" + quantity(fixed);
        return order(panel, SERVICES[random.nextInt(SERVICES.length)], scenario, fixed, content);
    }

    /** Its runs are orders of their own at the panel, with ids among those of the others. */
    private SoakOrder dripFeed(String panel) {
        boolean fixed = isFixed();
        String content = "\"quantity\":%d,\"dripFeed\":{\"runs\":%d,\"interval\":%d}"
                .formatted(quantity(fixed), 2 + random.nextInt(2), 10 + random.nextInt(30));
        return order(panel, WITH_DRIP_FEED[random.nextInt(WITH_DRIP_FEED.length)], "complete", fixed, content);
    }

    private SoakOrder subscription(String panel) {
        boolean fixed = isFixed();
        int number = ++made;
        String user = "soak-user-" + number;
        int quantity = quantity(fixed);
        String content =
                "{\"service\":\"%s\",\"parameters\":{\"username\":\"%s\",\"min\":\"%d\",\"max\":\"%d\",\"posts\":\"2\",\"delay\":\"5\"}}"
                        .formatted(service(panel, SUBSCRIPTIONS), user, quantity, quantity);
        return new SoakOrder("soak-" + number, shop(), panel, user, fixed, content);
    }

    private SoakOrder order(String panel, int place, String scenario, boolean fixed, String how) {
        int number = ++made;
        String link =
                "https://example.org/soak/%d?sim=%s&simpending=%ds&simrun=%ds&simafter=8m&simrefill=3m&simamount=60"
                        .formatted(number, scenario, 20 + random.nextInt(120), 120 + random.nextInt(600));
        String content = "{\"service\":\"%s\",\"link\":\"%s\",%s}".formatted(service(panel, place), link, how);
        return new SoakOrder("soak-" + number, shop(), panel, link, fixed, content);
    }

    private boolean isFixed() {
        return random.nextInt(10) < 7;
    }

    private int quantity(boolean fixed) {
        return fixed ? fixedQuantity(random) : 100 + random.nextInt(4900);
    }

    private String shop() {
        return SHOPS.get(random.nextInt(SHOPS.size()));
    }

    /** Returns the id of the service at that place of a panel's catalogue. */
    static String service(String panel, int place) {
        return Integer.toString(panel.equals("promosmm") ? FIRST_AT_PROMOSMM - 1 + place : place);
    }

    private static String scenario(int perMille) {
        return SHARES.stream()
                .filter(share -> perMille < share.below())
                .findFirst()
                .orElseThrow()
                .scenario();
    }
}
