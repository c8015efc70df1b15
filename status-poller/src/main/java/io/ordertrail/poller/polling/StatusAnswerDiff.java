package io.ordertrail.poller.polling;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.OrderAnswer.Denied;
import io.ordertrail.panel.OrderAnswer.Seen;
import io.ordertrail.panel.OrderAnswer.Unreadable;
import io.ordertrail.poller.change.Fingerprint;
import io.ordertrail.poller.schedule.Chunk;
import io.ordertrail.poller.schedule.Chunk.Found;
import io.ordertrail.poller.storage.StatusObservation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Compares an answer with what was published, in memory: notes in the chunk what was found, and collects what may have changed. */
final class StatusAnswerDiff {

    /** Of an answer whose bytes are not known: it must be read the next time too. */
    private static final long NO_BYTES = 0;
    /** The fingerprint of an order whose last published state is unknown: it may equal an earlier state. */
    private static final long NOTHING_PUBLISHED = 0;

    private final Chunk chunk;
    private final Instant now;
    private final List<StatusObservation> sightings = new ArrayList<>();

    private StatusAnswerDiff(Chunk chunk, Instant now) {
        this.chunk = chunk;
        this.now = now;
        chunk.forget();
    }

    /** Of an answer that was read. */
    static List<StatusObservation> read(Chunk chunk, Map<PanelOrderId, OrderAnswer> answers, Instant now) {
        StatusAnswerDiff reader = new StatusAnswerDiff(chunk, now);
        for (int place = 0; place < chunk.size(); place++) {
            OrderAnswer answer = answers.get(chunk.ids().get(place));
            if (answer != null) {
                reader.find(place, answer, NO_BYTES);
            }
        }
        return reader.sightings;
    }

    /** Of the bytes of an answer: only what differs from the last time is read. Empty if they cannot be walked over. */
    static Optional<List<StatusObservation>> scan(
            Chunk chunk, byte[] body, Function<String, OrderAnswer> entryReader, Instant now) {
        StatusAnswerDiff reader = new StatusAnswerDiff(chunk, now);
        StatusBodyScanner scan = new StatusBodyScanner(body);
        Walk walk = reader.new Walk(scan, entryReader);
        return scan.run(walk) && walk.any() ? Optional.of(reader.sightings) : Optional.empty();
    }

    private void find(int place, OrderAnswer answer, long bytes) {
        switch (answer) {
            case Unreadable _ -> chunk.find(place, Found.UNREADABLE);
            case Denied _ when chunk.denied(place) && !chunk.alarm(place) -> chunk.find(place, Found.DENIED);
            case Denied denied -> changed(place, denied, NO_BYTES);
            case Seen seen -> seen(place, seen, bytes);
        }
    }

    private void seen(int place, Seen seen, long bytes) {
        if (chunk.denied(place) || chunk.alarm(place)) {
            changed(place, seen, bytes);
        } else if (Fingerprint.of(seen) == chunk.published(place)) {
            chunk.unchanged(place, bytes);
        } else if (isProgressAlone(place, seen)
                && !chunk.progressDue(place)
                && chunk.published(place) != NOTHING_PUBLISHED) {
            chunk.moved(place, seen.remains());
        } else {
            changed(place, seen, bytes);
        }
    }

    private void changed(int place, OrderAnswer answer, long bytes) {
        chunk.find(place, Found.CHANGED);
        sightings.add(new StatusObservation(
                chunk.order(place), chunk.child(place), chunk.version(place), answer, bytes, now));
    }

    /** What was over and moves is a correction, and does not wait. */
    private boolean isProgressAlone(int place, Seen seen) {
        return seen.status() == chunk.status(place)
                && seen.status() != OrderStatus.UNKNOWN
                && !seen.status().isOver()
                && seen.children().isEmpty();
    }

    /** Over the entries of an answer; panels mostly answer in the order that they were asked. */
    private final class Walk implements StatusBodyScanner.Entries {

        private static final int NOT_ASKED_FOR = -1;

        private final StatusBodyScanner scan;
        private final Function<String, OrderAnswer> entryReader;
        private final Map<String, Integer> byId = new HashMap<>();
        private int place;
        private int next;
        private boolean any;

        Walk(StatusBodyScanner scan, Function<String, OrderAnswer> entryReader) {
            this.scan = scan;
            this.entryReader = entryReader;
        }

        /** Whether the answer is about any of them; an error of the whole in a form of its own is not. */
        boolean any() {
            return any;
        }

        @Override
        public long id(int from, int to) {
            place = placeOf(from, to);
            if (place == NOT_ASKED_FOR) {
                return 0;
            }
            any = true;
            next = place + 1;
            return chunk.seen(place);
        }

        @Override
        public void value(int from, int to, long mark) {
            if (place == NOT_ASKED_FOR || chunk.found(place) == Found.CHANGED) {
                return; // of an id that is there twice, the change counts
            }
            if (mark == chunk.seen(place) && !chunk.alarm(place)) {
                chunk.unchanged(place, mark);
            } else {
                find(place, entryReader.apply(scan.text(from, to)), mark);
            }
        }

        private int placeOf(int from, int to) {
            if (next < chunk.size() && scan.is(from, to, chunk.ids().get(next).value())) {
                return next;
            }
            if (byId.isEmpty()) {
                for (int each = 0; each < chunk.size(); each++) {
                    byId.put(chunk.ids().get(each).value(), each);
                }
            }
            return byId.getOrDefault(scan.text(from, to), NOT_ASKED_FOR);
        }
    }
}
