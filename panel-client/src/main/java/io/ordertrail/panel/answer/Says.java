package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/** Whether a field such as {@code success} or {@code status} says yes or no. */
enum Says {
    YES,
    NO,
    NOTHING;

    private static final Set<String> YES_WORDS =
            Set.of("true", "yes", "y", "on", "ok", "okay", "success", "successful", "succeeded", "1", "200", "201");
    private static final Set<String> NO_WORDS = Set.of(
            "false",
            "no",
            "n",
            "off",
            "0",
            "fail",
            "failed",
            "failure",
            "error",
            "errors",
            "nok",
            "ko",
            "unsuccessful",
            "denied",
            "rejected",
            "refused",
            "invalid",
            "unauthorized",
            "forbidden");

    /** Returns what a field of truth says: {@code success}, {@code ok}. */
    static Says ofFlag(JsonNode field) {
        if (field.isBoolean()) {
            return field.booleanValue() ? YES : NO;
        }
        if (field.isNumber()) {
            return ofNumber(field.asDouble());
        }
        return field.isTextual() ? ofText(field.asText()) : NOTHING;
    }

    /** Returns what a field of state says of the call: {@code status}, {@code result}; 0 and 1 are codes of the panel's own. */
    static Says ofState(JsonNode field) {
        if (field.isNumber()) {
            double number = field.asDouble();
            return number == 0 || number == 1 ? NOTHING : ofNumber(number);
        }
        return ofFlag(field);
    }

    private static Says ofNumber(double number) {
        if (number == 1 || (number >= 200 && number < 300)) {
            return YES;
        }
        return number == 0 || (number >= 400 && number < 600) ? NO : NOTHING;
    }

    private static Says ofText(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (YES_WORDS.contains(word)) {
            return YES;
        }
        boolean code = word.length() == 3
                && (word.charAt(0) == '4' || word.charAt(0) == '5')
                && word.chars().allMatch(Character::isDigit);
        return code || NO_WORDS.contains(word) ? NO : NOTHING;
    }
}
