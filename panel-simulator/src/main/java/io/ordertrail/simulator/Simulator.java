package io.ordertrail.simulator;

import io.ordertrail.simulator.fault.Fault;
import io.ordertrail.simulator.fault.Faults;
import io.ordertrail.simulator.http.AdminEndpoint;
import io.ordertrail.simulator.http.Listeners;
import io.ordertrail.simulator.http.Stats;
import io.ordertrail.simulator.ledger.Ledger;
import io.ordertrail.simulator.ledger.LedgerEntry;
import io.ordertrail.simulator.ledger.LedgerFault;
import io.ordertrail.simulator.ledger.LedgerOrder;
import io.ordertrail.simulator.ledger.LedgerTicket;
import io.ordertrail.simulator.panel.PanelSettings;
import io.ordertrail.simulator.panel.SimulatedPanel;
import io.ordertrail.simulator.time.SimulatedClock;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The running panels. All methods may be called from any thread that is not an event loop.
 *
 * {@snippet :
 * try (Simulator simulator = Simulator.start(SimulatorConfig.forTests().withSpeed(0))) {
 *     simulator.inject(Fault.doneThen(FaultKind.CLOSE).at("smmnew").times(1));
 *     buy(simulator.url("smmnew"), simulator.key("smmnew"));
 *     simulator.clock().advance(Duration.ofHours(1));
 *     assertThat(simulator.orders("smmnew")).hasSize(1);
 * }
 * }
 */
public final class Simulator implements AutoCloseable {

    private final Map<String, SimulatedPanel> panels = new LinkedHashMap<>();
    private final SimulatedClock clock;
    private final Faults faults;
    private final Ledger ledger;
    private final Listeners listeners;

    private Simulator(SimulatorConfig config) {
        ledger = config.dataDir()
                .map(folder -> Ledger.in(folder.resolve("ledger.ndjson"), config.sync()))
                .orElseGet(Ledger::inMemory);
        List<SimulatedClock.Stretch> history = ledger.earlier().stream()
                .filter(LedgerEntry.ClockChanged.class::isInstance)
                .map(entry -> ((LedgerEntry.ClockChanged) entry).stretch())
                .toList();
        clock = new SimulatedClock(
                config.wall(),
                config.start().orElseGet(config.wall()::instant),
                config.speed(),
                history,
                stretch -> ledger.append(new LedgerEntry.ClockChanged(stretch)));
        faults = new Faults(config.seed());
        for (PanelSettings settings : config.panels()) {
            panels.put(settings.name(), new SimulatedPanel(settings, config.seed(), clock, ledger));
        }
        Stats stats = new Stats();
        listeners = new Listeners(config.host(), panels, faults, stats, config.wall());
        listeners.open(config.port(), new AdminEndpoint(panels, clock, faults, stats, listeners));
    }

    /**
     * Starts it and waits until it answers.
     *
     * @throws IllegalStateException if a port is taken
     */
    public static Simulator start(SimulatorConfig config) {
        return new Simulator(config);
    }

    /** Returns a panel's address: {@code http://host:port/<panel>/api/v2}, on its own port if it has one. */
    public URI url(String panel) {
        return listeners.url(panel(panel).settings().name());
    }

    /** Returns a panel's address on the common port. */
    public URI commonUrl(String panel) {
        return baseUrl().resolve("/" + panel(panel).settings().name() + "/api/v2");
    }

    /** Returns the common address; the admin API is under {@code /admin}. */
    public URI baseUrl() {
        return listeners.commonUrl();
    }

    /** Returns a panel's key. */
    public String key(String panel) {
        return panel(panel).settings().key();
    }

    /** Returns the panels' clock. */
    public SimulatedClock clock() {
        return clock;
    }

    /** Returns the injected faults. */
    public Faults faults() {
        return faults;
    }

    /** Injects a fault. Returns the id by which it can be removed from {@link #faults()}. */
    public int inject(Fault fault) {
        return faults.add(fault);
    }

    /** Returns a panel, to inspect and change it. */
    public SimulatedPanel panel(String name) {
        SimulatedPanel panel = panels.get(name);
        if (panel == null) {
            throw new NoSuchElementException("no panel '" + name + "', there are " + panels.keySet());
        }
        return panel;
    }

    /** Returns the ledger's record of every order of a panel, in the order of purchase, runs of drip-feeds included. */
    public List<LedgerOrder> orders(String panel) {
        SimulatedPanel found = panel(panel);
        return found.orderIds().stream()
                .map(id -> found.order(id, clock))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns the ledger's record of one order; {@code id} may be {@code dripfeed-<id>}. */
    public Optional<LedgerOrder> order(String panel, String id) {
        return panel(panel).order(id, clock);
    }

    /** Returns every fault that was injected at a panel. */
    public List<LedgerFault> injected(String panel) {
        return panel(panel).faults();
    }

    /** Returns every ticket that was opened at a panel. */
    public List<LedgerTicket> tickets(String panel) {
        return panel(panel).tickets();
    }

    /** Returns how often an action of a panel was called. */
    public long calls(String panel, String action) {
        return listeners.stats().calls(panel, action);
    }

    /**
     * Refuses connections to a panel's own port and closes those that are open, or accepts them again.
     *
     * @throws IllegalStateException if the panel has no port of its own
     */
    public void accept(String panel, boolean connections) {
        listeners.accept(panel, connections);
    }

    /** Stops it; a ledger on disk stays. */
    @Override
    public void close() {
        listeners.close();
        ledger.close();
    }
}
