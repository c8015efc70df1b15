package io.ordertrail.local;

import io.ordertrail.local.progress.ReceivedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The events that the webhook receiver got, in a file, so that a restart knows them. Thread-safe. */
record WebhookLog(Path file) {

    private static final String SEPARATOR = "\t";

    List<ReceivedEvent> read() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .map(line -> line.split(SEPARATOR))
                            .filter(parts -> parts.length == 3 && parts[2].matches("\\d+"))
                            .map(parts -> new ReceivedEvent(parts[0], parts[1], Long.parseLong(parts[2])))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new LauncherException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Before the webhook is answered: what is lost by a kill is sent again. */
    synchronized void keep(ReceivedEvent notice) {
        try {
            Files.writeString(
                    file,
                    String.join(SEPARATOR, notice.type(), notice.order(), Long.toString(notice.revision())) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
