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

/** What the entries of one panel add up to. Guarded by its panel. */
final class PanelState {

    /** Something that has to be done for an order when the time comes: its next run, or paying back. */
    private record Due(long at, String order) {}

    private final PanelSettings settings;
    private final long seed;
    private final SimulatedClock clock;
    private final Ledger ledger;
    private final Book book;

    /** What changes. */
    private static final class Book {
        private final Map<String, PanelOrder> orders = new LinkedHashMap<>();
        private final Map<String, LedgerEntry.Refilled> refills = new LinkedHashMap<>();
        private final Map<String, PanelOrder> byLink = new HashMap<>();
        private final List<LedgerEntry.TicketOpened> tickets = new ArrayList<>();
        private final List<LedgerEntry.FaultInjected> faults = new ArrayList<>();
        private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
        private long sequence;
        private BigDecimal balance;
        private SimulatedCatalogue catalogue;

        private Book(long sequence, BigDecimal balance, SimulatedCatalogue catalogue) {
            this.sequence = sequence;
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
        book = new Book(before, settings.balance(), usualCatalogue());
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

    /** The present, in both worlds. */
    SimulatedTimestamp now() {
        return new SimulatedTimestamp(clock.millis(), clock.wallMillis());
    }

    /** Puts an entry on disk, then lets it count. */
    void commit(LedgerEntry entry) {
        ledger.append(entry);
        apply(entry);
    }

    @Nullable
    PanelOrder find(String id) {
        return book.orders.get(id);
    }

    LedgerEntry.@Nullable Refilled findRefill(String id) {
        return book.refills.get(id);
    }

    /** The order that keeps another one for this link and service from being taken. */
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

    /** What it sold at the beginning. */
    SimulatedCatalogue usualCatalogue() {
        return SimulatedCatalogue.usual(
                dialect().firstService(), new BigDecimal(dialect().priceFactor()));
    }

    /** The number of the last order that anybody bought. */
    long sequence() {
        return book.sequence;
    }

    /** The number of the order that is bought next: others have bought some in between. */
    long nextSequence() {
        SeededRandom others = SeededRandom.of(seed, settings.name(), "others", Long.toString(book.sequence));
        return book.sequence + 1 + others.between(0, settings.othersBetween());
    }

    String nextRefill() {
        return Integer.toString(1000 + book.refills.size() + 1);
    }

    String nextTicket() {
        return Integer.toString(12_345 + book.tickets.size());
    }

    /** What an order with this number is called. */
    String id(long sequence) {
        if (!settings.textIds()) {
            return Long.toString(sequence);
        }
        return "ord-"
                + Long.toString(SeededRandom.of(seed, settings.name(), "id").between(0, 1 << 20) ^ sequence * 7919, 36);
    }

    /** The order that has the earliest thing to be done by that time, which is then no longer to be done. */
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
            case LedgerEntry.FaultInjected fault -> book.faults.add(fault);
            case LedgerEntry.ClockChanged clockChanged -> {}
        }
    }

    private void buy(LedgerEntry.Bought bought) {
        SimulatedService service =
                book.catalogue.find(Integer.toString(bought.service())).orElse(null);
        PanelOrder order = new PanelOrder(bought, service);
        book.orders.put(bought.id(), order);
        book.sequence = bought.sequence();
        if (bought.parent() == null) {
            book.balance = book.balance.subtract(bought.charge());
            book.byLink.put(bought.service() + " " + bought.link(), order);
        } else {
            order(bought.parent()).began(bought.id());
        }
        bought.runs().forEach(run -> book.due.add(new Due(run.due(), bought.id())));
        remember(bought.id(), bought.phases());
    }

    private void remember(String order, List<Phase> phases) {
        phases.stream()
                .filter(phase -> phase.state().isPaidBack())
                .forEach(phase -> book.due.add(new Due(phase.at(), order)));
    }

    private PanelOrder order(String id) {
        PanelOrder order = book.orders.get(id);
        if (order == null) {
            throw new IllegalStateException("the ledger of " + settings.name() + " speaks of an unknown order " + id);
        }
        return order;
    }
}
