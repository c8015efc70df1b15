package io.ordertrail.benchmarks;

import io.ordertrail.benchmarks.cadence.CadenceBenchmark;
import io.ordertrail.benchmarks.delivery.DeliveryBenchmark;
import io.ordertrail.benchmarks.model.ModelBenchmark;
import io.ordertrail.benchmarks.pipeline.PipelineBenchmark;
import io.ordertrail.benchmarks.poller.PollerBenchmark;
import io.ordertrail.benchmarks.soak.SoakBenchmark;
import io.ordertrail.benchmarks.strangers.StrangersBenchmark;
import io.ordertrail.benchmarks.submission.SubmissionBenchmark;
import io.ordertrail.benchmarks.warranty.WarrantyBenchmark;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@code benchmarks/run NAME}. Ends with 0 after a run, 1 after a failure, 2 after words it does not know. */
public final class Run {

    /** Every benchmark by its name; add yours here. */
    private static final Map<String, Supplier<Benchmark>> BENCHMARKS = new TreeMap<>(Map.of(
            "cadence", CadenceBenchmark::new,
            "delivery", DeliveryBenchmark::new,
            "model", ModelBenchmark::new,
            "pipeline", PipelineBenchmark::new,
            "poller", PollerBenchmark::new,
            "soak", SoakBenchmark::new,
            "strangers", StrangersBenchmark::new,
            "submission", SubmissionBenchmark::new,
            "warranty", WarrantyBenchmark::new));

    private Run() {}

    /** The name, then the options. */
    public static void main(String... words) {
        System.exit(run(words));
    }

    private static int run(String... words) {
        Supplier<Benchmark> benchmark = words.length == 0 ? null : BENCHMARKS.get(words[0]);
        if (benchmark == null) {
            list(words);
            return words.length == 0 ? 0 : 2;
        }
        try {
            BenchmarkOptions options = BenchmarkOptions.of(Arrays.copyOfRange(words, 1, words.length));
            Figures figures = benchmark.get().run(options);
            options.leftOver().forEach(option -> System.err.println("--" + option + " is unknown and was ignored."));
            System.out.println(figures.toJson());
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (Exception e) {
            e.printStackTrace();
            return 1;
        }
    }

    private static void list(String... words) {
        if (words.length > 0) {
            System.err.println("There is no benchmark '" + words[0] + "'.");
        }
        System.err.println("benchmarks/run NAME [--option value …]");
        BENCHMARKS.forEach((name, benchmark) ->
                System.err.printf("  %-12s %s%n", name, benchmark.get().summary()));
    }
}
