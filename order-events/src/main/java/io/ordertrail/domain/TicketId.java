package io.ordertrail.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A panel's id of one support ticket ({@code createTicket} at smmgulf).
 */
public record TicketId(@JsonValue String value) {

    /** @throws IllegalArgumentException if the value is blank or longer than 64 characters */
    @JsonCreator
    public TicketId {
        Texts.requireBetween("ticket id", value, 64);
    }

    /** The same id written as a number. */
    @JsonCreator
    public static TicketId of(long number) {
        return new TicketId(Long.toString(number));
    }

    @Override
    public String toString() {
        return value;
    }
}
