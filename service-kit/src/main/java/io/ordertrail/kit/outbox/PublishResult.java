package io.ordertrail.kit.outbox;

/** What is known of an event that was handed to Kafka. */
sealed interface PublishResult {

    /** Kafka has it, on all replicas that it must be on. */
    record Acknowledged() implements PublishResult {}

    /** Kafka takes it never, for a reason in the event itself: it is too large. To be parked. */
    record Refused(String reason) implements PublishResult {}

    /** Kafka may have it or not. To be published again. */
    record Failed(String cause) implements PublishResult {}
}
