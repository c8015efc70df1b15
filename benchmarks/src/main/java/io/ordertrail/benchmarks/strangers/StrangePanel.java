package io.ordertrail.benchmarks.strangers;

import io.ordertrail.benchmarks.strangers.Bought.Buyer;
import io.ordertrail.benchmarks.strangers.Bought.Course;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A panel as it was drawn, with its ledger. Time moves when it is called. Confined to one thread until the run is over.
 */
final class StrangePanel {

    private static final int MOST_IDS = 100;
    private static final long RUN_MILLIS = 3_000;
    private static final long HAND_MILLIS = 6_000;
    private static final long TOP_UP_MILLIS = 6_000;
    private static final int CALLS_A_SECOND = 25;
    private static final Times TIMES = Times.SCALED;

    private final String name;
    private final Traits traits;
    private final double lost;
    private final Lot lot;
    private final Voice voice;
    private final Wares wares;

    private final Map<String, Bought> orders = new LinkedHashMap<>();
    private final List<Said> said = new ArrayList<>();
    private final Map<String, Boolean> cancels = new LinkedHashMap<>();
    private final Deque<BigDecimal> balancesSaid = new ArrayDeque<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    private final Map<Trouble, Integer> troubles = new LinkedHashMap<>();

    private BigDecimal balance;
    private long nextId;
    private long now;
    private long window;
    private int callsInWindow;
    private int lists;
    private boolean toppedUp;
    private int adds;

    /** Something that happens at the panel without a call. */
    private record Due(long at, Runnable what) {}

    /** What goes wrong with a call to add. */
    enum Trouble implements Lot.Weighted {
        CLOSED(300),
        BAD_GATEWAY(200),
        GATEWAY_TIMEOUT(100),
        FAILURE_TEXT(150),
        EMPTY(50),
        SLOW(150),
        /** What is taken is taken only after nobody waits any more. */
        LATE(50);

        private final int share;

        Trouble(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }
    }

    /** @param lost the share of answers to add that are lost */
    StrangePanel(String name, Traits traits, double lost, Lot lot, long now) {
        this.name = name;
        this.traits = traits;
        this.lost = lost;
        this.lot = lot;
        this.now = now;
        Phrasebook words =
                new Phrasebook(traits.writing().errors(), traits.writing().states(), lot.apart());
        this.voice = new Voice(traits, words);
        this.wares = new Wares(traits, lot.apart());
        this.nextId = lot.between(1000, 40_000_000);
        // One that runs short has enough for a few orders.
        this.balance = traits.habits().shortOfFunds()
                ? charge(wares.all().getFirst(), 4_000)
                : BigDecimal.valueOf(lot.between(20_000, 90_000))
                        .multiply(BigDecimal.valueOf(traits.writing().currency().perDollar()));
        for (int i = 0; i < traits.habits().olderOrders(); i++) {
            buyBefore(i);
        }
        if (traits.habits().byHand()) {
            later(now + HAND_MILLIS, this::buyByHand);
        }
    }

    String name() {
        return name;
    }

    Traits traits() {
        return traits;
    }

    Wares wares() {
        return wares;
    }

    /** Returns the ledger. */
    List<Bought> orders() {
        return List.copyOf(orders.values());
    }

    Optional<Bought> order(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    /** Returns every answer to an add. */
    List<Said> said() {
        return List.copyOf(said);
    }

    /** Returns how the last call to cancel each order was answered. */
    Map<String, Boolean> cancels() {
        return Map.copyOf(cancels);
    }

    /** Returns the balances that were answered last. */
    List<BigDecimal> balancesSaid() {
        return List.copyOf(balancesSaid);
    }

    /** Returns what went wrong with calls to add, and how often. */
    Map<Trouble, Integer> troubles() {
        return Map.copyOf(troubles);
    }

    int adds() {
        return adds;
    }

    /** Returns what is charged for an order as it is written in its state. */
    BigDecimal chargeSaid(Bought order, long time) {
        boolean lowered = traits.habits().lowersCharge() && order.at(time).isOver();
        return lowered ? order.charge().subtract(order.paysBack()) : order.charge();
    }

    /** Returns what remains of an order as it is written in its state. */
    long remainsSaid(Bought order, long time) {
        return switch (traits.habits().remains()) {
            case LIVE -> order.remains(time);
            case AT_THE_END -> order.at(time).isOver() ? order.remains(time) : order.quantity();
            case ZERO_AT_FIRST -> order.at(time) == State.PENDING ? 0 : order.remains(time);
        };
    }

    /** Answers a call. */
    Reply answer(Map<String, String> form, long time) {
        advance(time);
        String action = form.getOrDefault("action", "");
        if (isTooMany(time)) {
            return tooMany(action, form);
        }
        if (!action.equals("add") && lot.chance(traits.habits().drops())) {
            return lot.chance(0.5) ? Reply.closing() : Reply.page(502, "Bad Gateway");
        }
        return switch (action) {
            case "add" -> add(form);
            case "status" -> status(form);
            case "services" -> services();
            case "balance" -> balance();
            case "cancel" -> cancel(form);
            default -> voice.no(Phrase.NO_ACTION, Optional.empty());
        };
    }

    private void advance(long time) {
        while (!due.isEmpty() && due.element().at() <= time) {
            Due next = due.remove();
            now = Math.max(now, next.at());
            next.what().run();
        }
        now = Math.max(now, time);
    }

    private void later(long at, Runnable what) {
        due.add(new Due(at, what));
    }

    private boolean isTooMany(long time) {
        if (traits.habits().rateLimit() == Traits.RateLimit.NONE) {
            return false;
        }
        if (time / 1000 != window) {
            window = time / 1000;
            callsInWindow = 0;
        }
        return ++callsInWindow > CALLS_A_SECOND;
    }

    private Reply tooMany(String action, Map<String, String> form) {
        Reply no = voice.no(Phrase.RATE, Optional.empty());
        Reply reply = switch (traits.habits().rateLimit()) {
            case NONE, TEXT -> new Reply(200, no.body(), no.headers(), 0, false);
            case CODE_429 -> Reply.of(429, no.body());
            case CODE_429_RETRY_AFTER -> Reply.of(429, no.body()).with("Retry-After", "1");
        };
        if (action.equals("add")) {
            adds++;
            said.add(new Said(form.getOrDefault("link", ""), null, Phrase.RATE, reply.body()));
        }
        return reply;
    }

    private Reply add(Map<String, String> form) {
        adds++;
        String link = form.getOrDefault("link", "");
        Optional<Ware> ware = wares.find(form.getOrDefault("service", ""));
        Optional<Phrase> no = objection(ware, form);
        if (no.isPresent()) {
            return refuse(link, no.get(), ware);
        }
        if (lot.chance(lost)) {
            return lose(link, ware.orElseThrow(), form, lot.pick(Trouble.values()), lot.chance(2 / 3.0));
        }
        Bought order = take(link, ware.orElseThrow(), form);
        Reply reply = voice.taken(order);
        said.add(new Said(link, order.id(), null, reply.body()));
        return reply;
    }

    private Reply refuse(String link, Phrase phrase, Optional<Ware> ware) {
        Phrase own = phrase == Phrase.BAD_LINK && traits.habits().ownWords() ? Phrase.ODD : phrase;
        if (phrase == Phrase.NO_FUNDS && !toppedUp) {
            toppedUp = true;
            later(
                    now + TOP_UP_MILLIS,
                    () -> balance = balance.add(BigDecimal.valueOf(50_000)
                            .multiply(BigDecimal.valueOf(
                                    traits.writing().currency().perDollar()))));
        }
        Reply reply = voice.no(own, ware);
        said.add(new Said(link, null, own, reply.body()));
        return reply;
    }

    /** Why an order is not taken, or empty. */
    private Optional<Phrase> objection(Optional<Ware> found, Map<String, String> form) {
        if (found.isEmpty()) {
            return Optional.of(Phrase.NO_SERVICE);
        }
        Ware ware = found.get();
        if (!ware.on()) {
            return Optional.of(Phrase.SERVICE_OFF);
        }
        if (ware.comments() && form.getOrDefault("comments", "").isBlank()) {
            return Optional.of(Phrase.MISSING);
        }
        if (form.getOrDefault("link", "").startsWith(ShopOrders.BAD_LINK)) {
            return Optional.of(Phrase.BAD_LINK);
        }
        if (form.containsKey("runs") && !ware.dripFeed()) {
            return Optional.of(Phrase.NO_DRIPFEED);
        }
        long quantity = quantity(ware, form);
        if (quantity < ware.minimum()) {
            return Optional.of(Phrase.QUANTITY_LOW);
        }
        if (quantity > ware.maximum()) {
            return Optional.of(Phrase.QUANTITY_HIGH);
        }
        return charge(ware, quantity * runs(form)).compareTo(balance) > 0
                ? Optional.of(Phrase.NO_FUNDS)
                : Optional.empty();
    }

    private static long quantity(Ware ware, Map<String, String> form) {
        return ware.comments()
                ? form.getOrDefault("comments", "")
                        .lines()
                        .filter(line -> !line.isBlank())
                        .count()
                : number(form.get("quantity"));
    }

    private static long runs(Map<String, String> form) {
        return form.containsKey("runs") ? number(form.get("runs")) : 1;
    }

    private static long number(@Nullable String text) {
        return text == null || text.isBlank() ? 0 : Long.parseLong(text.strip());
    }

    private BigDecimal charge(Ware ware, long quantity) {
        return ware.rate()
                .multiply(BigDecimal.valueOf(quantity))
                .movePointLeft(3)
                .setScale(digits(), RoundingMode.HALF_UP);
    }

    private int digits() {
        return traits.writing().decimals().digits();
    }

    private Reply lose(String link, Ware ware, Map<String, String> form, Trouble trouble, boolean taken) {
        troubles.merge(trouble, 1, Integer::sum);
        if (taken && trouble == Trouble.LATE) {
            later(now + TIMES.lateMillis(), () -> take(link, ware, form));
        } else if (taken) {
            take(link, ware, form);
        }
        Reply reply = switch (trouble) {
            case CLOSED -> Reply.closing();
            case BAD_GATEWAY -> Reply.page(502, "Bad Gateway");
            case GATEWAY_TIMEOUT -> Reply.page(504, "Gateway Time-out");
            case FAILURE_TEXT -> voice.failing();
            case EMPTY -> Reply.of(200, "");
            case SLOW, LATE -> Reply.page(504, "Gateway Time-out").after(TIMES.slowMillis());
        };
        said.add(new Said(link, null, null, trouble + (taken ? ", taken: " : ", not taken: ") + reply.body()));
        return reply;
    }

    private Bought take(String link, Ware ware, Map<String, String> form) {
        long quantity = quantity(ware, form);
        long runs = runs(form);
        if (runs > 1) {
            return takeDripFeed(link, ware, quantity, runs);
        }
        Bought order = enter(link, Buyer.SHOP, quantity, charge(ware, quantity), course(quantity));
        pay(order.charge());
        return order;
    }

    private Bought takeDripFeed(String link, Ware ware, long quantity, long runs) {
        BigDecimal charge = charge(ware, quantity * runs);
        long end = now + runs * RUN_MILLIS + 6_000;
        Bought parent =
                enter(link, Buyer.SHOP, quantity * runs, charge, new Course(now + 500, end, State.COMPLETED, 0));
        boolean atOnce = traits.habits().dripFeeds() != Traits.DripFeeds.CHILDREN_CHARGED_ONE_BY_ONE;
        if (atOnce) {
            pay(charge);
        }
        for (int run = 0; traits.habits().dripFeeds().children() && run < runs; run++) {
            later(now + 1_000 + run * RUN_MILLIS, () -> {
                Bought child = enter(
                        link,
                        Buyer.PARENT,
                        quantity,
                        charge(ware, quantity),
                        new Course(now + 500, now + 4_000, State.COMPLETED, 0));
                parent.children().add(child.id());
                if (!atOnce) {
                    pay(child.charge());
                }
            });
        }
        return parent;
    }

    private void buyBefore(int number) {
        Ware ware = wares.all().get(lot.between(0, 2));
        long quantity = Math.clamp(lot.oneOf(ShopOrders.QUANTITIES), ware.minimum(), ware.maximum());
        Course over = new Course(now - 7_200_000, now - 3_600_000, State.COMPLETED, 0);
        enter("https://before.example/" + number, Buyer.HAND, quantity, charge(ware, quantity), over);
    }

    private void buyByHand() {
        Ware ware = wares.all().getFirst();
        long quantity = ware.minimum() * lot.between(1, 10);
        Bought order = enter(
                "https://by-hand.example/" + orders.size(),
                Buyer.HAND,
                quantity,
                charge(ware, quantity),
                course(quantity));
        pay(order.charge());
        later(now + HAND_MILLIS / 2 + lot.between(0, (int) HAND_MILLIS), this::buyByHand);
    }

    private void pay(BigDecimal charge) {
        balance = balance.subtract(charge);
    }

    private Course course(long quantity) {
        long start = now + lot.between(200, 3_000);
        long end = start + lot.between(1_000, 25_000);
        int fate = lot.between(1, 100);
        if (fate <= 72) {
            return new Course(start, end, State.COMPLETED, 0);
        }
        if (fate <= 84) {
            return new Course(start, end, State.PARTIAL, Math.max(1, quantity * lot.between(5, 90) / 100));
        }
        if (fate <= 95) {
            return new Course(start, start + 500, State.CANCELED, quantity);
        }
        return new Course(start, end, fate <= 98 ? State.REFUNDED : State.FAILED, quantity);
    }

    private Bought enter(String link, Buyer buyer, long quantity, BigDecimal charge, Course course) {
        Bought order = new Bought(id(), link, buyer, quantity, charge, digits(), lot.between(0, 90_000), course);
        orders.put(order.id(), order);
        later(order.endsAt(), () -> payBack(order));
        return order;
    }

    private void payBack(Bought order) {
        if (order.buyer() != Buyer.PARENT) {
            balance = balance.add(order.payBack(now));
        }
    }

    private String id() {
        if (traits.habits().ids() == Traits.Ids.TEXT) {
            return "%05x%d%04x".formatted(lot.between(0, 0xfffff), lot.between(0, 9), lot.between(0, 0xffff));
        }
        nextId += 1 + lot.around(traits.habits().strangers());
        return Long.toString(nextId);
    }

    private Reply status(Map<String, String> form) {
        String one = form.get("order");
        if (one != null) {
            Bought order = orders.get(one.strip());
            return order == null ? voice.no(Phrase.NO_ORDER, Optional.empty()) : voice.one(sight(order));
        }
        Map<String, Optional<Voice.Sight>> sights = new LinkedHashMap<>();
        for (String id : ids(form)) {
            sights.put(id, Optional.ofNullable(orders.get(id)).map(this::sight));
        }
        return voice.many(sights);
    }

    private static List<String> ids(Map<String, String> form) {
        List<String> ids = new ArrayList<>();
        for (String id : form.getOrDefault("orders", "").split(",", -1)) {
            if (!id.isBlank() && ids.size() < MOST_IDS) {
                ids.add(id.strip());
            }
        }
        return ids;
    }

    private Voice.Sight sight(Bought order) {
        boolean parent = !order.children().isEmpty();
        return new Voice.Sight(order, order.at(now), remainsSaid(order, now), chargeSaid(order, now), parent);
    }

    private Reply services() {
        lists++;
        if (lists == 1 && traits.habits().firstListFails()) {
            return lot.chance(0.5) ? Reply.closing() : Reply.page(502, "Bad Gateway");
        }
        return voice.services(wares.all());
    }

    private Reply balance() {
        balancesSaid.add(balance.setScale(digits(), RoundingMode.HALF_UP));
        if (balancesSaid.size() > 3) {
            balancesSaid.remove();
        }
        return voice.balance(balance);
    }

    private Reply cancel(Map<String, String> form) {
        Map<String, Boolean> asked = new LinkedHashMap<>();
        List<String> ids = form.containsKey("order") ? List.of(form.get("order")) : ids(form);
        for (String id : ids) {
            Bought order = orders.get(id);
            boolean possible = traits.envelopes().cancel() != Traits.CancelForm.NONE
                    && order != null
                    && !order.at(now).isOver();
            asked.put(id, possible);
            cancels.put(id, possible);
            if (possible && lot.chance(0.6)) {
                Bought canceled = Objects.requireNonNull(order);
                canceled.cancelAt(now + 1_500);
                later(canceled.endsAt(), () -> payBack(canceled));
            }
        }
        return voice.cancels(asked);
    }
}
