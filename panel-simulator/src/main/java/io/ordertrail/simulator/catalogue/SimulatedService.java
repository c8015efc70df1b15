package io.ordertrail.simulator.catalogue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service that a panel sells.
 *
 * @param rate the price of a thousand; of one for packages
 */
public record SimulatedService(
        int id,
        String name,
        ServiceType type,
        String category,
        BigDecimal rate,
        long min,
        long max,
        boolean dripFeed,
        boolean refill,
        boolean cancel) {

    private static final Pattern DAYS = Pattern.compile("\\bR(\\d+)\\b|(\\d+) days", Pattern.CASE_INSENSITIVE);

    /** Returns the price of a quantity. */
    public BigDecimal charge(long quantity) {
        boolean flat = type == ServiceType.PACKAGE || type == ServiceType.CUSTOM_COMMENTS_PACKAGE;
        return flat
                ? rate
                : rate.multiply(BigDecimal.valueOf(quantity)).movePointLeft(3).stripTrailingZeros();
    }

    /** Returns how long after its end an order is refilled, read from the name; empty if without limit. */
    public Optional<Duration> warranty() {
        Matcher days = DAYS.matcher(name);
        if (days.find()) {
            String count = days.group(1) == null ? days.group(2) : days.group(1);
            return Optional.of(Duration.ofDays(Long.parseLong(count)));
        }
        return name.toLowerCase(Locale.ROOT).contains("lifetime") ? Optional.empty() : Optional.of(Duration.ofDays(30));
    }

    /** Returns a copy with another rate. */
    public SimulatedService at(BigDecimal newRate) {
        return new SimulatedService(id, name, type, category, newRate, min, max, dripFeed, refill, cancel);
    }

    /** Returns a copy with other limits of the quantity. */
    public SimulatedService bounded(long newMin, long newMax) {
        return new SimulatedService(id, name, type, category, rate, newMin, newMax, dripFeed, refill, cancel);
    }
}
