package io.ordertrail.simulator;

import io.ordertrail.simulator.panel.PanelSettings;
import io.ordertrail.simulator.panel.SimulatedDialect;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The simulator's configuration.
 *
 * @param host the address to listen on
 * @param port the common port; 0 for any free one
 * @param seed of everything that is random
 * @param speed simulated seconds in a second; with 0 time stands still until the clock is moved
 * @param start the simulated time at the start; absent for the real time
 * @param wall real time
 * @param dataDir the directory of the ledger, which a restart reads; absent to keep nothing
 * @param sync whether the ledger is forced onto the disk: needed to survive a power cut, not for kill -9
 */
public record SimulatorConfig(
        String host,
        int port,
        long seed,
        double speed,
        Optional<Instant> start,
        InstantSource wall,
        Optional<Path> dataDir,
        boolean sync,
        List<PanelSettings> panels) {

    /** Two panels with one name are refused. */
    public SimulatorConfig {
        panels = List.copyOf(panels);
        if (panels.stream().map(PanelSettings::name).distinct().count() != panels.size()) {
            throw new IllegalArgumentException("two panels have the same name: " + panels);
        }
    }

    /** Returns a configuration for tests: the five panels on free ports, seed 1, real time, nothing kept. */
    public static SimulatorConfig forTests() {
        List<PanelSettings> five =
                Arrays.stream(SimulatedDialect.values()).map(PanelSettings::of).toList();
        return new SimulatorConfig(
                "127.0.0.1", 0, 1, 1, Optional.empty(), InstantSource.system(), Optional.empty(), false, five);
    }

    /** Returns a copy with one panel changed. */
    public SimulatorConfig panel(String name, UnaryOperator<PanelSettings> change) {
        return withPanels(panels.stream()
                .map(panel -> panel.name().equals(name) ? change.apply(panel) : panel)
                .toList());
    }

    /** Returns a copy with every panel changed. */
    public SimulatorConfig eachPanel(UnaryOperator<PanelSettings> change) {
        return withPanels(panels.stream().map(change).toList());
    }

    /** Returns a copy with an additional panel. */
    public SimulatorConfig and(PanelSettings panel) {
        List<PanelSettings> more = new ArrayList<>(panels);
        more.add(panel);
        return withPanels(more);
    }

    /** Returns a copy with another address. */
    public SimulatorConfig withHost(String host) {
        return new SimulatorConfig(host, port, seed, speed, start, wall, dataDir, sync, panels);
    }

    /** Returns a copy with another port. */
    public SimulatorConfig withPort(int port) {
        return new SimulatorConfig(host, port, seed, speed, start, wall, dataDir, sync, panels);
    }

    /** Returns a copy with another seed. */
    public SimulatorConfig withSeed(long seed) {
        return new SimulatorConfig(host, port, seed, speed, start, wall, dataDir, sync, panels);
    }

    /** Returns a copy with another speed of time; with 0 it stands still. */
    public SimulatorConfig withSpeed(double speed) {
        return new SimulatorConfig(host, port, seed, speed, start, wall, dataDir, sync, panels);
    }

    /** Returns a copy that starts at that simulated time. */
    public SimulatorConfig startingAt(Instant start) {
        return new SimulatorConfig(host, port, seed, speed, Optional.of(start), wall, dataDir, sync, panels);
    }

    /** Returns a copy with a ledger in that directory. */
    public SimulatorConfig withDataDir(Path dataDir) {
        return new SimulatorConfig(host, port, seed, speed, start, wall, Optional.of(dataDir), sync, panels);
    }

    /** Returns a copy whose ledger is forced onto the disk, or not. */
    public SimulatorConfig withSync(boolean sync) {
        return new SimulatorConfig(host, port, seed, speed, start, wall, dataDir, sync, panels);
    }

    /** Returns a copy with these panels. */
    public SimulatorConfig withPanels(List<PanelSettings> panels) {
        return new SimulatorConfig(host, port, seed, speed, start, wall, dataDir, sync, panels);
    }
}
