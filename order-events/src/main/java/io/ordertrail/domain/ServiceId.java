package io.ordertrail.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A panel's id of one of the services it sells. A text, for the same reason as {@link PanelOrderId}.
 */
public record ServiceId(@JsonValue String value) {

    /** @throws IllegalArgumentException if the value is blank or longer than 64 characters */
    @JsonCreator
    public ServiceId {
        Texts.requireBetween("service", value, 64);
    }

    /** The same id written as a number. */
    @JsonCreator
    public static ServiceId of(long number) {
        return new ServiceId(Long.toString(number));
    }

    @Override
    public String toString() {
        return value;
    }
}
