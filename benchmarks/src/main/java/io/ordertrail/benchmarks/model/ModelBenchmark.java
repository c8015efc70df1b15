package io.ordertrail.benchmarks.model;

import io.ordertrail.benchmarks.Benchmark;
import io.ordertrail.benchmarks.BenchmarkOptions;
import io.ordertrail.benchmarks.Figures;
import io.ordertrail.benchmarks.model.intake.IntakeModels;
import io.ordertrail.benchmarks.model.refill.RefillModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Explores the models one after the other, and prints each violation with the shortest trace that leads to it. */
public final class ModelBenchmark implements Benchmark {

    private static final int MOST_STATES = 100_000_000;
    private static final int REPORTED_DEPTHS = 10;

    @Override
    public String summary() {
        return "explores every interleaving of the protocols: --small for the part that every build explores, --only TEXT for"
                + " the models whose name has it, --threads N, --most-states N of each model, --no-mutants to leave out the mutants"
                + " of benchmarks/mutants that name a model";
    }

    @Override
    public Figures run(BenchmarkOptions options) throws Exception {
        boolean isSmall = options.text("small").isPresent();
        String only = options.text("only").orElse("");
        int threads = Math.toIntExact(
                options.number("threads", Math.min(2, Runtime.getRuntime().availableProcessors())));
        long mostStates = options.number("most-states", MOST_STATES);
        long states = 0;
        int depth = 0;
        int violations = 0;
        int incomplete = 0;
        for (Map.Entry<String, Model<?>> model : models(isSmall).entrySet()) {
            if (!model.getKey().contains(only)) {
                continue;
            }
            Exploration found = explore(model.getKey(), model.getValue(), threads, mostStates);
            states += found.states();
            depth = Math.max(depth, found.depth());
            violations += found.violation().isPresent() ? 1 : 0;
            incomplete += found.isComplete() || found.violation().isPresent() ? 0 : 1;
        }
        boolean hasMutants = options.text("no-mutants").isEmpty();
        String mutants = hasMutants
                ? new ModelMutants(Path.of("").toAbsolutePath()).run().toString()
                : "not run";
        return new Figures()
                .put("incomplete", incomplete)
                .put("states", states)
                .put("depth", depth)
                .put("violations", violations)
                .put("mutantsCaught", mutants);
    }

    /** The models by name. */
    static Map<String, Model<?>> models(boolean isSmall) {
        Map<String, Model<?>> models = new LinkedHashMap<>(isSmall ? IntakeModels.small() : IntakeModels.all());
        models.putAll(isSmall ? RefillModels.small() : RefillModels.all());
        return models;
    }

    private static Exploration explore(String name, Model<?> model, int threads, long mostStates) {
        long begun = System.nanoTime();
        int[] depths = {0};
        Consumer<String> report = line -> {
            if (++depths[0] % REPORTED_DEPTHS == 0) {
                System.out.println("    " + line);
            }
        };
        System.out.println(name);
        Exploration found = new Explorer<>(model, threads, mostStates, report).run();
        System.out.printf(
                "    %,d states, %,d steps, depth %d, %s, %d s%n",
                found.states(),
                found.transitions(),
                found.depth(),
                found.isComplete() ? "complete" : "not complete",
                Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        found.violation().ifPresent(violation -> System.out.println("    VIOLATION: " + violation));
        return found;
    }
}
