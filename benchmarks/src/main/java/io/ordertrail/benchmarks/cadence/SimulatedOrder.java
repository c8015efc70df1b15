package io.ordertrail.benchmarks.cadence;

import java.util.SplittableRandom;

/**
 * An order's life at a panel, in seconds since it was bought: it waits, is delivered at a pace that changes, and ends whole
 * or not. Panels count in steps, so what they show lags behind.
 */
final class SimulatedOrder {

    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final int QUANTITY = 1000;

    private final double start;
    private final double end;
    private final double step;
    private final double[] until;
    private final double[] delivered;
    private final double share;

    /** By chance: waits 10 s to 4 h, lasts 5 min to 4 days, both spread evenly over the orders of magnitude. */
    SimulatedOrder(SplittableRandom random) {
        double duration = spread(random, 5 * MINUTE, 96 * HOUR);
        start = Math.min(spread(random, 10, 4 * HOUR), duration);
        double fate = random.nextDouble();
        // 4 % are canceled while they wait, 6 % end with a part undelivered, 2 % stop moving and are canceled later.
        share = fate < 0.04 ? 0 : fate < 0.12 ? random.nextDouble() : 1;
        double delivering =
                fate < 0.04 ? 0 : duration * (fate < 0.10 || fate >= 0.12 ? 1 : 1 + 3 * random.nextDouble());
        end = start + delivering;
        step = spread(random, 5, 10 * MINUTE);
        int paces = random.nextInt(3, 12);
        until = new double[paces];
        delivered = new double[paces];
        paces(random, duration * Math.max(share, 0.05));
    }

    /** Whether it has begun. */
    boolean isStarted(double now) {
        return now >= start && share > 0;
    }

    boolean isOver(double now) {
        return now >= end;
    }

    /** When it began; the end if it never did. */
    double startedAt() {
        return share > 0 ? start : end;
    }

    double endedAt() {
        return end;
    }

    int quantity() {
        return QUANTITY;
    }

    /** What the panel says is left: the count of its last step. */
    int remains(double now) {
        double shown = isOver(now) ? end : Math.floor(now / step) * step;
        return QUANTITY - (int) Math.round(QUANTITY * Math.min(share, deliveredAt(shown)));
    }

    private double deliveredAt(double now) {
        double from = start;
        double before = 0;
        for (int i = 0; i < until.length; i++) {
            if (now < until[i]) {
                return before + (delivered[i] - before) * Math.max(0, now - from) / (until[i] - from);
            }
            from = until[i];
            before = delivered[i];
        }
        return share;
    }

    /** Stretches of the delivery, each with a pace between a third and three times the usual one. */
    private void paces(SplittableRandom random, double length) {
        double total = 0;
        for (int i = 0; i < until.length; i++) {
            total += spread(random, 1 / 3.0, 3);
            delivered[i] = total;
            until[i] = start + length * (i + 1) / until.length;
        }
        for (int i = 0; i < delivered.length; i++) {
            delivered[i] *= share / total;
        }
    }

    private static double spread(SplittableRandom random, double least, double most) {
        return least * Math.pow(most / least, random.nextDouble());
    }
}
