package io.ordertrail.benchmarks.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;

/** One soak: places orders, disturbs the cluster, waits until all work is finished, and checks the result. */
public final class Soak {

    private final Plan plan;
    private final Consumer<String> progress;

    /**
     * The size and the kind of a soak.
     *
     * @param root the checkout, with every module packaged
     * @param calm how many orders come first, without any fault or disruption: none of them may be in doubt
     * @param orders how many follow, at least
     * @param kills how many disruptions
     * @param faultShare the share of all {@code add} calls into which the simulator injects faults, from 0 to 1
     * @param poll a change at a panel that lasted longer must be published. The pollers look every three seconds at the
     *     latest, and write; on a machine that is too busy they are late
     */
    public record Plan(
            Path root, int calm, int orders, int kills, long seed, double faultShare, Duration poll, SoakTimes times) {}

    /**
     * A soak by that plan.
     *
     * @param progress receives a line now and then
     */
    public Soak(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Returns the result, after some minutes.
     *
     * @throws IllegalStateException if a process ended that was not killed, or did not start again
     */
    public Report run() throws IOException, InterruptedException, SQLException {
        try (SoakRun run = SoakRun.start(plan, progress)) {
            run.warmUp();
            run.placeInCalm();
            run.placeAndDisturb();
            return run.report(run.awaitRest());
        }
    }
}
