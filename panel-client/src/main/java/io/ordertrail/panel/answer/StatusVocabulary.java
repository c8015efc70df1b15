package io.ordertrail.panel.answer;

import static java.util.Map.entry;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.panel.RefillStatus;
import java.util.Locale;
import java.util.Map;

/** The words that panels have for the states of orders and refills; compared without case, blanks, hyphens and underscores. */
public final class StatusVocabulary {

    private static final Map<String, OrderStatus> ORDERS = Map.ofEntries(
            entry("pending", OrderStatus.PENDING),
            entry("awaiting", OrderStatus.PENDING),
            entry("inprogress", OrderStatus.IN_PROGRESS),
            entry("processing", OrderStatus.PROCESSING),
            entry("holding", OrderStatus.ON_HOLD),
            entry("paused", OrderStatus.ON_HOLD),
            entry("active", OrderStatus.ACTIVE),
            entry("refill", OrderStatus.REFILLING),
            entry("completed", OrderStatus.COMPLETED),
            entry("complete", OrderStatus.COMPLETED),
            entry("partial", OrderStatus.PARTIAL),
            entry("canceled", OrderStatus.CANCELED),
            entry("cancelled", OrderStatus.CANCELED),
            entry("rejected", OrderStatus.CANCELED),
            entry("refunded", OrderStatus.REFUNDED),
            entry("fail", OrderStatus.FAILED),
            entry("failed", OrderStatus.FAILED),
            entry("error", OrderStatus.FAILED),
            entry("expired", OrderStatus.EXPIRED));

    private static final Map<String, RefillStatus> REFILLS = Map.of(
            "pending", RefillStatus.PENDING,
            "inprogress", RefillStatus.IN_PROGRESS,
            "processing", RefillStatus.IN_PROGRESS,
            "completed", RefillStatus.COMPLETED,
            "complete", RefillStatus.COMPLETED,
            "rejected", RefillStatus.REJECTED,
            "canceled", RefillStatus.CANCELED,
            "cancelled", RefillStatus.CANCELED,
            "error", RefillStatus.FAILED,
            "failed", RefillStatus.FAILED);

    private StatusVocabulary() {}

    /** UNKNOWN for a word nobody has taught us. */
    public static OrderStatus orderStatus(String word) {
        return ORDERS.getOrDefault(plain(word), OrderStatus.UNKNOWN);
    }

    /** UNKNOWN for a word nobody has taught us. */
    public static RefillStatus refillStatus(String word) {
        return REFILLS.getOrDefault(plain(word), RefillStatus.UNKNOWN);
    }

    private static String plain(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
    }
}
