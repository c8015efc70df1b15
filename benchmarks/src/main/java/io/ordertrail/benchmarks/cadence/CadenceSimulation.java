package io.ordertrail.benchmarks.cadence;

import io.ordertrail.poller.schedule.Cadence;
import io.ordertrail.poller.schedule.Cadence.Situation;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What comes of watching orders: how many checks, and how late each change of status was seen. */
record CadenceSimulation(long checks, double[] delays) {

    double medianDelay() {
        return at(0.5);
    }

    /** The delay that this part of the changes does not exceed. */
    double at(double part) {
        return delays[(int) Math.min(delays.length - 1, Math.floor(part * delays.length))];
    }

    /** Every order as often as every other, from a random moment on. */
    static CadenceSimulation fixed(List<SimulatedOrder> lives, double every) {
        SplittableRandom phases = new SplittableRandom(5);
        Delays delays = new Delays(lives.size());
        long checks = 0;
        for (SimulatedOrder life : lives) {
            double now = phases.nextDouble() * every;
            while (!delays.note(life, now)) {
                now += every;
                checks++;
            }
            checks++;
        }
        return new CadenceSimulation(checks, delays.sorted());
    }

    /** As the poller does, with room in the budget. */
    static CadenceSimulation adaptive(List<SimulatedOrder> lives, Cadence cadence) {
        Delays delays = new Delays(lives.size());
        long checks = 0;
        for (SimulatedOrder life : lives) {
            Observed observed = new Observed(life);
            double now = 0;
            while (!delays.note(life, now)) {
                now += observed.look(now, cadence);
                checks++;
            }
            checks++;
        }
        return new CadenceSimulation(checks, delays.sorted());
    }

    /** What the poller has seen of an order: no more than a panel shows. */
    private static final class Observed {

        private static final double TICKS = Cadence.TICKS_PER_SECOND;
        private final SimulatedOrder life;
        private boolean started;
        private int remains;
        private int startedAt = Cadence.NOT_STARTED;
        private int changedAt;

        Observed(SimulatedOrder life) {
            this.life = life;
            this.remains = life.quantity();
        }

        /** Looks, and says in how many seconds to look again. */
        double look(double seconds, Cadence cadence) {
            int now = (int) Math.round(seconds * TICKS);
            int left = life.remains(seconds);
            if (left != remains || life.isStarted(seconds) != started) {
                if (startedAt == Cadence.NOT_STARTED && left < life.quantity()) {
                    startedAt = changedAt;
                }
                remains = left;
                started = life.isStarted(seconds);
                changedAt = now;
            }
            return cadence.interval(new Situation(false, startedAt, changedAt, life.quantity(), remains), now) / TICKS;
        }
    }

    /** The changes that were seen so far, of all orders. */
    private static final class Delays {

        private final double[] delays;
        private int size;
        private boolean startSeen;

        Delays(int orders) {
            delays = new double[2 * orders];
        }

        /** Looks at the order; says whether it is over. */
        boolean note(SimulatedOrder life, double now) {
            if (!startSeen && life.startedAt() < life.endedAt() && now >= life.startedAt()) {
                delays[size++] = now - life.startedAt();
                startSeen = true;
            }
            if (life.isOver(now)) {
                delays[size++] = now - life.endedAt();
                startSeen = false;
                return true;
            }
            return false;
        }

        double[] sorted() {
            double[] seen = Arrays.copyOf(delays, size);
            Arrays.sort(seen);
            return seen;
        }
    }
}
