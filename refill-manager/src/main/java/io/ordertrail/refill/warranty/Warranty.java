package io.ordertrail.refill.warranty;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a dropped order is refilled. */
public sealed interface Warranty {

    /** Not at all. */
    record None() implements Warranty {}

    /** For so long after its beginning. */
    record Limited(Duration length) implements Warranty {
        /** @throws IllegalArgumentException if the length is not positive */
        public Limited {
            if (length.isZero() || length.isNegative()) {
                throw new IllegalArgumentException("a warranty must be longer than 0 days, but is " + length);
            }
        }
    }

    /** Without an end. */
    record Lifetime() implements Warranty {}

    /** Returns when a warranty that began then ends; empty if it never does. A warranty of none ends as it begins. */
    default Optional<Instant> endsAt(Instant begin) {
        return switch (this) {
            case None() -> Optional.of(begin);
            case Limited(Duration length) -> Optional.of(begin.plus(length));
            case Lifetime() -> Optional.empty();
        };
    }

    /** A warranty of so many days; 0 is none. */
    static Warranty ofDays(long days) {
        return days == 0 ? new None() : new Limited(Duration.ofDays(days));
    }

    /**
     * Parses an operator's setting: {@code none}, {@code lifetime}, or a number of days ({@code 30}, {@code 30d}); 0 is
     * none.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static Warranty parse(String text) {
        Matcher days = Words.SETTING.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!days.matches()) {
            throw new IllegalArgumentException(
                    "a warranty is 'none', 'lifetime' or a number of days such as '30', but was '" + text + "'");
        }
        return switch (days.group()) {
            case "none" -> new None();
            case "lifetime" -> new Lifetime();
            default -> ofDays(Long.parseLong(days.group(1)));
        };
    }

    /**
     * Reads the warranty from a service's name: "R30", "30 Days Refill", "1 Year Refill", "Lifetime", "AR365", "No refill". Empty
     * if it says nothing. "No refill" wins where a name says both.
     */
    static Optional<Warranty> inName(String serviceName) {
        String name = serviceName.toLowerCase(Locale.ROOT);
        if (Words.NO_REFILL.matcher(name).find()) {
            return Optional.of(new None());
        }
        if (Words.LIFETIME.matcher(name).find()) {
            return Optional.of(new Lifetime());
        }
        return Words.lengthIn(name);
    }

    /** The patterns of settings and names. */
    final class Words {

        private static final Pattern SETTING = Pattern.compile("none|lifetime|(\\d{1,5})\\s*(?:d|days?)?");
        private static final Pattern NO_REFILL = Pattern.compile(
                "\\b(?:no|non|without|zero)[\\s-]*(?:auto[\\s-]*)?(?:refill|guarantee|warranty)|\\bnr\\b|\\br0\\b|\\b0\\s*days?\\s*refill");
        private static final Pattern LIFETIME =
                Pattern.compile("\\b(?:lifetime|life\\s+time|forever)\\b|\\br\\s*∞|\\brlifetime\\b|♾");
        /** "R30", "AR30", "R 30", "R-30", "Refill 30": but not "4R30x" or a model's name. */
        private static final Pattern SHORT =
                Pattern.compile("\\b(?:a?r|refill)[\\s:-]?(\\d{1,4})(?!\\d|k|m\\b)\\s*(d(?:ays?)?|h(?:ours?)?)?\\b");

        private static final Pattern UNITS = Pattern.compile(
                "(\\d{1,4})[\\s-]*(d|day|days|week|weeks|month|months|year|years)\\b[\\s-]*(?:of\\s+)?(?:auto[\\s-]*)?(?:free\\s+)?(?:refill|guarantee|guaranteed|warranty)"
                        + "|(?:refill|guarantee|guaranteed|warranty)\\b[\\s:(-]*(\\d{1,4})[\\s-]*(d|day|days|week|weeks|month|months|year|years)\\b");

        private Words() {}

        private static Optional<Warranty> lengthIn(String name) {
            Matcher units = UNITS.matcher(name);
            if (units.find()) {
                int first = units.group(1) == null ? 3 : 1;
                return Optional.of(ofDays(Long.parseLong(units.group(first)) * days(units.group(first + 1))));
            }
            Matcher brief = SHORT.matcher(name);
            while (brief.find()) {
                if (brief.group(2) == null || brief.group(2).startsWith("d")) {
                    return Optional.of(ofDays(Long.parseLong(brief.group(1))));
                }
            }
            return Optional.empty();
        }

        private static long days(String unit) {
            return switch (unit.charAt(0)) {
                case 'w' -> 7;
                case 'm' -> 30;
                case 'y' -> 365;
                default -> 1;
            };
        }
    }
}
