package io.ordertrail.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** {@code deploy/local} in a checkout: what is kept there. */
record DataDirectory(Path directory) {

    /** What PostgreSQL, Kafka, five processes and their logs take within a day of use. */
    private static final long NEEDED_BYTES = 1L << 30;

    Path data() {
        return directory.resolve("data");
    }

    Path logs() {
        return directory.resolve("logs");
    }

    /** The children of a launcher that runs, or was killed. */
    Path pids() {
        return data().resolve("pids");
    }

    /** What {@code java -jar} runs. */
    Path jar(String module) {
        Path jar = directory
                .resolve("../../" + module + "/target/quarkus-app/quarkus-run.jar")
                .normalize();
        if (!Files.exists(jar)) {
            throw new LauncherException("%s is not built: run ./mvnw -DskipTests package.".formatted(module));
        }
        return jar;
    }

    /** @throws LauncherException if it cannot be written to, or there is too little space */
    void prepare(boolean clean) {
        try {
            if (clean) {
                delete(data());
            }
            Files.createDirectories(data());
            Files.createDirectories(logs());
            long free = Files.getFileStore(data()).getUsableSpace();
            if (free < NEEDED_BYTES) {
                throw new LauncherException(
                        "%s has %d MB left, and 1024 MB are needed: make room, or run deploy/local/up --clean."
                                .formatted(data(), free >> 20));
            }
        } catch (IOException e) {
            throw new LauncherException("%s cannot be written to: %s".formatted(directory, e.getMessage()), e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> below = Files.walk(directory)) {
                below.sorted(Comparator.reverseOrder()).forEach(path -> {
                    try {
                        Files.delete(path);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
    }
}
