package io.ordertrail.notifier.subscription;

/** How notifications are sent. */
public enum Channel {
    /** A signed POST. */
    WEBHOOK,
    /** A mail. */
    EMAIL;

    /** As the database, the API and the metrics write it. */
    public String word() {
        return switch (this) {
            case WEBHOOK -> "webhook";
            case EMAIL -> "email";
        };
    }

    /**
     * The channel of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Channel of(String word) {
        return switch (word) {
            case "webhook" -> WEBHOOK;
            case "email" -> EMAIL;
            default -> throw new IllegalArgumentException("channel must be webhook or email, but was '" + word + "'");
        };
    }
}
