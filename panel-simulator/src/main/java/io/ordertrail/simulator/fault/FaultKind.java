package io.ordertrail.simulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How an answer goes wrong; the name in lower case with hyphens is how it is asked for. */
public enum FaultKind {
    /** The answer comes, but late. */
    DELAY,
    /** It is done late, after the caller may have given up, and answered then. */
    LATE,
    /** The connection is closed without a byte. */
    CLOSE,
    /** The connection is reset without a byte. */
    RESET,
    /** The connection is reset after status line and headers. */
    RESET_AFTER_HEADERS,
    /** Half of the body, then the connection is closed. */
    CUT,
    /** Half of the JSON, as if that were all. */
    CUT_JSON,
    /** Another HTTP status, with an error text as JSON. */
    STATUS,
    /** 200 with an error text. */
    ERROR,
    /** A page of HTML. */
    HTML,
    /** The whole HTTP response twice on one connection. */
    TWICE,
    /** The answer in small bites. */
    DRIP;

    /** Its name in the admin API. */
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
