package io.ordertrail.benchmarks.soak;

/** An event on a topic, in the order of its partition. */
record PublishedEvent(String topic, long orderId, long revision, String eventId, String type) {}
