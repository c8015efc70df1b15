package io.ordertrail.benchmarks.warranty;

import io.ordertrail.benchmarks.Figures;
import io.ordertrail.events.RefillEvent;
import io.ordertrail.events.RefillEvent.DropFound;
import io.ordertrail.events.RefillEvent.RefillRefused;
import io.ordertrail.simulator.ledger.LedgerOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares the ledger with what the refill-manager published. */
final class LedgerComparison {

    private final SimulationEnvironment world;
    private final Map<String, Long> byPanelDrops = new TreeMap<>();
    private final Map<String, Long> published = new TreeMap<>();
    private final List<Duration> toRefill = new ArrayList<>();
    private long drops;
    private long coverable;
    private long refills;
    private long completedInLedger;
    private long overlapping;
    private long wholeAtTheEnd;

    private LedgerComparison(SimulationEnvironment world) {
        this.world = world;
    }

    static LedgerComparison of(SimulationEnvironment world) {
        LedgerComparison truth = new LedgerComparison(world);
        SimulationEnvironment.PANELS.forEach(
                panel -> world.simulator.orders(panel).forEach(order -> truth.look(panel, order)));
        truth.count();
        return truth;
    }

    private void look(String panel, LedgerOrder order) {
        Instant now = world.simulator.clock().instant();
        boolean dropped = false;
        for (LedgerOrder.Change change : order.changes()) {
            if (!change.at().isAfter(now) && change.dropped() > 0 && !dropped) {
                drops++;
                byPanelDrops.merge(panel, 1L, Long::sum);
                if (covered(panel, order, change.at())) {
                    coverable++;
                }
            }
            dropped = !change.at().isAfter(now) ? change.dropped() > 0 : dropped;
        }
        Instant last = Instant.MIN;
        for (LedgerOrder.Refill refill : order.refills()) {
            refills++;
            dropBefore(order, refill.at()).ifPresent(drop -> toRefill.add(Duration.between(drop, refill.at())));
            overlapping += refill.at().isBefore(last) ? 1 : 0;
            last = end(refill);
            completedInLedger += refill.changes().stream()
                            .anyMatch(change -> change.status().equals("Completed")
                                    && !change.at().isAfter(now))
                    ? 1
                    : 0;
        }
        wholeAtTheEnd += dropped ? 0 : 1;
    }

    private boolean covered(String panel, LedgerOrder order, Instant at) {
        var service = world.simulator
                .panel(panel)
                .catalogue()
                .find(Integer.toString(order.service()))
                .orElseThrow();
        Instant completed = order.changes().stream()
                .filter(change -> change.status().equals("Completed"))
                .map(LedgerOrder.Change::at)
                .findFirst()
                .orElse(Instant.MAX);
        return service.refill()
                && !service.name().contains("No Refill")
                && (service.warranty().isEmpty()
                        || at.isBefore(completed.plus(service.warranty().get())));
    }

    private static Optional<Instant> dropBefore(LedgerOrder order, Instant refilled) {
        Instant drop = null;
        boolean dropped = false;
        for (LedgerOrder.Change change : order.changes()) {
            if (!change.at().isAfter(refilled)) {
                drop = change.dropped() > 0 && !dropped ? change.at() : drop;
                dropped = change.dropped() > 0;
            }
        }
        return Optional.ofNullable(drop);
    }

    private static Instant end(LedgerOrder.Refill refill) {
        return refill.changes().stream()
                .filter(change ->
                        !change.status().equals("Pending") && !change.status().equals("In progress"))
                .map(LedgerOrder.RefillChange::at)
                .findFirst()
                .orElse(Instant.MAX);
    }

    private void count() {
        for (RefillEvent event : world.published) {
            String name = event.type();
            switch (event) {
                case DropFound drop -> name += " by " + drop.drop().evidence();
                case RefillRefused refused -> name += " " + refused.reason();
                default -> {}
            }
            published.merge(name, 1L, Long::sum);
        }
        toRefill.sort(null);
    }

    void print(Duration elapsed, long seed) {
        System.out.printf("seed %d, %d s%n%n", seed, elapsed.toSeconds());
        System.out.printf("%-46s %8s%n", "the truth, by the ledger", "");
        row("drops", drops);
        byPanelDrops.forEach((panel, count) -> row("  at " + panel, count));
        row("drops under a warranty", coverable);
        row("refills taken by panels", refills);
        row("refills completed", completedInLedger);
        row("refills that overlap another of the order", overlapping);
        row("calls that went wrong on purpose", faults());
        row("orders whole at the end", wholeAtTheEnd);
        System.out.printf("%n%-46s%n", "asked for, with a look into the ledger");
        world.witnesses.forEach(witness -> row("  of " + witness.name(), witness.asked()));
        row("while one was in flight (in doubt, asked again)", whileInFlight());
        row("outside the warranty", outsideWarranty());
        System.out.printf("%n%-46s%n", "published");
        published.forEach(this::row);
        System.out.printf(
                "%nfrom a drop until a refill of it is taken, tries after rejections included: median %s, 95 %% within %s%n%n",
                percentile(50), percentile(95));
    }

    Figures figures() {
        return new Figures()
                .put("drops", drops)
                .put("underWarranty", coverable)
                .put("noticed", noticed())
                .put("refilled", published.getOrDefault("refill.completed", 0L))
                .put("refilledByLedger", completedInLedger)
                .put("refillsTaken", refills)
                .put("inDoubt", published.getOrDefault("refill.in-doubt", 0L))
                .put("faults", faults())
                .put("tickets", published.getOrDefault("refill.ticket-opened", 0L))
                .put("needsOperator", published.getOrDefault("refill.needs-operator", 0L))
                .put("medianSecondsToRefill", percentile(50).toSeconds())
                .put("refilledTwice", overlapping)
                .put("outsideWarranty", outsideWarranty());
    }

    private long noticed() {
        return published.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("refill.drop-found"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private long whileInFlight() {
        return world.witnesses.stream().mapToLong(AuditingPanel::whileInFlight).sum();
    }

    private long outsideWarranty() {
        return world.witnesses.stream()
                .mapToLong(AuditingPanel::outsideWarranty)
                .sum();
    }

    private long faults() {
        return SimulationEnvironment.PANELS.stream()
                .mapToLong(panel -> world.simulator.injected(panel).size())
                .sum();
    }

    private Duration percentile(int percent) {
        return toRefill.isEmpty() ? Duration.ZERO : toRefill.get((toRefill.size() - 1) * percent / 100);
    }

    private void row(String name, long count) {
        System.out.printf("  %-44s %8d%n", name, count);
    }
}
