package io.ordertrail.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A program that some of the tests need. */
enum Tool {
    KUBECTL("kubectl", "https://kubernetes.io/docs/tasks/tools"),
    PROMTOOL("promtool", "the package prometheus");

    private final String program;
    private final String source;

    Tool(String program, String source) {
        this.program = program;
        this.source = source;
    }

    /** Skips the test, and says what to install, where the program is not on the PATH. */
    void mustBeThere() {
        assumeTrue(isThere(), "not checked: %s is not on the PATH; get it from %s".formatted(program, source));
    }

    Answer run(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        try {
            Path errors = Files.createTempFile("errors", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(errors.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            Answer answer = new Answer(process.waitFor(), output, Files.readString(errors));
            Files.delete(errors);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isThere() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** What it said. */
    record Answer(int code, String output, String errors) {}
}
