package io.ordertrail.simulator.lifecycle;

import java.util.SplittableRandom;

/** A random source that gives the same values for the same seed and subject, independent of other uses. */
public final class SeededRandom {

    private final SplittableRandom random;

    private SeededRandom(long seed) {
        random = new SplittableRandom(seed);
    }

    /** @param subject what is random, such as a panel and a link */
    public static SeededRandom of(long seed, String... subject) {
        long hash = 0xcbf29ce484222325L ^ seed * 0x9E3779B97F4A7C15L;
        for (String part : subject) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * 0x100000001b3L;
            }
            hash = (hash ^ 0x1F) * 0x100000001b3L;
        }
        return new SeededRandom(hash);
    }

    /** Returns a number between both, inclusive. */
    public long between(long least, long most) {
        return least >= most ? least : random.nextLong(least, most + 1);
    }

    /** Returns a share from 0 to 1, exclusive. */
    public double share() {
        return random.nextDouble();
    }
}
