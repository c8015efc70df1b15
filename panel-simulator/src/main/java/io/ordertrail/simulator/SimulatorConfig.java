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
 * How the simulator runs.
 *
 * @param host what it listens on
 * @param port the common port; 0 is any that is free
 * @param seed what chance is made of
 * @param speed simulated seconds in a second; 0 stands still until the clock is moved
 * @param start the simulated time at the beginning; absent for the time outside
 * @param wall the time outside
 * @param dataDir where the ledger is kept and found again; absent for nowhere
 * @param sync whether the ledger is forced onto the disk, which a power cut asks for and kill -9 does not
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

    /** Names of panels must differ. */
    public SimulatorConfig {
        panels = List.copyOf(panels);
        if (panels.stream().map(PanelSettings::name).distinct().count() != panels.size()) {
            throw new IllegalArgumentException("two panels have the same name: " + panels);
        }
    }

    /** For tests: the five panels on free ports, seed 1, time that runs as ours, nothing kept. */
    public static SimulatorConfig forTests() {
        List<PanelSettings> five =
                Arrays.stream(SimulatedDialect.values()).map(PanelSettings::of).toList();
        return new SimulatorConfig(
                "127.0.0.1", 0, 1, 1, Optional.empty(), InstantSource.system(), Optional.empty(), false, five);
    }

    /** With one panel changed. */
    public SimulatorConfig panel(String name, UnaryOperator<PanelSettings> change) {
        return withPanels(panels.stream()
                .map(panel -> panel.name().equals(name) ? change.apply(panel) : panel)
                .toList());
    }

    /** With every panel changed. */
    public SimulatorConfig eachPanel(UnaryOperator<PanelSettings> change) {
        return withPanels(panels.stream().map(change).toList());
    }

    /** With one panel more. */
    public SimulatorConfig and(PanelSettings panel) {
        List<PanelSettings> more = new ArrayList<>(panels);
        more.add(panel);
        return withPanels(more);
    }

    /** On another address. */
    public SimulatorConfig withHost(String host) {
        return new SimulatorConfig(host, port, seed, speed, start, wall, dataDir, sync, panels);
    }

    /** On another port. */
    public SimulatorConfig withPort(int port) {
        return new SimulatorConfig(host, port, seed, speed, start, wall, dataDir, sync, panels);
    }

    /** With another seed. */
    public SimulatorConfig withSeed(long seed) {
        return new SimulatorConfig(host, port, seed, speed, start, wall, dataDir, sync, panels);
    }

    /** With time that runs faster, or with 0 stands still. */
    public SimulatorConfig withSpeed(double speed) {
        return new SimulatorConfig(host, port, seed, speed, start, wall, dataDir, sync, panels);
    }

    /** Beginning at that simulated time. */
    public SimulatorConfig startingAt(Instant start) {
        return new SimulatorConfig(host, port, seed, speed, Optional.of(start), wall, dataDir, sync, panels);
    }

    /** With a ledger in that folder. */
    public SimulatorConfig withDataDir(Path dataDir) {
        return new SimulatorConfig(host, port, seed, speed, start, wall, Optional.of(dataDir), sync, panels);
    }

    /** With a ledger that is forced onto the disk, or not. */
    public SimulatorConfig withSync(boolean sync) {
        return new SimulatorConfig(host, port, seed, speed, start, wall, dataDir, sync, panels);
    }

    /** With these panels. */
    public SimulatorConfig withPanels(List<PanelSettings> panels) {
        return new SimulatorConfig(host, port, seed, speed, start, wall, dataDir, sync, panels);
    }
}
