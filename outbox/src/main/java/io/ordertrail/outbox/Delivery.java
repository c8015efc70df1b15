package io.ordertrail.outbox;

/** What is known of an event that was handed to Kafka. */
sealed interface Delivery {

    /** Kafka has it, on all replicas that it must be on. */
    record Acknowledged() implements Delivery {}

    /** Kafka takes it never, for a reason in the event itself: it is too large. To be parked. */
    record Refused(String reason) implements Delivery {}

    /** Kafka may have it or not. To be published again. */
    record Failed(String cause) implements Delivery {}
}
