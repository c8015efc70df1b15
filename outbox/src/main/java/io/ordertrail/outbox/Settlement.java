package io.ordertrail.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a batch.
 *
 * @param published to be deleted
 * @param parked to be set aside, each with its reason
 * @param failure why something stays, if anything does
 */
record Settlement(List<OutboxRow> published, Map<Long, String> parked, Optional<String> failure) {

    /**
     * A row that Kafka has is done, except behind one of the same topic and key that it may not have: that one comes
     * again, and its followers must come again after it.
     */
    static Settlement of(List<OutboxRow> rows, List<Delivery> deliveries) {
        List<OutboxRow> published = new ArrayList<>();
        Map<Long, String> parked = new LinkedHashMap<>();
        Set<List<String>> held = new HashSet<>();
        String failure = null;
        for (int i = 0; i < rows.size(); i++) {
            OutboxRow row = rows.get(i);
            List<String> sequence = List.of(row.topic(), row.key() == null ? "" : row.key());
            switch (deliveries.get(i)) {
                case Delivery.Acknowledged() when !held.contains(sequence) -> published.add(row);
                case Delivery.Acknowledged() -> {}
                case Delivery.Refused(String reason) -> parked.put(row.id(), reason);
                case Delivery.Failed(String cause) -> {
                    held.add(sequence);
                    failure = failure == null ? cause : failure;
                }
            }
        }
        return new Settlement(List.copyOf(published), parked, Optional.ofNullable(failure));
    }

    List<Long> publishedIds() {
        return published.stream().map(OutboxRow::id).toList();
    }
}
