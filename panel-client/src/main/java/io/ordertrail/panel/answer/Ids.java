package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may be the id of an order, a refill, a service or a ticket: a positive number, or a text with a digit in it and
 * nothing that an id does not have. A sentence, a negative number, 0, a truth value and the words that programs write
 * where there is no value are none.
 */
final class Ids {

    private static final int LONGEST = 64;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_.:#-]{0,62}[A-Za-z0-9])?");
    private static final Pattern ZEROS = Pattern.compile("0+");
    private static final Pattern WHOLE = Pattern.compile("(\\d+)\\.0+");
    private static final Pattern FRACTION = Pattern.compile("[\\d.]*\\.[\\d.]*");
    private static final Pattern HEX = Pattern.compile("0[xX].*");
    private static final Pattern LETTERS = Pattern.compile("[^A-Za-z]+");

    private static final Set<String> NO_WORDS = Set.of(
            "null",
            "nil",
            "none",
            "nan",
            "undefined",
            "array",
            "object",
            "true",
            "false",
            "error",
            "err",
            "fail",
            "failed",
            "failure",
            "invalid",
            "exception",
            "http",
            "code",
            "status",
            "unknown",
            "empty",
            "inf",
            "infinity");

    private Ids() {}

    /** Returns the id in that place, or empty where there is none. */
    static Optional<String> of(JsonNode node) {
        if (node.isTextual()) {
            return of(node.asText());
        }
        return node.isIntegralNumber() || node.isBigDecimal() ? ofNumber(node.decimalValue()) : Optional.empty();
    }

    private static Optional<String> ofNumber(BigDecimal number) {
        boolean bounded = number.precision() <= LONGEST && Math.abs((long) number.scale()) <= LONGEST;
        if (!bounded || number.signum() <= 0 || number.stripTrailingZeros().scale() > 0) {
            return Optional.empty();
        }
        String id = number.toBigInteger().toString();
        return id.length() <= LONGEST ? Optional.of(id) : Optional.empty();
    }

    /** Returns the id that is written there, or empty where it is none. */
    static Optional<String> of(String text) {
        String id = text.strip();
        if (id.length() > LONGEST || !ID.matcher(id).matches() || id.chars().noneMatch(Character::isDigit)) {
            return Optional.empty();
        }
        if (WHOLE.matcher(id).matches()) {
            id = id.substring(0, id.indexOf('.'));
        }
        boolean none = ZEROS.matcher(id).matches()
                || FRACTION.matcher(id).matches()
                || HEX.matcher(id).matches()
                || LETTERS.splitAsStream(id.toLowerCase(Locale.ROOT)).anyMatch(NO_WORDS::contains);
        return none ? Optional.empty() : Optional.of(id);
    }
}
