package io.ordertrail.poller.polling;

import io.ordertrail.poller.schedule.Chunk;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Chunks whose call came to nothing while the panel answers others: tried once more whole, then by halves until the order
 * that does it is alone. First in, first out. After each failure something else is asked, where anything is due: its answer
 * shows that the panel is not down. Thread-safe.
 */
final class SuspectChunks {

    private final Queue<Chunk> chunks = new ArrayDeque<>();

    synchronized Optional<Chunk> next() {
        return Optional.ofNullable(chunks.poll());
    }

    /** Once more, whole. */
    synchronized void retry(Chunk chunk) {
        chunks.add(chunk);
    }

    /** By halves. */
    synchronized void split(Chunk chunk) {
        chunks.addAll(chunk.halves());
    }

    /** All of them, to be put back. */
    synchronized List<Chunk> release() {
        List<Chunk> released = List.copyOf(chunks);
        chunks.clear();
        return released;
    }
}
