package io.ordertrail.benchmarks.warranty;

import io.ordertrail.benchmarks.Benchmark;
import io.ordertrail.benchmarks.BenchmarkOptions;
import io.ordertrail.benchmarks.Figures;
import java.time.Duration;

/** Drops, refills and their ends over a whole warranty, with faults, compared with what truly happened. */
public final class WarrantyBenchmark implements Benchmark {

    @Override
    public String summary() {
        return "drops, refills and warranty ends over --days 90 of virtual time, --orders 10000, --seed 1, --step-hours 6";
    }

    @Override
    public Figures run(BenchmarkOptions options) throws Exception {
        long seed = options.number("seed", 1);
        int orders = Math.toIntExact(options.number("orders", 10_000));
        int days = Math.toIntExact(options.number("days", 90));
        Duration step = Duration.ofHours(options.number("step-hours", 6));
        long begun = System.nanoTime();
        try (SimulationEnvironment world = SimulationEnvironment.begin(seed)) {
            WarrantySimulation run = new WarrantySimulation(world, orders, seed);
            for (long passed = 0; passed < days * 24L; passed += step.toHours()) {
                run.step(step);
            }
            LedgerComparison truth = LedgerComparison.of(world);
            truth.print(Duration.ofNanos(System.nanoTime() - begun), seed);
            return truth.figures();
        }
    }
}
