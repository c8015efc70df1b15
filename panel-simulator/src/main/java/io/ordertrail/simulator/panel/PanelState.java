package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.catalogue.Catalogue;
import io.ordertrail.simulator.catalogue.Service;
import io.ordertrail.simulator.ledger.Entry;
import io.ordertrail.simulator.ledger.Ledger;
import io.ordertrail.simulator.ledger.Moment;
import io.ordertrail.simulator.life.Chance;
import io.ordertrail.simulator.life.Phase;
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
        private final Map<String, Order> orders = new LinkedHashMap<>();
        private final Map<String, Entry.Refilled> refills = new LinkedHashMap<>();
        private final Map<String, Order> byLink = new HashMap<>();
        private final List<Entry.TicketOpened> tickets = new ArrayList<>();
        private final List<Entry.FaultInjected> faults = new ArrayList<>();
        private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
        private long sequence;
        private BigDecimal balance;
        private Catalogue catalogue;

        private Book(long sequence, BigDecimal balance, Catalogue catalogue) {
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
        long before = Chance.of(seed, settings.name(), "sequence").between(10_000, 900_000);
        book = new Book(before, settings.balance(), usualCatalogue());
        ledger.earlier().stream()
                .filter(entry -> entry.panel().equals(settings.name()))
                .forEach(this::apply);
    }

    PanelSettings settings() {
        return settings;
    }

    Dialect dialect() {
        return settings.dialect();
    }

    /** The present, in both worlds. */
    Moment now() {
        return new Moment(clock.millis(), clock.wallMillis());
    }

    /** Puts an entry on disk, then lets it count. */
    void commit(Entry entry) {
        ledger.append(entry);
        apply(entry);
    }

    @Nullable
    Order find(String id) {
        return book.orders.get(id);
    }

    Entry.@Nullable Refilled findRefill(String id) {
        return book.refills.get(id);
    }

    /** The order that keeps another one for this link and service from being taken. */
    Optional<Order> active(String link, int service, long now) {
        return Optional.ofNullable(book.byLink.get(service + " " + link))
                .filter(order -> !order.at(now).state().isOver());
    }

    Iterable<Order> orders() {
        return book.orders.values();
    }

    List<Entry.TicketOpened> tickets() {
        return book.tickets;
    }

    List<Entry.FaultInjected> faults() {
        return book.faults;
    }

    int orderCount() {
        return book.orders.size();
    }

    BigDecimal balance() {
        return book.balance;
    }

    Catalogue catalogue() {
        return book.catalogue;
    }

    /** What it sold at the beginning. */
    Catalogue usualCatalogue() {
        return Catalogue.usual(
                dialect().firstService(), new BigDecimal(dialect().priceFactor()));
    }

    /** The number of the last order that anybody bought. */
    long sequence() {
        return book.sequence;
    }

    /** The number of the order that is bought next: others have bought some in between. */
    long nextSequence() {
        Chance others = Chance.of(seed, settings.name(), "others", Long.toString(book.sequence));
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
        return "ord-" + Long.toString(Chance.of(seed, settings.name(), "id").between(0, 1 << 20) ^ sequence * 7919, 36);
    }

    /** The order that has the earliest thing to be done by that time, which is then no longer to be done. */
    Optional<Map.Entry<Long, Order>> nextDue(long now) {
        Due due = book.due.peek();
        if (due == null || due.at() > now) {
            return Optional.empty();
        }
        book.due.remove();
        Order order = book.orders.get(due.order());
        return order == null ? nextDue(now) : Optional.of(Map.entry(due.at(), order));
    }

    private void apply(Entry entry) {
        switch (entry) {
            case Entry.Bought bought -> buy(bought);
            case Entry.Refilled refilled -> {
                book.refills.put(refilled.refill(), refilled);
                order(refilled.order()).refill(refilled);
                remember(refilled.order(), refilled.life().order());
            }
            case Entry.CancelTaken cancel -> {
                order(cancel.order()).cancel(cancel);
                remember(cancel.order(), cancel.phases());
            }
            case Entry.Forced forced -> {
                order(forced.order()).timeline().replaceFrom(forced.at().sim(), forced.phases());
                remember(forced.order(), forced.phases());
            }
            case Entry.PaidBack back -> {
                order(back.order()).payBack(back.amount());
                book.balance = book.balance.add(back.amount());
            }
            case Entry.TicketOpened ticket -> book.tickets.add(ticket);
            case Entry.BalanceSet set -> book.balance = set.balance();
            case Entry.CatalogueSet set -> book.catalogue = Catalogue.of(set.services());
            case Entry.OthersBought others -> book.sequence += others.count();
            case Entry.FaultInjected fault -> book.faults.add(fault);
            case Entry.ClockChanged clockChanged -> {}
        }
    }

    private void buy(Entry.Bought bought) {
        Service service =
                book.catalogue.find(Integer.toString(bought.service())).orElse(null);
        Order order = new Order(bought, service);
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

    private Order order(String id) {
        Order order = book.orders.get(id);
        if (order == null) {
            throw new IllegalStateException("the ledger of " + settings.name() + " speaks of an unknown order " + id);
        }
        return order;
    }
}
