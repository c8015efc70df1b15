package io.ordertrail.benchmarks.strangers;

import java.util.List;
import java.util.Locale;

/** Where an order stands at its panel; each panel has words of its own for these. */
enum State {
    PENDING("PENDING"),
    PROGRESS("IN_PROGRESS", "PROCESSING"),
    COMPLETED("COMPLETED"),
    PARTIAL("PARTIAL"),
    CANCELED("CANCELED"),
    REFUNDED("REFUNDED"),
    FAILED("FAILED");

    private final List<String> published;

    State(String... published) {
        this.published = List.of(published);
    }

    /** Returns whether an event with that status says the same. */
    boolean isPublishedAs(String status) {
        return published.contains(status);
    }

    boolean isOver() {
        return this != PENDING && this != PROGRESS;
    }

    /** Returns its name in the files of texts. */
    String key() {
        return "status." + name().toLowerCase(Locale.ROOT);
    }
}
