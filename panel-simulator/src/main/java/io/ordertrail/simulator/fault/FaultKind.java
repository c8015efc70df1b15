package io.ordertrail.simulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The ways in which an answer goes wrong; in the admin API in lower case with hyphens. */
public enum FaultKind {
    /** The call is executed at once and answered late. */
    DELAY,
    /** The call is executed late, possibly after the caller's timeout, and answered then. */
    LATE,
    /** The connection is closed without a byte. */
    CLOSE,
    /** The connection is reset without a byte. */
    RESET,
    /** The connection is reset after status line and headers. */
    RESET_AFTER_HEADERS,
    /** Half of the body, then the connection is closed. */
    CUT,
    /** Half of the JSON as a complete response. */
    CUT_JSON,
    /** Another HTTP status, with an error text as JSON. */
    STATUS,
    /** 200 with an error text. */
    ERROR,
    /** A page of HTML. */
    HTML,
    /** The HTTP response twice on one connection. */
    TWICE,
    /** The answer in small parts. */
    DRIP;

    /** Returns its name in the admin API. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static FaultKind of(String title) {
        return Arrays.stream(values())
                .filter(kind -> kind.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("fault must be one of "
                        + Arrays.stream(values()).map(FaultKind::title).collect(Collectors.joining(", "))
                        + ", but was '" + title + "'"));
    }
}
