package io.ordertrail.poller.polling;

import io.ordertrail.poller.settings.PollerConfig;
import io.ordertrail.poller.storage.ChangeStore;
import io.ordertrail.poller.storage.StatusObservation;
import io.ordertrail.poller.storage.WriteResult;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Writes what many chunks of all panels saw, in as few transactions as there are at once: while some are under way, the
 * next grows. Thread-safe.
 */
@Singleton
public class ChangeWriter {

    private static final Logger LOG = Logger.getLogger(ChangeWriter.class);

    private final Function<List<StatusObservation>, Uni<List<WriteResult>>> book;
    private final int batch;
    private final int concurrency;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private int underWay;

    @Inject
    ChangeWriter(ChangeStore book, PollerConfig config) {
        this(book::settle, config.writeBatch(), config.writeConcurrency());
    }

    ChangeWriter(Function<List<StatusObservation>, Uni<List<WriteResult>>> book, int batch, int concurrency) {
        this.book = book;
        this.batch = batch;
        this.concurrency = concurrency;
    }

    /** Receives the outcome of the write of an observation. */
    interface Listener {

        /** Committed. */
        void settled(WriteResult settled);

        /** Not written; the order must be asked for again. */
        void notWritten(StatusObservation sighting);
    }

    private record Waiting(StatusObservation sighting, Listener listener) {}

    void write(List<StatusObservation> sightings, Listener listener) {
        synchronized (this) {
            sightings.forEach(sighting -> waiting.add(new Waiting(sighting, listener)));
        }
        drain();
    }

    /** How many sightings are not committed yet. */
    synchronized int backlog() {
        return waiting.size() + underWay * batch;
    }

    /** Whether everything is committed. */
    synchronized boolean isIdle() {
        return waiting.isEmpty() && underWay == 0;
    }

    private void drain() {
        for (List<Waiting> next = next(); !next.isEmpty(); next = next()) {
            write(next);
        }
    }

    private synchronized List<Waiting> next() {
        List<Waiting> next = new ArrayList<>();
        if (underWay < concurrency) {
            while (next.size() < batch && !waiting.isEmpty()) {
                next.add(waiting.remove());
            }
        }
        underWay += next.isEmpty() ? 0 : 1;
        return next;
    }

    private void write(List<Waiting> next) {
        book.apply(next.stream().map(Waiting::sighting).toList())
                .subscribe()
                .with(settled -> written(next, settled), failure -> failed(next, failure));
    }

    private void written(List<Waiting> written, List<WriteResult> settled) {
        Map<StatusObservation, Listener> listeners = new IdentityHashMap<>();
        written.forEach(each -> listeners.put(each.sighting(), each.listener()));
        settled.forEach(each -> {
            Listener listener = listeners.get(each.sighting());
            if (listener != null) {
                notifyListener(() -> listener.settled(each));
            }
        });
        ended();
    }

    /** If one listener fails, the others are notified all the same, and the next changes are written. */
    private static void notifyListener(Runnable message) {
        try {
            message.run();
        } catch (RuntimeException e) {
            LOG.error("Could not update the schedule after a change was committed", e);
        }
    }

    /** One row that the database will never take must not keep the others out: it is found by halves. */
    private void failed(List<Waiting> failed, Throwable failure) {
        if (failed.size() > 1 && isOfTheData(failure)) {
            synchronized (this) {
                underWay++;
            }
            write(failed.subList(0, failed.size() / 2));
            write(failed.subList(failed.size() / 2, failed.size()));
            return;
        }
        LOG.warnf(
                "%d changes were not written, their orders are asked for again: %s",
                (Object) failed.size(), failure.toString());
        LOG.debug("not written", failure);
        failed.forEach(each -> notifyListener(() -> each.listener().notWritten(each.sighting())));
        ended();
    }

    /** SQLSTATE 22, a value that is none, and 23, one that breaks a constraint. */
    private static boolean isOfTheData(Throwable failure) {
        return failure instanceof PgException refused
                && refused.getSqlState() != null
                && (refused.getSqlState().startsWith("22")
                        || refused.getSqlState().startsWith("23"));
    }

    private void ended() {
        synchronized (this) {
            underWay--;
        }
        drain();
    }
}
