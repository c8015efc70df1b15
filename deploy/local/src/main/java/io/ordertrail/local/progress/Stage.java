package io.ordertrail.local.progress;

/** Where an order is, as the table shows it. */
public enum Stage {
    RECEIVED("received", false),
    WAITING("waiting", false),
    IN_DOUBT("in doubt", false),
    ACTIVE("active", false),
    COMPLETED("completed", true),
    PARTIAL("partial", true),
    CANCELED("canceled", true),
    FAILED("failed", true),
    REJECTED("rejected", true);

    private final String title;
    private final boolean over;

    Stage(String title, boolean over) {
        this.title = title;
        this.over = over;
    }

    /** The head of its column. */
    public String title() {
        return title;
    }

    boolean over() {
        return over;
    }
}
