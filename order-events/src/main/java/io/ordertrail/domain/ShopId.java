package io.ordertrail.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Who sent an order: the shop, as the CloudEvents attribute {@code source} of its events names it.
 */
public record ShopId(@JsonValue String value) {

    /** @throws IllegalArgumentException if the value is blank or longer than 200 characters */
    @JsonCreator
    public ShopId {
        Texts.requireBetween("source", value, 200);
    }

    @Override
    public String toString() {
        return value;
    }
}
