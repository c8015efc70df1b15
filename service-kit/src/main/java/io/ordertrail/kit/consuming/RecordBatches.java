package io.ordertrail.kit.consuming;

import io.opentelemetry.api.trace.SpanKind;
import io.ordertrail.kit.deadletter.ReceivedRecord;
import io.ordertrail.kit.telemetry.TopicMetrics;
import io.ordertrail.kit.tracing.TraceSpan;
import io.ordertrail.kit.tracing.Tracing;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times what a service takes from each topic, and goes on with the trace of every record: what is read from
 * it has the span of its processing as {@code traceparent}. Thread-safe.
 */
@Singleton
public class RecordBatches {

    private final TopicMetrics meters;
    private final Tracing tracing;

    RecordBatches(TopicMetrics meters, Tracing tracing) {
        this.meters = meters;
        this.tracing = tracing;
    }

    private record Begun(ReceivedRecord record, TraceSpan leg) {}

    /**
     * Processes a batch.
     *
     * @param work what it returns completes when the records may be acknowledged
     */
    public Uni<Void> batch(
            Iterable<? extends ConsumerRecord<?, byte[]>> records, Function<List<ReceivedRecord>, Uni<Void>> work) {
        return Uni.createFrom().deferred(() -> {
            long begun = System.nanoTime();
            List<Begun> batch = new ArrayList<>();
            records.forEach(record -> batch.add(begin(ReceivedRecord.of(record))));
            return Uni.createFrom()
                    .deferred(() -> work.apply(batch.stream().map(Begun::record).toList()))
                    .onTermination()
                    .invoke((_, failure, canceled) ->
                            ended(batch, Duration.ofNanos(System.nanoTime() - begun), failure, canceled));
        });
    }

    private Begun begin(ReceivedRecord record) {
        TraceSpan leg = tracing.begin(record.topic() + " process", SpanKind.CONSUMER, parent(record.headers()))
                .with("messaging.system", "kafka")
                .with("messaging.operation.type", "process")
                .with("messaging.destination.name", record.topic())
                .with("messaging.kafka.message.key", record.key())
                .with("ordertrail.event", record.headers().get("ce_type"));
        String here = leg.traceparent();
        return new Begun(here == null ? record : under(here, record), leg);
    }

    /** The event's own before the transport's: between the two is at most the span of some other sender. */
    private static @Nullable String parent(Map<String, String> headers) {
        String ofEvent = headers.get("ce_traceparent");
        return ofEvent == null ? headers.get("traceparent") : ofEvent;
    }

    private static ReceivedRecord under(String traceparent, ReceivedRecord record) {
        if (traceparent.equals(record.headers().get("ce_traceparent"))) {
            return record;
        }
        Map<String, String> headers = new LinkedHashMap<>(record.headers());
        headers.put("ce_traceparent", traceparent);
        return new ReceivedRecord(
                record.topic(), record.partition(), record.offset(), record.key(), headers, record.value());
    }

    private void ended(List<Begun> batch, Duration took, @Nullable Throwable failure, boolean canceled) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Begun one : batch) {
            counts.merge(one.record().topic(), 1, Integer::sum);
            if (failure != null || canceled) {
                one.leg().failed(failure == null ? "canceled" : failure.toString());
            } else {
                one.leg().end();
            }
        }
        counts.forEach((topic, count) -> meters.received(topic, count, took));
    }
}
