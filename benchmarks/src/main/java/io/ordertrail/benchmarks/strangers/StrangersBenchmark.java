package io.ordertrail.benchmarks.strangers;

import io.ordertrail.benchmarks.Benchmark;
import io.ordertrail.benchmarks.BenchmarkOptions;
import io.ordertrail.benchmarks.Figures;
import java.nio.file.Path;
import java.time.Duration;

/** A second opinion: {@code benchmarks/run strangers --panels 200 --orders 20 --seed 1}. */
public final class StrangersBenchmark implements Benchmark {

    @Override
    public String summary() {
        return "orders at panels that nobody tuned for, against the panels' ledgers "
                + "[--panels 200 --orders 20 --seed 1 --lost-permille 30 --spread-seconds 120]";
    }

    @Override
    public Figures run(BenchmarkOptions options) throws Exception {
        Strangers.Plan plan = new Strangers.Plan(
                Path.of(""),
                Math.toIntExact(options.number("panels", 200)),
                Math.toIntExact(options.number("orders", 20)),
                options.number("seed", 1),
                options.number("lost-permille", 30) / 1000.0,
                Duration.ofSeconds(options.number("spread-seconds", 120)),
                Duration.ofMinutes(4));
        StrangersReport report = new Strangers(plan, Benchmark::progress).run();
        report.print();
        return report.figures();
    }
}
