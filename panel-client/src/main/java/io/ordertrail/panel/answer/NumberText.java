package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A number as a panel writes it: a JSON number, or a text with a sign, decimals behind a point or a comma, grouped
 * thousands, the digits of any script, and the sign or code of a currency on either side. Texts such as {@code 1.250} can
 * be read in two ways.
 */
final class NumberText {

    private static final int LONGEST = 40;

    private static final Pattern PARTS =
            Pattern.compile("([^\\d.,+-]{0,8})([+-]?)([^\\d.,+-]{0,8})([\\d.,' ]+)(\\D{0,12})");
    private static final Pattern ABBREVIATION = Pattern.compile("^(\\p{L}{1,4})\\.\\s*");
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d{1,20}(?:\\.\\d{1,20})?[eE][+-]?\\d{1,2}");
    private static final Pattern BLANK_GROUPS = Pattern.compile("\\d{1,3}(?:[' ]\\d{3})+(?:[.,]\\d*)?");
    private static final Pattern PLAIN = Pattern.compile("\\d+");
    private static final Pattern ONE_MARK = Pattern.compile("(\\d*)([.,])(\\d*)");
    private static final Pattern GROUPS = Pattern.compile("\\d{1,3}(?:\\.\\d{3}){2,}|\\d{1,3}(?:,\\d{2,3})*,\\d{3}");
    private static final Pattern POINT_DECIMALS = Pattern.compile("\\d{1,3}(?:,\\d{2,3})*,\\d{3}\\.\\d+");
    private static final Pattern COMMA_DECIMALS = Pattern.compile("\\d{1,3}(?:\\.\\d{3})+,\\d+");

    /** What is ambiguous among the currencies, such as $, names none. */
    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("$", ""),
            Map.entry("us$", "USD"),
            Map.entry("usdt", "USDT"),
            Map.entry("€", "EUR"),
            Map.entry("£", "GBP"),
            Map.entry("₺", "TRY"),
            Map.entry("tl", "TRY"),
            Map.entry("₽", "RUB"),
            Map.entry("руб", "RUB"),
            Map.entry("р", "RUB"),
            Map.entry("₹", "INR"),
            Map.entry("rs", ""),
            Map.entry("₨", ""),
            Map.entry("r$", "BRL"),
            Map.entry("rp", "IDR"),
            Map.entry("₫", "VND"),
            Map.entry("đ", "VND"),
            Map.entry("₦", "NGN"),
            Map.entry("৳", "BDT"),
            Map.entry("₱", "PHP"),
            Map.entry("₩", "KRW"),
            Map.entry("₴", "UAH"),
            Map.entry("₸", "KZT"),
            Map.entry("¥", ""),
            Map.entry("฿", "THB"),
            Map.entry("zł", "PLN"));

    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private static final NumberText NONE =
            new NumberText(null, null, NumberStyle.UNKNOWN, NumberStyle.UNKNOWN, "", "", false);

    /** As decimals, or the only reading. */
    private final @Nullable BigDecimal value;
    /** The reading with grouped thousands, of a text that can be read in two ways. */
    private final @Nullable BigDecimal grouped;

    private final NumberStyle shows;
    private final NumberStyle ifDecimal;
    private final String digits;
    private final String currency;
    private final boolean written;

    private NumberText(
            @Nullable BigDecimal value,
            @Nullable BigDecimal grouped,
            NumberStyle shows,
            NumberStyle ifDecimal,
            String digits,
            String currency,
            boolean written) {
        this.value = value;
        this.grouped = grouped;
        this.shows = shows;
        this.ifDecimal = ifDecimal;
        this.digits = digits;
        this.currency = currency;
        this.written = written;
    }

    /** Returns the number in that place, which may be none. */
    static NumberText of(JsonNode node) {
        if (node.isNumber()) {
            return exact(node.asText(), NumberStyle.UNKNOWN, "", false);
        }
        return node.isTextual() ? of(node.asText()) : NONE;
    }

    /** Returns the number that is written there, which may be none. */
    static NumberText of(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            return NONE;
        }
        String plain = ABBREVIATION.matcher(latinDigits(text)).replaceFirst("$1 ");
        if (SCIENTIFIC.matcher(plain).matches()) {
            return exact(plain, NumberStyle.UNKNOWN, "", false);
        }
        Matcher parts = PARTS.matcher(plain);
        if (!parts.matches()) {
            return NONE;
        }
        Optional<String> currency = currency(parts.group(1) + parts.group(3), parts.group(5));
        String sign = parts.group(2).equals("-") ? "-" : "";
        return currency.map(code -> read(sign, parts.group(4).strip(), code)).orElse(NONE);
    }

    private static String latinDigits(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace('−', '-')
                .replace('’', '\'')
                .replace('٫', '.')
                .replace('٬', ',')
                .strip();
        StringBuilder latin = new StringBuilder(plain.length());
        plain.codePoints()
                .map(point -> Character.isDigit(point) ? '0' + Character.digit(point, 10) : point)
                .map(point -> Character.isWhitespace(point) || Character.isSpaceChar(point) ? ' ' : point)
                .forEach(latin::appendCodePoint);
        return latin.toString();
    }

    /** Empty if there is something else beside the number, or two currencies. */
    private static Optional<String> currency(String before, String after) {
        Optional<String> first = code(before);
        Optional<String> second = code(after);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        boolean contradiction = !first.get().isEmpty()
                && !second.get().isEmpty()
                && !first.get().equals(second.get());
        return contradiction ? Optional.empty() : Optional.of(first.get().isEmpty() ? second.get() : first.get());
    }

    private static Optional<String> code(String written) {
        String sign = written.strip().toLowerCase(Locale.ROOT);
        sign = sign.endsWith(".") ? sign.substring(0, sign.length() - 1) : sign;
        if (sign.isEmpty()) {
            return Optional.of("");
        }
        String code = sign.toUpperCase(Locale.ROOT);
        return CODES.contains(code) ? Optional.of(code) : Optional.ofNullable(SIGNS.get(sign));
    }

    private static NumberText read(String sign, String written, String currency) {
        boolean blanks = BLANK_GROUPS.matcher(written).matches();
        String digits = blanks ? written.replace(" ", "").replace("'", "") : written;
        if (PLAIN.matcher(digits).matches()) {
            return exact(sign + digits, NumberStyle.UNKNOWN, currency, !blanks);
        }
        if (POINT_DECIMALS.matcher(digits).matches()) {
            return exact(sign + digits.replace(",", ""), NumberStyle.POINT, currency, false);
        }
        if (COMMA_DECIMALS.matcher(digits).matches()) {
            return exact(sign + digits.replace(".", "").replace(',', '.'), NumberStyle.COMMA, currency, false);
        }
        Matcher one = ONE_MARK.matcher(digits);
        if (one.matches()) {
            return withOneMark(sign, one, currency, blanks);
        }
        if (GROUPS.matcher(digits).matches()) {
            NumberStyle style = digits.indexOf('.') < 0 ? NumberStyle.POINT : NumberStyle.COMMA;
            return exact(sign + digits.replace(".", "").replace(",", ""), style, currency, false);
        }
        return NONE;
    }

    private static NumberText withOneMark(String sign, Matcher one, String currency, boolean blanks) {
        String integer = one.group(1);
        String decimals = one.group(3);
        if (integer.isEmpty() && decimals.isEmpty()) {
            return NONE;
        }
        NumberStyle style = one.group(2).equals(".") ? NumberStyle.POINT : NumberStyle.COMMA;
        String decimal = sign + (integer.isEmpty() ? "0" : integer) + "." + (decimals.isEmpty() ? "0" : decimals);
        boolean ambiguous = !blanks
                && decimals.length() == 3
                && integer.length() <= 3
                && !integer.isEmpty()
                && !integer.startsWith("0");
        if (!ambiguous) {
            return exact(decimal, style, currency, false);
        }
        BigDecimal grouped = number(sign + integer + decimals);
        return new NumberText(
                number(decimal), grouped, NumberStyle.UNKNOWN, style, integer + decimals, currency, false);
    }

    private static NumberText exact(String digits, NumberStyle shows, String currency, boolean written) {
        BigDecimal value = number(digits);
        return value == null
                ? NONE
                : new NumberText(value, null, shows, NumberStyle.UNKNOWN, digits, currency, written);
    }

    private static @Nullable BigDecimal number(String digits) {
        try {
            BigDecimal number = new BigDecimal(digits);
            return Math.abs((long) number.scale()) > LONGEST || number.precision() > LONGEST ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns the number, or null where there is none, or where it depends on a style that is not known. */
    @Nullable
    BigDecimal value(NumberStyle style) {
        if (!isAmbiguous()) {
            return value;
        }
        return switch (style) {
            case POINT, COMMA -> style == ifDecimal ? value : grouped;
            case UNKNOWN -> null;
        };
    }

    /**
     * Returns the count, or null where there is none. No count has decimals other than zeros, so that {@code 1.250} is
     * 1250; {@code 1.000} may be one. No script groups a count's decimals behind a comma unless it shows it elsewhere.
     */
    @Nullable
    BigDecimal count(NumberStyle style) {
        if (!isAmbiguous() || value == null) {
            return value;
        }
        boolean zeros = value.stripTrailingZeros().scale() <= 0;
        if (!zeros || (ifDecimal == NumberStyle.COMMA && style != NumberStyle.COMMA)) {
            return grouped;
        }
        return value(style);
    }

    /** Returns whether it can be read in two ways. */
    boolean isAmbiguous() {
        return grouped != null;
    }

    /** Returns the style of a text that can be read in one way only, and that has a mark. */
    NumberStyle shows() {
        return shows;
    }

    /** Returns the style of a text that can be read in two ways, if its mark separates decimals. */
    NumberStyle styleIfDecimal() {
        return ifDecimal;
    }

    /** Returns whether it is a text of digits alone. */
    boolean isPlain() {
        return written;
    }

    int integerDigits() {
        return digits.startsWith("-") ? digits.length() - 1 : digits.length();
    }

    boolean endsWithZero() {
        return digits.endsWith("0");
    }

    /** Returns the code of the currency that is written beside it; empty where there is none, or one of several. */
    String currency() {
        return currency;
    }
}
