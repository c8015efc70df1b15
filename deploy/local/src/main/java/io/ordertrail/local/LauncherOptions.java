package io.ordertrail.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param exit whether to end when all is settled, rather than to stay
 * @param orders what to feed; empty for nothing
 * @param panels settings of real panels, in place of the simulator
 * @param observe whether to start Prometheus
 * @param clean whether to begin with no data
 * @param portOffset added to every port, to run beside another
 * @param limit how long {@code --exit} waits
 */
record LauncherOptions(
        boolean exit,
        Optional<Path> orders,
        Optional<Path> panels,
        boolean observe,
        boolean clean,
        int portOffset,
        Duration limit) {

    private static final String REMEDY = "; deploy/local/up --help lists what there is.";

    /** @throws LauncherException if it is none of what {@code --help} lists */
    static LauncherOptions of(Path home, String... words) {
        Deque<String> left = new ArrayDeque<>(List.of(words));
        LauncherOptions options = new LauncherOptions(
                false,
                Optional.of(home.resolve("sample-orders.jsonl")),
                Optional.empty(),
                false,
                false,
                0,
                Duration.ofMinutes(10));
        while (!left.isEmpty()) {
            options = options.with(left.pop(), left);
        }
        return options;
    }

    private LauncherOptions with(String word, Deque<String> left) {
        return switch (word) {
            case "--exit" -> new LauncherOptions(true, orders, panels, observe, clean, portOffset, limit);
            case "--no-orders" ->
                new LauncherOptions(exit, Optional.empty(), panels, observe, clean, portOffset, limit);
            case "--orders" ->
                new LauncherOptions(exit, Optional.of(file(word, left)), panels, observe, clean, portOffset, limit);
            case "--panels" ->
                new LauncherOptions(exit, orders, Optional.of(file(word, left)), observe, clean, portOffset, limit);
            case "--observe" -> new LauncherOptions(exit, orders, panels, true, clean, portOffset, limit);
            case "--clean" -> new LauncherOptions(exit, orders, panels, observe, true, portOffset, limit);
            case "--port-offset" ->
                new LauncherOptions(exit, orders, panels, observe, clean, number(word, left), limit);
            case "--limit" ->
                new LauncherOptions(
                        exit, orders, panels, observe, clean, portOffset, Duration.ofSeconds(number(word, left)));
            default -> throw new LauncherException("'%s' is unknown%s".formatted(word, REMEDY));
        };
    }

    private static Path file(String word, Deque<String> left) {
        Path file = Path.of(value(word, left));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new LauncherException("%s: there is no file %s that can be read.".formatted(word, file));
        }
        return file;
    }

    private static int number(String word, Deque<String> left) {
        String value = value(word, left);
        if (!value.matches("\\d{1,5}")) {
            throw new LauncherException("%s needs a number, but got '%s'%s".formatted(word, value, REMEDY));
        }
        return Integer.parseInt(value);
    }

    private static String value(String word, Deque<String> left) {
        if (left.isEmpty()) {
            throw new LauncherException("%s needs a value%s".formatted(word, REMEDY));
        }
        return left.pop();
    }
}
