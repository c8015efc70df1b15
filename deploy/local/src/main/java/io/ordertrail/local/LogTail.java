package io.ordertrail.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The line of a log that most likely says why. */
final class LogTail {

    private LogTail() {}

    /** The last line with an error, in parentheses; nothing if there is none. */
    static String of(Path log) {
        try (var lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.contains("ERROR") || line.contains("Exception:"))
                    .reduce((first, second) -> second)
                    .map(line -> " (" + line.strip() + ")")
                    .orElse("");
        } catch (IOException | java.io.UncheckedIOException e) {
            return "";
        }
    }
}
