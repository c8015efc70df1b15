package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Reads numbers as panels write them. What can be read in two ways is read by the style of the panel, or not at all. */
final class NumberParser {

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private NumberParser() {}

    /** Returns the amount, or null where there is no number, or one that can be read in two ways. */
    static @Nullable BigDecimal decimal(JsonNode node) {
        return decimal(node, NumberStyle.UNKNOWN);
    }

    /** Returns the amount by that style, or null where there is no number. */
    static @Nullable BigDecimal decimal(JsonNode node, NumberStyle style) {
        return NumberText.of(node).value(style);
    }

    /** Returns the count with fractions cut off, or null where there is no number, or one that can be read in two ways. */
    static @Nullable Long count(JsonNode node) {
        return count(node, NumberStyle.UNKNOWN);
    }

    /** Returns the count by that style with fractions cut off, or null where there is no number. */
    static @Nullable Long count(JsonNode node, NumberStyle style) {
        NumberText text = NumberText.of(node);
        BigDecimal number = text.currency().isEmpty() ? text.count(style) : null;
        return number == null || number.abs().compareTo(LARGEST) > 0
                ? null
                : number.setScale(0, RoundingMode.DOWN).longValueExact();
    }
}
