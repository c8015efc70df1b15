package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.catalogue.SimulatedCatalogue;
import io.ordertrail.simulator.catalogue.SimulatedService;
import io.ordertrail.simulator.ledger.Ledger;
import io.ordertrail.simulator.ledger.LedgerEntry;
import io.ordertrail.simulator.ledger.SimulatedTimestamp;
import io.ordertrail.simulator.lifecycle.Phase;
import io.ordertrail.simulator.lifecycle.SeededRandom;
import io.ordertrail.simulator.time.SimulatedClock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The state of one panel, built up from its ledger entries. Guarded by its panel. */
final class PanelState {

    /** Before the id of a drip-feed, where drip-feeds are numbered separately. */
    static final String DRIP_FEED_KEY = "dripfeed-";

    /** Something that is due for an order at a time: its next run, or paying back. */
    private record Due(long at, String order) {}

    /** Ids that no order has. */
    private record Gap(long from, long to) {
        private boolean has(long number) {
            return from <= number && number <= to;
        }
    }

    private final PanelSettings settings;
    private final long seed;
    private final SimulatedClock clock;
    private final Ledger ledger;
    private final Book book;

    /** The mutable part. */
    private static final class Book {
        private final Map<String, PanelOrder> orders = new LinkedHashMap<>();
        private final Map<String, LedgerEntry.Refilled> refills = new LinkedHashMap<>();
        private final Map<String, PanelOrder> byLink = new HashMap<>();
        private final List<LedgerEntry.TicketOpened> tickets = new ArrayList<>();
        private final List<LedgerEntry.FaultInjected> faults = new ArrayList<>();
        private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
        private final List<Gap> gaps = new ArrayList<>();
        private long sequence;
        private long highest;
        private long dripFeedSequence;
        private BigDecimal balance;
        private SimulatedCatalogue catalogue;

        private Book(long sequence, long dripFeedSequence, BigDecimal balance, SimulatedCatalogue catalogue) {
            this.sequence = sequence;
            this.highest = sequence;
            this.dripFeedSequence = dripFeedSequence;
            this.balance = balance;
            this.catalogue = catalogue;
        }
    }

    PanelState(PanelSettings settings, long seed, SimulatedClock clock, Ledger ledger) {
        this.settings = settings;
        this.seed = seed;
        this.clock = clock;
        this.ledger = ledger;
        long before = SeededRandom.of(seed, settings.name(), "sequence").between(10_000, 900_000);
        long dripFeedsBefore =
                SeededRandom.of(seed, settings.name(), "drip-feeds").between(20, 900);
        book = new Book(before, dripFeedsBefore, settings.balance(), usualCatalogue());
        ledger.earlier().stream()
                .filter(entry -> entry.panel().equals(settings.name()))
                .forEach(this::apply);
    }

    PanelSettings settings() {
        return settings;
    }

    SimulatedDialect dialect() {
        return settings.dialect();
    }

    /** Returns the time now, simulated and real. */
    SimulatedTimestamp now() {
        return new SimulatedTimestamp(clock.millis(), clock.wallMillis());
    }

    /** Puts an entry on disk, then applies it. */
    void commit(LedgerEntry entry) {
        ledger.append(entry);
        apply(entry);
    }

    /** Returns the order with that id, or the drip-feed if only one of these has it. */
    @Nullable
    PanelOrder find(String id) {
        PanelOrder order = book.orders.get(id);
        return order == null ? book.orders.get(DRIP_FEED_KEY + id) : order;
    }

    /**
     * Returns the order that {@code status} is asked for.
     *
     * @param dripFeed whether it is asked for as a drip-feed; counts only where these are numbered separately
     */
    @Nullable
    PanelOrder find(String id, boolean dripFeed) {
        return book.orders.get(dripFeed ? DRIP_FEED_KEY + id : id);
    }

    LedgerEntry.@Nullable Refilled findRefill(String id) {
        return book.refills.get(id);
    }

    /** Returns the active order because of which another one for this link and service is refused. */
    Optional<PanelOrder> active(String link, int service, long now) {
        return Optional.ofNullable(book.byLink.get(service + " " + link))
                .filter(order -> !order.at(now).state().isOver());
    }

    Iterable<PanelOrder> orders() {
        return book.orders.values();
    }

    List<LedgerEntry.TicketOpened> tickets() {
        return book.tickets;
    }

    List<LedgerEntry.FaultInjected> faults() {
        return book.faults;
    }

    int orderCount() {
        return book.orders.size();
    }

    BigDecimal balance() {
        return book.balance;
    }

    SimulatedCatalogue catalogue() {
        return book.catalogue;
    }

    /** Returns the catalogue that it starts with. */
    SimulatedCatalogue usualCatalogue() {
        return SimulatedCatalogue.usual(
                dialect().firstService(), new BigDecimal(dialect().priceFactor()));
    }

    /** Returns whether an order of this or another customer has that number. */
    boolean isTaken(long number) {
        return number >= 1
                && number <= Math.max(book.highest, book.sequence)
                && book.gaps.stream().noneMatch(gap -> gap.has(number));
    }

    /** Returns the number of the next order: other customers have bought some in between. */
    long nextSequence() {
        SeededRandom others = SeededRandom.of(seed, settings.name(), "others", Long.toString(book.sequence));
        long next = book.sequence + 1 + others.between(0, settings.othersBetween());
        while (book.orders.containsKey(id(next))) {
            next++; // the numbering was restarted, and this number was given before
        }
        return next;
    }

    /**
     * Returns the number of the next drip-feed, which is one of {@link #nextSequence} unless they are numbered
     * separately.
     */
    long nextDripFeed() {
        if (!dialect().has(DialectQuirk.DRIP_FEED_BY_TYPE)) {
            return nextSequence();
        }
        SeededRandom others =
                SeededRandom.of(seed, settings.name(), "other drip-feeds", Long.toString(book.dripFeedSequence));
        return book.dripFeedSequence + 1 + others.between(0, settings.othersBetween());
    }

    String nextRefill() {
        return Integer.toString(1000 + book.refills.size() + 1);
    }

    String nextTicket() {
        return Integer.toString(12_345 + book.tickets.size());
    }

    /** Returns the id of the order with that number. */
    String id(long sequence) {
        if (!settings.textIds()) {
            return Long.toString(sequence);
        }
        return "ord-"
                + Long.toString(SeededRandom.of(seed, settings.name(), "id").between(0, 1 << 20) ^ sequence * 7919, 36);
    }

    /** Removes and returns the earliest thing that is due by that time, with its order. */
    Optional<Map.Entry<Long, PanelOrder>> nextDue(long now) {
        Due due = book.due.peek();
        if (due == null || due.at() > now) {
            return Optional.empty();
        }
        book.due.remove();
        PanelOrder order = book.orders.get(due.order());
        return order == null ? nextDue(now) : Optional.of(Map.entry(due.at(), order));
    }

    private void apply(LedgerEntry entry) {
        switch (entry) {
            case LedgerEntry.Bought bought -> buy(bought);
            case LedgerEntry.Refilled refilled -> {
                book.refills.put(refilled.refill(), refilled);
                order(refilled.order()).refill(refilled);
                remember(refilled.order(), refilled.life().order());
            }
            case LedgerEntry.CancelTaken cancel -> {
                order(cancel.order()).cancel(cancel);
                remember(cancel.order(), cancel.phases());
            }
            case LedgerEntry.Forced forced -> {
                order(forced.order()).timeline().replaceFrom(forced.at().sim(), forced.phases());
                remember(forced.order(), forced.phases());
            }
            case LedgerEntry.PaidBack back -> {
                order(back.order()).payBack(back.amount());
                book.balance = book.balance.add(back.amount());
            }
            case LedgerEntry.TicketOpened ticket -> book.tickets.add(ticket);
            case LedgerEntry.BalanceSet set -> book.balance = set.balance();
            case LedgerEntry.CatalogueSet set -> book.catalogue = SimulatedCatalogue.of(set.services());
            case LedgerEntry.OthersBought others -> book.sequence += others.count();
            case LedgerEntry.IdsSkipped skipped -> {
                book.gaps.add(new Gap(book.sequence + 1, book.sequence + skipped.count()));
                book.sequence += skipped.count();
            }
            case LedgerEntry.NumberingRestarted restarted -> {
                book.highest = Math.max(book.highest, book.sequence);
                book.sequence = restarted.first() - 1;
            }
            case LedgerEntry.FaultInjected fault -> book.faults.add(fault);
            case LedgerEntry.ClockChanged clockChanged -> {}
        }
    }

    private void buy(LedgerEntry.Bought bought) {
        SimulatedService service =
                book.catalogue.find(Integer.toString(bought.service())).orElse(null);
        boolean separate =
                dialect().has(DialectQuirk.DRIP_FEED_BY_TYPE) && !bought.runs().isEmpty();
        PanelOrder order = new PanelOrder(separate ? DRIP_FEED_KEY + bought.id() : bought.id(), bought, service);
        book.orders.put(order.key(), order);
        if (separate) {
            book.dripFeedSequence = bought.sequence();
        } else {
            book.sequence = bought.sequence();
        }
        if (bought.parent() == null) {
            book.balance = book.balance.subtract(bought.charge());
            book.byLink.put(bought.service() + " " + bought.link(), order);
        } else {
            order(bought.parent()).began(bought.id());
        }
        bought.runs().forEach(run -> book.due.add(new Due(run.due(), order.key())));
        remember(order.key(), bought.phases());
    }

    private void remember(String order, List<Phase> phases) {
        phases.stream()
                .filter(phase -> phase.state().isPaidBack())
                .forEach(phase -> book.due.add(new Due(phase.at(), order)));
    }

    private PanelOrder order(String key) {
        PanelOrder order = find(key);
        if (order == null) {
            throw new IllegalStateException("the ledger of " + settings.name() + " names an unknown order " + key);
        }
        return order;
    }
}
