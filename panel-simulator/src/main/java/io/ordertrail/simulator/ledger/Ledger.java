package io.ordertrail.simulator.ledger;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps entries in a file with one line of JSON each, or not at all. When {@link #append} returns, the entry has
 * left the process, so it survives {@code kill -9}; with {@code sync} it is on the disk and survives a power cut.
 * Thread-safe.
 */
public final class Ledger implements AutoCloseable {

    private final @Nullable FileChannel file;
    private final boolean sync;
    private final List<LedgerEntry> earlier;

    private Ledger(@Nullable FileChannel file, boolean sync, List<LedgerEntry> earlier) {
        this.file = file;
        this.sync = sync;
        this.earlier = earlier;
    }

    /** Returns a ledger that keeps nothing. */
    public static Ledger inMemory() {
        return new Ledger(null, false, List.of());
    }

    /**
     * Returns a ledger that continues the file of an earlier run. An incomplete last line is cut off: it was never
     * answered.
     *
     * @throws UncheckedIOException if it cannot be read or written
     */
    public static Ledger in(Path path, boolean sync) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            file.truncate(endOfLastLine(file));
            List<LedgerEntry> earlier = read(path);
            file.position(file.size());
            return new Ledger(file, sync, earlier);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the ledger " + path, e);
        }
    }

    /** Returns the entries of earlier runs. */
    public List<LedgerEntry> earlier() {
        return earlier;
    }

    /** @throws UncheckedIOException if the entry could not be written; then no part of it is */
    public synchronized void append(LedgerEntry entry) {
        if (file == null) {
            return;
        }
        String line = LedgerEntryJson.write(entry).encode() + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        try {
            long before = file.position();
            try {
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                if (sync) {
                    file.force(false);
                }
            } catch (IOException e) {
                file.truncate(before);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the ledger", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the ledger", e);
        }
    }

    private static List<LedgerEntry> read(Path path) throws IOException {
        List<LedgerEntry> entries = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                entries.add(LedgerEntryJson.read(new JsonObject(line)));
            }
        }
        return entries;
    }

    private static long endOfLastLine(FileChannel file) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        long end = file.size();
        while (end > 0) {
            file.read(one.clear(), end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
            end--;
        }
        return end;
    }
}
