package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertrail.domain.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The amounts of one panel. What its numbers have shown of their style is remembered, and so is the currency that it
 * stated for an order: some state it for many orders and not for one. Thread-safe.
 */
final class Amounts {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{3,8}");

    /** Currencies whose smallest unit is not used, beside those that have none. */
    private static final Set<String> WHOLE = Set.of("IDR", "IRR", "UZS", "COP", "LBP", "MMK", "LAK");

    private final String currency;
    private volatile NumberStyle style;
    private volatile boolean contradicted;
    private volatile @Nullable String stated;

    /**
     * @param currency of amounts that come without one
     * @param style of the numbers, where it is known before any was read
     */
    Amounts(String currency, NumberStyle style) {
        this.currency = currency;
        this.style = style;
    }

    /** Returns the style that the panel's numbers have shown so far. */
    NumberStyle style() {
        return contradicted ? NumberStyle.UNKNOWN : style;
    }

    /** Takes note of what a number shows. A panel that writes both ways has no style. */
    void learn(NumberStyle shown) {
        if (shown == NumberStyle.UNKNOWN || shown == style) {
            return;
        }
        if (style == NumberStyle.UNKNOWN) {
            style = shown;
        } else {
            contradicted = true;
        }
    }

    /** Returns the amount in the currency that it states, else in the panel's, or null where there is none. */
    @Nullable
    Money amount(JsonNode node, JsonNode entry) {
        return amount(NumberText.of(node), stated(entry), currency, style());
    }

    /** Returns the charge of an order: without a currency it is in the one that the panel stated for orders before. */
    @Nullable
    Money charge(JsonNode node, JsonNode entry) {
        Optional<String> here = stated(entry);
        here.filter(code -> !code.equals(stated)).ifPresent(code -> stated = code);
        String before = stated;
        return amount(NumberText.of(node), here, before == null ? currency : before, style());
    }

    /** Returns the amount by that style, or null where there is none, or where it names two currencies. */
    @Nullable
    Money amount(NumberText text, Optional<String> stated, String otherwise, NumberStyle known) {
        learn(text.shows());
        String written = text.currency();
        if (stated.isPresent() && !written.isEmpty() && !written.equals(stated.get())) {
            return null;
        }
        String code = stated.orElse(written.isEmpty() ? otherwise : written);
        BigDecimal value = text.value(known);
        if (value == null && text.isAmbiguous() && isWhole(code)) {
            value = text.value(text.styleIfDecimal().other());
        }
        return value == null ? null : new Money(value, code);
    }

    /** Returns the currency of amounts that come without one. */
    String currency() {
        return currency;
    }

    private static boolean isWhole(String code) {
        if (WHOLE.contains(code)) {
            return true;
        }
        try {
            return Currency.getInstance(code).getDefaultFractionDigits() == 0;
        } catch (IllegalArgumentException e) {
            return false; // a code of the panel's own, such as USDT
        }
    }

    /** Returns the currency that the entry states, if it is the code of one. */
    static Optional<String> stated(JsonNode entry) {
        String code = entry.path("currency").asText("").strip().toUpperCase(Locale.ROOT);
        return CODE.matcher(code).matches() ? Optional.of(code) : Optional.empty();
    }
}
