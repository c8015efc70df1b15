package io.ordertrail.benchmarks.soak;

import io.ordertrail.events.EventCodec;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.events.SubmissionEvent;
import io.ordertrail.events.SubmissionEvent.OrderInDoubt;
import io.ordertrail.events.Topics;
import io.ordertrail.events.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Every event on the services' topics, from the beginning. */
final class TopicLog implements AutoCloseable {

    private static final List<String> LIFECYCLE = List.of(Topics.SUBMISSIONS, Topics.STATUS, Topics.REFILLS);

    private final EventCodec codec = new EventCodec();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread = Thread.ofPlatform().name("topic-log").daemon().unstarted(this::run);

    private final List<PublishedEvent> published = new ArrayList<>();
    private final Map<String, List<String>> statuses = new HashMap<>();
    private final Map<String, Doubt> doubts = new HashMap<>();
    private final Set<String> owed = new HashSet<>();
    private final Set<Long> decided = new HashSet<>();
    private final AtomicInteger deadLetters = new AtomicInteger();
    private final Set<String> listening;
    private final Map<String, Long> lastStatusRevision = new HashMap<>();
    private long publishedTwice;

    /** An order that was in doubt, and since when. */
    record Doubt(String reference, Instant requestedAt, Instant observedAt, String evidence) {}

    private TopicLog(KafkaConsumer<byte[], byte[]> consumer, Set<String> listening) {
        this.consumer = consumer;
        this.listening = listening;
    }

    /** @param listening the shops whose events must arrive at a webhook */
    static TopicLog start(String kafka, Set<String> listening) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka, "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Topics.all().stream()
                .filter(topic -> LIFECYCLE.contains(topic) || isDeadLetters(topic))
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        TopicLog log = new TopicLog(consumer, listening);
        log.thread.start();
        return log;
    }

    /** Returns the events in the order of their partitions. */
    synchronized List<PublishedEvent> published() {
        return List.copyOf(published);
    }

    /**
     * Returns the panel's words that were published for each order, by its reference; repeats of a revision count once.
     */
    synchronized Map<String, List<String>> statuses() {
        Map<String, List<String>> copy = new HashMap<>();
        statuses.forEach((reference, words) -> copy.put(reference, List.copyOf(words)));
        return copy;
    }

    /**
     * Returns how often an order's status was published twice in a row under two revisions although nothing had
     * changed.
     */
    synchronized long publishedTwice() {
        return publishedTwice;
    }

    synchronized List<Doubt> doubts() {
        return List.copyOf(doubts.values());
    }

    /** Returns the identity of each event that must arrive at a webhook. */
    synchronized Set<String> owed() {
        return Set.copyOf(owed);
    }

    /** Returns how many orders are accepted, rejected, withdrawn or in doubt, or have been. */
    synchronized int decided() {
        return decided.size();
    }

    int deadLetters() {
        return deadLetters.get();
    }

    /** Returns the identity of an event, the same here and at the receiver of webhooks. */
    static String identity(String type, String orderId, long revision) {
        return type + "/" + orderId + "/" + revision;
    }

    private void run() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofMillis(500)).forEach(this::take);
            }
        } catch (WakeupException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (isDeadLetters(record.topic())) {
            deadLetters.incrementAndGet();
            return;
        }
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        try {
            if (codec.read(headers, record.value()).data() instanceof LifecycleEvent event) {
                keep(record.topic(), headers.getOrDefault("ce_id", ""), event);
            }
        } catch (UnreadableEventException e) {
            throw new IllegalStateException("a service published an event that cannot be read: " + e.getMessage(), e);
        }
    }

    private synchronized void keep(String topic, String eventId, LifecycleEvent event) {
        long order = event.order().id().value();
        published.add(new PublishedEvent(topic, order, event.revision(), eventId, event.type()));
        if (listening.contains(event.order().source().value())) {
            owed.add(identity(event.type(), Long.toString(order), event.revision()));
        }
        if (event instanceof SubmissionEvent submission) {
            keep(order, submission);
        } else if (event instanceof StatusChanged changed && changed.child() == null) {
            keep(changed);
        }
    }

    private void keep(long order, SubmissionEvent event) {
        if (event instanceof OrderInDoubt doubt) {
            doubts.putIfAbsent(
                    order + "/" + event.revision(),
                    new Doubt(
                            event.order().reference().value(),
                            doubt.requestedAt(),
                            doubt.observedAt(),
                            doubt.evidence()));
        }
        if (!(event instanceof SubmissionEvent.OrderReceived || event instanceof SubmissionEvent.OrderWaiting)) {
            decided.add(order);
        }
    }

    private void keep(StatusChanged changed) {
        String reference = changed.order().reference().value();
        long before = lastStatusRevision.getOrDefault(reference, 0L);
        if (changed.revision() <= before) {
            return;
        }
        lastStatusRevision.put(reference, changed.revision());
        List<String> words = statuses.computeIfAbsent(reference, _ -> new ArrayList<>());
        if (!words.isEmpty()
                && words.getLast().equals(changed.panelStatus())
                && changed.status() == changed.previous()) {
            publishedTwice++;
        }
        words.add(changed.panelStatus());
    }

    private static boolean isDeadLetters(String topic) {
        return topic.startsWith("dead-letters.");
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
