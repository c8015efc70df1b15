package io.ordertrail.kit.outbox;

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
record BatchResult(List<OutboxRow> published, Map<Long, String> parked, Optional<String> failure) {

    /**
     * A row that Kafka has is done, except behind one of the same topic and key that it may not have: that one comes
     * again, and its followers must come again after it.
     */
    static BatchResult of(List<OutboxRow> rows, List<PublishResult> deliveries) {
        List<OutboxRow> published = new ArrayList<>();
        Map<Long, String> parked = new LinkedHashMap<>();
        Set<List<String>> held = new HashSet<>();
        String failure = null;
        for (int i = 0; i < rows.size(); i++) {
            OutboxRow row = rows.get(i);
            List<String> sequence = List.of(row.topic(), row.key() == null ? "" : row.key());
            switch (deliveries.get(i)) {
                case PublishResult.Acknowledged() when !held.contains(sequence) -> published.add(row);
                case PublishResult.Acknowledged() -> {}
                case PublishResult.Refused(String reason) -> parked.put(row.id(), reason);
                case PublishResult.Failed(String cause) -> {
                    held.add(sequence);
                    failure = failure == null ? cause : failure;
                }
            }
        }
        return new BatchResult(List.copyOf(published), parked, Optional.ofNullable(failure));
    }

    List<Long> publishedIds() {
        return published.stream().map(OutboxRow::id).toList();
    }
}
