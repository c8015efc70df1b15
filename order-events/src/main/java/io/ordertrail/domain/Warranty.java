package io.ordertrail.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For how long a panel refills an order that dropped. */
public sealed interface Warranty {

    /** No refill at all. */
    record None() implements Warranty {
        @Override
        public String toString() {
            return "none";
        }
    }

    /** Refills for so many days from when the warranty begins; at least one. */
    record Days(int days) implements Warranty {

        /** @throws IllegalArgumentException if there is not at least one day */
        public Days {
            if (days < 1) {
                throw new IllegalArgumentException("a warranty must last at least 1 day, but lasts " + days);
            }
        }

        @Override
        public String toString() {
            return days + "d";
        }
    }

    /** Refills for as long as the order exists. */
    record Lifetime() implements Warranty {
        @Override
        public String toString() {
            return "lifetime";
        }
    }

    /** Returns when a warranty that began at that time ends; empty if it never does. None ends as it begins. */
    default Optional<Instant> endsAt(Instant begin) {
        return switch (this) {
            case None() -> Optional.of(begin);
            case Days(int days) -> Optional.of(begin.plus(Duration.ofDays(days)));
            case Lifetime() -> Optional.empty();
        };
    }

    /** Returns a warranty of so many days; 0 is none. */
    static Warranty ofDays(int days) {
        return days == 0 ? new None() : new Days(days);
    }

    /**
     * Reads a warranty as settings and events write it: {@code none}, {@code lifetime}, or a number of days ({@code 30},
     * {@code 30d}); 0 is none.
     *
     * @throws IllegalArgumentException if it is none of these; the message says what it must be
     */
    static Warranty parse(String text) {
        Matcher written = Written.FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "a warranty is 'none', 'lifetime' or a number of days such as '30', but was '" + text + "'");
        }
        return switch (written.group()) {
            case "none" -> new None();
            case "lifetime" -> new Lifetime();
            default -> ofDays(Integer.parseInt(written.group(1)));
        };
    }

    /**
     * Reads what a service's name promises, as a person does: "R30", "[30 Days ♻️]", "1 Yıl Garanti", "No refill". Empty if
     * the name says nothing of a length. A refusal wins where a name says both.
     */
    static Optional<Warranty> inName(String serviceName) {
        return new WarrantyName(serviceName).warranty();
    }

    /** The written form. */
    final class Written {
        private static final Pattern FORM = Pattern.compile("none|lifetime|(\\d{1,5})\\s*(?:d|days?)?");

        private Written() {}
    }
}
