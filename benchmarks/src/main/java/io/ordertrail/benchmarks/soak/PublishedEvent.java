package io.ordertrail.benchmarks.soak;

/** An event as it lies on a topic, in the order of its partition. */
record ReceivedWebhook(String topic, long orderId, long revision, String eventId, String type) {}
