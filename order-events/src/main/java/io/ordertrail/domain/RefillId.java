package io.ordertrail.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A panel's id of one refill.
 */
public record RefillId(@JsonValue String value) {

    /** @throws IllegalArgumentException if the value is blank or longer than 64 characters */
    @JsonCreator
    public RefillId {
        Texts.requireBetween("refill id", value, 64);
    }

    /** The same id written as a number. */
    @JsonCreator
    public static RefillId of(long number) {
        return new RefillId(Long.toString(number));
    }

    @Override
    public String toString() {
        return value;
    }
}
