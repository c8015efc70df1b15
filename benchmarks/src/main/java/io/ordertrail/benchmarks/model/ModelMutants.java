package io.ordertrail.benchmarks.model;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The test of the models: takes each mend out of order-intake's own code, by the patches in {@code benchmarks/mutants} that name
 * models, and explores these models with it in a JVM of its own. Only the files of a patch are compiled again; their classes
 * stand before the others on the class path.
 */
final class ModelMutants {

    private static final String MODELS = "Models: ";
    private static final String FILE = "+++ b/";

    private final Path root;

    /**
     * @param root of the project
     */
    ModelMutants(Path root) {
        this.root = root;
    }

    /**
     * How many there are and how many were noticed.
     *
     * @param all a patch that must be noticed by two models counts twice
     */
    record Result(int noticed, int all) {
        @Override
        public String toString() {
            return noticed + "/" + all;
        }
    }

    /** Runs all of them. */
    Result run() throws IOException, InterruptedException {
        int noticed = 0;
        int all = 0;
        for (Path patch : patches()) {
            List<String> lines = Files.readAllLines(patch);
            List<String> models = lines.stream()
                    .filter(line -> line.startsWith(MODELS))
                    .flatMap(line ->
                            Arrays.stream(line.substring(MODELS.length()).split("; ")))
                    .toList();
            if (models.isEmpty()) {
                continue;
            }
            Path work = Files.createTempDirectory("ordertrail-mutant");
            try {
                Path classes = compiled(patch, files(lines), work);
                for (String model : models) {
                    all++;
                    boolean isNoticed = isNoticed(classes, model);
                    noticed += isNoticed ? 1 : 0;
                    System.out.printf(
                            "%s: %s by \"%s\"%n", patch.getFileName(), isNoticed ? "noticed" : "NOT NOTICED", model);
                }
            } finally {
                delete(work);
            }
        }
        return new Result(noticed, all);
    }

    private List<Path> patches() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("benchmarks/mutants"))) {
            return files.filter(file -> file.toString().endsWith(".patch"))
                    .sorted(Comparator.comparing(file ->
                            Integer.parseInt(file.getFileName().toString().split("-", 2)[0])))
                    .toList();
        }
    }

    private static List<Path> files(List<String> patch) {
        return patch.stream()
                .filter(line -> line.startsWith(FILE))
                .map(line -> Path.of(line.substring(FILE.length())))
                .toList();
    }

    private Path compiled(Path patch, List<Path> files, Path work) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "-proc:none",
                "-nowarn",
                "-parameters",
                "-d",
                work.resolve("classes").toString()));
        for (Path file : files) {
            Path copy = work.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(root.resolve(file), copy);
            words.add(copy.toString());
        }
        Process apply = new ProcessBuilder(
                        "git", "apply", patch.toAbsolutePath().toString())
                .directory(work.toFile())
                .inheritIO()
                .start();
        if (apply.waitFor() != 0) {
            throw new IOException(patch + " cannot be applied any more: make the same mistake in today's code");
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null || compiler.run(null, null, null, words.toArray(String[]::new)) != 0) {
            throw new IOException("the code with " + patch + " does not compile");
        }
        return work.resolve("classes");
    }

    /** A JVM that finds a violation ends with 3, see {@link Check}. */
    private boolean isNoticed(Path classes, String model) throws IOException, InterruptedException {
        String java = ProcessHandle.current().info().command().orElse("java");
        Process check = new ProcessBuilder(
                        java,
                        "-Xmx2g",
                        "-cp",
                        classes + File.pathSeparator + System.getProperty("java.class.path"),
                        Check.class.getName(),
                        model)
                .directory(root.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        return check.waitFor() == Check.NOTICED;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Explores one of the models, and says by its exit code whether it found a violation. */
    static final class Check {

        static final int NOTICED = 3;

        private Check() {}

        /** The name of the model. */
        public static void main(String... words) {
            Map<String, Model<?>> models = ModelBenchmark.models(false);
            Model<?> model = models.get(words[0]);
            if (model == null) {
                throw new IllegalArgumentException(
                        "there is no model '" + words[0] + "'; there are " + models.keySet());
            }
            Exploration found = Explorer.explore(model);
            found.violation().ifPresent(System.out::println);
            System.exit(found.violation().isPresent() ? NOTICED : 0);
        }
    }
}
