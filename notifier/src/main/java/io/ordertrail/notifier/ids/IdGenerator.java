package io.ordertrail.notifier.ids;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes ids like {@code sub_01kaf3h5x2q8wz4v9n7r6t0bce}: 48 bits of time, so that they sort by age, and 80 of chance.
 * Thread-safe.
 */
public final class IdGenerator {

    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private final InstantSource clock;
    private final RandomGenerator random;

    /** With a clock, and with chance that nobody can guess. */
    public IdGenerator(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The next id with that prefix. */
    public String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix).append('_');
        append(id, clock.millis(), 10);
        append(id, random.nextLong(), 8);
        append(id, random.nextLong(), 8);
        return id.toString();
    }

    /** So many lowest digits of five bits each, the highest first. */
    private static void append(StringBuilder id, long bits, int digits) {
        for (int i = digits - 1; i >= 0; i--) {
            id.append(DIGITS[(int) (bits >>> (5 * i)) & 31]);
        }
    }
}
