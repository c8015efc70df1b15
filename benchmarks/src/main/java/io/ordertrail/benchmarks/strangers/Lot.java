package io.ordertrail.benchmarks.strangers;

import java.util.List;
import java.util.SplittableRandom;

/** Draws by a seed. */
final class Lot {

    private final SplittableRandom random;

    Lot(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A kind of something, with its share. */
    interface Weighted {

        /** Returns its share in per mille of all that it is drawn with. */
        int share();
    }

    /** Returns one of these, by their shares. */
    <T extends Weighted> T pick(T[] kinds) {
        int all = 0;
        for (T kind : kinds) {
            all += kind.share();
        }
        int drawn = random.nextInt(all);
        for (T kind : kinds) {
            drawn -= kind.share();
            if (drawn < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("shares do not add up");
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** Returns a number from the first to the last, both included. */
    int between(int first, int last) {
        return first + random.nextInt(last - first + 1);
    }

    /** Returns a number of things that come at random, so many on average. */
    int around(double mean) {
        if (mean <= 0) {
            return 0;
        }
        double limit = Math.log(1 - random.nextDouble()) * -mean;
        return (int) Math.min(limit + 0.5, mean * 10);
    }

    /** Returns a lot of its own, so that what is drawn from one moves nothing in the other. */
    Lot apart() {
        return new Lot(random.nextLong());
    }
}
