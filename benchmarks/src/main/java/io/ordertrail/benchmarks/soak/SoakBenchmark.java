package io.ordertrail.benchmarks.soak;

import io.ordertrail.benchmarks.Benchmark;
import io.ordertrail.benchmarks.BenchmarkOptions;
import io.ordertrail.benchmarks.Figures;
import java.nio.file.Path;
import java.time.Duration;

/** The long proof: {@code benchmarks/run soak --orders 100000 --kills 60 --seed 1}. */
public final class SoakBenchmark implements Benchmark {

    @Override
    public String summary() {
        return "orders through processes that are killed, against the panels' ledger "
                + "[--calm 200 --orders 2000 --kills 10 --seed 1 --fault-permille 12 --poll-seconds 8 --factor 6]";
    }

    @Override
    public Figures run(BenchmarkOptions options) throws Exception {
        Soak.Plan plan = new Soak.Plan(
                Path.of(""),
                Math.toIntExact(options.number("calm", 200)),
                Math.toIntExact(options.number("orders", 2000)),
                Math.toIntExact(options.number("kills", 10)),
                options.number("seed", 1),
                options.number("fault-permille", 12) / 1000.0,
                Duration.ofSeconds(options.number("poll-seconds", 8)),
                new SoakTimes(Math.toIntExact(options.number("factor", 6))));
        Report report = new Soak(plan, Benchmark::progress).run();
        report.print();
        return report.figures();
    }
}
