package io.ordertrail.benchmarks.cadence;

import io.ordertrail.benchmarks.Benchmark;
import io.ordertrail.benchmarks.BenchmarkOptions;
import io.ordertrail.benchmarks.Figures;
import io.ordertrail.poller.schedule.Cadence;
import io.ordertrail.poller.schedule.CadenceSettings;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * How many checks the poller's cadence needs for a delay of detection, and how many a fixed one. Virtual time: the same
 * options give the same figures.
 */
public final class CadenceBenchmark implements Benchmark {

    private static final double[] FIXED = {15, 30, 60, 120, 300, 600, 1200, 1800};
    private static final double[] FACTORS = {0.125, 0.25, 0.5, 1, 2, 4, 8};

    @Override
    public String summary() {
        return "checks and delay of detection, adaptive against fixed, in virtual time (--orders 20000 --seed 1)";
    }

    @Override
    public Figures run(BenchmarkOptions options) {
        SplittableRandom random = new SplittableRandom(options.number("seed", 1));
        List<SimulatedOrder> lives = Stream.generate(() -> new SimulatedOrder(random))
                .limit(options.number("orders", 20_000))
                .toList();
        System.out.printf("%,d orders that last from minutes to days; two changes of status each%n%n", lives.size());
        System.out.println("fixed         every     checks/order   median delay      p90      p99");
        for (double every : FIXED) {
            print("%7.0f s".formatted(every), CadenceSimulation.fixed(lives, every), lives.size());
        }
        System.out.println();
        System.out.println("adaptive    x bounds    checks/order   median delay      p90      p99");
        for (double factor : FACTORS) {
            print("%9.3f".formatted(factor), CadenceSimulation.adaptive(lives, cadence(factor)), lives.size());
        }
        return compare(lives);
    }

    private static Figures compare(List<SimulatedOrder> lives) {
        CadenceSimulation adaptive = CadenceSimulation.adaptive(lives, cadence(1));
        double every = intervalOfMedian(lives, adaptive.medianDelay());
        CadenceSimulation fixed = CadenceSimulation.fixed(lives, every);
        System.out.printf(
                "%nThe poller's own settings; a fixed cadence has the same median at %.1f s and needs %.1f times the checks.%n",
                every, (double) fixed.checks() / adaptive.checks());
        return new Figures()
                .put("checksFixed", fixed.checks())
                .put("checksAdaptive", adaptive.checks())
                .put("medianDelayFixedSeconds", fixed.medianDelay())
                .put("medianDelayAdaptiveSeconds", adaptive.medianDelay());
    }

    /** The largest fixed interval whose median is not above the wanted one. */
    private static double intervalOfMedian(List<SimulatedOrder> lives, double median) {
        double least = 0.5;
        double most = 7200;
        for (int step = 0; step < 24; step++) {
            double middle = (least + most) / 2;
            if (CadenceSimulation.fixed(lives, middle).medianDelay() <= median) {
                least = middle;
            } else {
                most = middle;
            }
        }
        return least;
    }

    /** The standard settings, with bounds and patience times that. */
    private static Cadence cadence(double factor) {
        CadenceSettings standard = CadenceSettings.standard();
        return new Cadence(new CadenceSettings(
                times(standard.shortest(), factor),
                times(standard.longest(), factor),
                standard.shortestAfterEnd(),
                standard.longestAfterEnd(),
                Math.min(1, standard.patience() * factor),
                Math.min(1, standard.anticipation() * factor)));
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }

    private static void print(String setting, CadenceSimulation watch, int orders) {
        System.out.printf(
                "         %s   %12.1f   %10.1f s %8.0f s %8.0f s%n",
                setting, (double) watch.checks() / orders, watch.medianDelay(), watch.at(0.9), watch.at(0.99));
    }
}
