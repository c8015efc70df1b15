package io.ordertrail.poller.polling;

import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.OrderAnswer.Denied;
import io.ordertrail.panel.OrderAnswer.Seen;
import io.ordertrail.panel.OrderAnswer.Unreadable;
import io.ordertrail.poller.change.Fingerprint;
import io.ordertrail.poller.schedule.Chunk;
import io.ordertrail.poller.schedule.Chunk.Found;
import io.ordertrail.poller.storage.Sighting;
import io.ordertrail.trade.OrderStatus;
import io.ordertrail.trade.PanelOrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares an answer with what was told, in memory. Without state. */
final class AnswerReader {

    private AnswerReader() {}

    /** Notes in the chunk what was found of each order, and returns what may be news. */
    static List<Sighting> read(Chunk chunk, Map<PanelOrderId, OrderAnswer> answers, Instant now) {
        List<Sighting> sightings = new ArrayList<>();
        for (int place = 0; place < chunk.size(); place++) {
            OrderAnswer answer = answers.get(chunk.ids().get(place));
            find(chunk, place, answer);
            if (answer != null && chunk.found(place) == Found.CHANGED) {
                sightings.add(sighting(chunk, place, answer, now));
            }
        }
        return sightings;
    }

    static void find(Chunk chunk, int place, @Nullable OrderAnswer answer) {
        switch (answer) {
            case null -> chunk.find(place, Found.ABSENT);
            case Unreadable _ -> chunk.find(place, Found.UNREADABLE);
            case Denied _ ->
                chunk.find(place, chunk.denied(place) && !chunk.alarm(place) ? Found.DENIED : Found.CHANGED);
            case Seen seen -> seen(chunk, place, seen);
        }
    }

    static Sighting sighting(Chunk chunk, int place, OrderAnswer answer, Instant now) {
        return new Sighting(chunk.order(place), chunk.child(place), chunk.version(place), answer, now);
    }

    private static void seen(Chunk chunk, int place, Seen seen) {
        if (chunk.denied(place) || chunk.alarm(place)) {
            chunk.find(place, Found.CHANGED);
        } else if (Fingerprint.of(seen) == chunk.told(place)) {
            chunk.unchanged(place, 0);
        } else if (isProgressAlone(chunk, place, seen) && !chunk.progressDue(place)) {
            chunk.moved(place, seen.remains());
        } else {
            chunk.find(place, Found.CHANGED);
        }
    }

    /** What was over and moves is a correction, and does not wait. */
    private static boolean isProgressAlone(Chunk chunk, int place, Seen seen) {
        return seen.status() == chunk.status(place)
                && seen.status() != OrderStatus.UNKNOWN
                && !seen.status().isOver()
                && seen.children().isEmpty();
    }
}
