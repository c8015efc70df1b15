package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers as panels write them: number or text, thousands commas, a plus sign, blank, null, "Unknown". */
final class NumberParser {

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private NumberParser() {}

    /** The amount, or null where there is no number. */
    static @Nullable BigDecimal decimal(JsonNode node) {
        String text = node.isValueNode() ? node.asText().strip().replace(",", "") : "";
        if (text.startsWith("+")) {
            text = text.substring(1);
        }
        if (text.isEmpty() || text.length() > 40) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > 40 ? null : number;
        } catch (NumberFormatException e) {
            return null; // "Unknown", "n/a": no number is an answer too
        }
    }

    /** The whole count, fractions cut off, or null where there is no number. */
    static @Nullable Long count(JsonNode node) {
        BigDecimal number = decimal(node);
        return number == null || number.abs().compareTo(LARGEST) > 0
                ? null
                : number.setScale(0, RoundingMode.DOWN).longValueExact();
    }
}
