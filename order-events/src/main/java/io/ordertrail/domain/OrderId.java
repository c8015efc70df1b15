package io.ordertrail.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Our own id of an order: a positive 64-bit number given by order-intake, never reused. A number, because panel
 * clients expect numbers. It is the key of every lifecycle record in Kafka.
 */
public record OrderId(@JsonValue long value) implements Comparable<OrderId> {

    /** @throws IllegalArgumentException if the value is not positive */
    @JsonCreator
    public OrderId {
        if (value <= 0) {
            throw new IllegalArgumentException("order id must be a positive number, but was " + value);
        }
    }

    @Override
    public int compareTo(OrderId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
