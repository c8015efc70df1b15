package io.ordertrail.benchmarks.warranty;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.domain.Warranty;
import io.ordertrail.events.Event;
import io.ordertrail.events.Measurement;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.SubmissionEvent.OrderAccepted;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.events.SubmissionEvent.ServiceTerms;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.SendWindow;
import io.ordertrail.panel.StatusKind;
import io.ordertrail.poller.change.Change;
import io.ordertrail.poller.change.ChangeRules;
import io.ordertrail.poller.change.ChangeSettings;
import io.ordertrail.poller.change.OrderTerms;
import io.ordertrail.poller.change.WatchedOrder;
import io.ordertrail.refill.storage.RefillRepository;
import io.ordertrail.simulator.catalogue.SimulatedService;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** The days themselves: shops order and count, the panels are watched, and the refill-manager works. */
final class WarrantySimulation {

    /** By how many days the orders are bought; the rest of the time they drop. */
    private static final int BUYING_DAYS = 20;

    private static final int CHUNK = 100;
    private static final long QUANTITY = 200;
    private static final int UNNAMED_DAYS = 30;
    /** Of the usual catalogue: R30, "No Refill", 30 days, lifetime, R90. */
    private static final int[] SERVICES = {0, 0, 0, 2, 3, 3, 4, 5};

    private final ChangeRules rules = new ChangeRules(ChangeSettings.standard(), _ -> false);
    private final SimulationEnvironment world;
    private final int orders;
    private final Random chance;
    private final Map<String, Map<PanelOrderId, Watched>> watched = new LinkedHashMap<>();
    private final Instant begin;
    private long bought;
    private boolean spoilt;

    /** What the poller knows of an order. */
    static final class Watched {
        final OrderRef ref;
        final boolean counted;
        WatchedOrder state;
        long revision;

        Watched(OrderTerms terms, boolean counted) {
            this.ref = terms.order();
            this.counted = counted;
            this.state = WatchedOrder.fresh(terms);
        }

        boolean isWatched(Instant now) {
            Instant until = state.shown().watchUntil();
            return until == null || now.isBefore(until);
        }
    }

    WarrantySimulation(SimulationEnvironment world, int orders, long seed) {
        this.world = world;
        this.orders = orders;
        this.chance = new Random(seed);
        this.begin = world.simulator.clock().instant();
        SimulationEnvironment.PANELS.forEach(panel -> watched.put(panel, new LinkedHashMap<>()));
    }

    private Map<PanelOrderId, Watched> at(String panel) {
        return Objects.requireNonNull(watched.get(panel));
    }

    /** So much time passes. */
    void step(Duration time) {
        Instant now = world.simulator.clock().instant();
        double share = Math.min(1, (Duration.between(begin, now).toHours() + time.toHours()) / (BUYING_DAYS * 24.0));
        buy(Math.round(orders * share) - bought);
        world.simulator.clock().advance(time);
        if (!spoilt) {
            spoilt = true;
            world.spoil();
        }
        await(SimulationEnvironment.PANELS.stream().map(this::watch).toList());
        count();
        await(world.work.stream()
                .map(work -> Uni.createFrom()
                        .deferred(work::round)
                        .repeat()
                        .until(done -> done == 0)
                        .collect()
                        .last()
                        .replaceWithVoid())
                .toList());
    }

    private void buy(long count) {
        List<Event> accepted = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            accepted.add(buyOne());
            bought++;
        }
        for (int from = 0; from < accepted.size(); from += CHUNK) {
            world.intake
                    .store(accepted.subList(from, Math.min(accepted.size(), from + CHUNK))
                            .toArray(Event[]::new))
                    .await()
                    .indefinitely();
        }
    }

    private OrderAccepted buyOne() {
        String name = SimulationEnvironment.PANELS.get((int) (bought % SimulationEnvironment.PANELS.size()));
        var simulated = world.simulator.panel(name);
        int id = simulated.settings().dialect().firstService() + SERVICES[chance.nextInt(SERVICES.length)];
        SimulatedService service =
                simulated.catalogue().find(Integer.toString(id)).orElseThrow();
        String link = "https://example.org/p/" + bought + "?sim=" + fate() + "&simamount=" + chance.nextLong(30, 120)
                + "&simafter=" + chance.nextLong(2, 70 * 24) + "h";
        OrderContent content = OrderContent.of(new ServiceId(Integer.toString(id)), link, QUANTITY);
        PanelOrderId at = placed(world.panel(name)
                .add(content, "Default", SendWindow.open(Duration.ofMinutes(1), InstantSource.system()))
                .await()
                .indefinitely());
        OrderRef ref = new OrderRef(
                new OrderId(bought + 1),
                new ShopId("shop"),
                new Reference("r-" + bought),
                new PanelName(name),
                at,
                content.service(),
                List.of(),
                null);
        Instant now = world.simulator.clock().instant();
        Warranty warranty = service.refill()
                ? Warranty.inName(service.name()).orElseGet(() -> Warranty.ofDays(UNNAMED_DAYS))
                : new Warranty.None();
        OrderTerms terms = new OrderTerms(
                ref, 0, 0, at, OrderKind.NORMAL, QUANTITY, QUANTITY, null, now, OrderTerms.days(warranty), null);
        at(name).put(at, new Watched(terms, SimulationEnvironment.HIDING.contains(name) && chance.nextBoolean()));
        return new OrderAccepted(
                ref,
                1,
                now,
                content,
                OrderKind.NORMAL,
                new ServiceTerms(
                        service.name(),
                        "Default",
                        new Money(service.rate(), "USD"),
                        service.refill(),
                        service.cancel(),
                        warranty),
                null);
    }

    private static PanelOrderId placed(Outcome<PlacedOrder> outcome) {
        if (outcome instanceof Outcome.Answered<PlacedOrder>(PlacedOrder order)) {
            return order.id();
        }
        throw new IllegalStateException("not bought: " + outcome);
    }

    /** Four in ten orders drop. */
    private String fate() {
        int draw = chance.nextInt(100);
        return draw < 22
                ? "drop"
                : draw < 27
                        ? "droptwice"
                        : draw < 31
                                ? "rejectonce"
                                : draw < 34
                                        ? "dropthenreject"
                                        : draw < 36
                                                ? "refillstuck"
                                                : draw < 37
                                                        ? "refillstrange"
                                                        : draw < 40
                                                                ? "hiddendrop"
                                                                : draw < 45
                                                                        ? "partial"
                                                                        : draw < 48 ? "cancel" : "complete";
    }

    /** As the status poller does: by chunks, by its rules of what is an event, and for as long as these say. */
    private Uni<Void> watch(String name) {
        Panel panel = world.panel(name);
        Instant now = world.simulator.clock().instant();
        List<PanelOrderId> ids = at(name).entrySet().stream()
                .filter(order -> order.getValue().isWatched(now))
                .map(Map.Entry::getKey)
                .toList();
        Uni<Void> all = Uni.createFrom().voidItem();
        for (int from = 0; from < ids.size(); from += CHUNK) {
            List<PanelOrderId> chunk = ids.subList(from, Math.min(ids.size(), from + CHUNK));
            all = all.chain(() -> panel.status(StatusKind.NORMAL, chunk)).chain(outcome -> store(name, outcome));
        }
        return all;
    }

    private Uni<Void> store(String name, Outcome<Map<PanelOrderId, OrderAnswer>> outcome) {
        if (!(outcome instanceof Outcome.Answered<Map<PanelOrderId, OrderAnswer>>(var answers))) {
            return Uni.createFrom().voidItem();
        }
        List<Event> events = new ArrayList<>();
        answers.forEach((id, answer) -> {
            if (answer instanceof OrderAnswer.Seen seen) {
                changed(Objects.requireNonNull(at(name).get(id)), seen, events);
            }
        });
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : world.intake.store(events.toArray(Event[]::new)).replaceWithVoid();
    }

    private void changed(Watched order, OrderAnswer.Seen seen, List<Event> events) {
        Change change = rules.decide(
                order.state,
                seen,
                order.revision,
                Set.of(),
                world.simulator.clock().instant());
        events.addAll(change.events());
        order.revision += change.events().size();
        order.state = change.after();
    }

    /** Shops count at the links of half of the orders whose panels hide drops. */
    private void count() {
        Instant now = world.simulator.clock().instant();
        Map<OrderId, RefillRepository.Decision> counts = new HashMap<>();
        SimulationEnvironment.HIDING.forEach(name -> at(name).forEach((id, order) -> {
            if (order.counted && order.state.shown().status() == OrderStatus.COMPLETED) {
                long count =
                        world.simulator.order(name, id.value()).orElseThrow().count();
                Measurement measurement = new Measurement(order.ref.reference(), count, now);
                counts.put(order.ref.id(), before -> world.hearing.counted(before, measurement, now));
            }
        }));
        List<OrderId> ids = List.copyOf(counts.keySet());
        for (int from = 0; from < ids.size(); from += 5 * CHUNK) {
            Map<OrderId, RefillRepository.Decision> some = new HashMap<>();
            ids.subList(from, Math.min(ids.size(), from + 5 * CHUNK)).forEach(id -> some.put(id, counts.get(id)));
            world.book.decideAll(some, now).await().indefinitely();
        }
    }

    private static void await(List<Uni<Void>> all) {
        Uni.join().all(all).andFailFast().await().indefinitely();
    }
}
