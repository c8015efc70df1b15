package io.ordertrail.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The shop's own name for an order, unique within its {@link ShopId}.
 */
public record Reference(@JsonValue String value) {

    /** @throws IllegalArgumentException if the value is blank or longer than 200 characters */
    @JsonCreator
    public Reference {
        Texts.requireBetween("reference", value, 200);
    }

    @Override
    public String toString() {
        return value;
    }
}
