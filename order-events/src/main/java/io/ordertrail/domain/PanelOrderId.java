package io.ordertrail.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A panel's own id of an order. A text, since panels answer it as number or text and not all are numbers.
 */
public record PanelOrderId(@JsonValue String value) {

    /** @throws IllegalArgumentException if the value is blank or longer than 64 characters */
    @JsonCreator
    public PanelOrderId {
        Texts.requireBetween("panel order id", value, 64);
    }

    /** The same id written as a number. */
    @JsonCreator
    public static PanelOrderId of(long number) {
        return new PanelOrderId(Long.toString(number));
    }

    @Override
    public String toString() {
        return value;
    }
}
