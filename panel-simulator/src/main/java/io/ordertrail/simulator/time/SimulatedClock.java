package io.ordertrail.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The panels' time: runs {@code speed} times as fast as real time, or stands still (speed 0) until {@link #advance}.
 * It never goes back. Thread-safe. Times are milliseconds since the epoch.
 */
public final class SimulatedClock implements InstantSource {

    /** From the real time {@code wall} on, the simulated time is {@code sim} and runs at {@code speed}. */
    public record Stretch(long wall, long sim, double speed) {

        /** A negative speed is refused. */
        public Stretch {
            if (!(speed >= 0)) {
                throw new IllegalArgumentException("speed must be 0 (stands still) or more, but was " + speed);
            }
        }

        private long simAt(long atWall) {
            return sim + (long) (Math.max(0, atWall - wall) * speed);
        }
    }

    private final InstantSource wall;
    private final Consumer<Stretch> record;
    private final List<Stretch> stretches = new ArrayList<>();

    /**
     * @param record receives every change before it is applied
     * @param history the changes of an earlier run of the same panels; empty if there was none
     */
    public SimulatedClock(
            InstantSource wall, Instant start, double speed, List<Stretch> history, Consumer<Stretch> record) {
        this.wall = wall;
        this.record = record;
        stretches.addAll(history);
        if (history.isEmpty()) {
            begin(new Stretch(wall.millis(), start.toEpochMilli(), speed));
        } else if (history.getLast().speed() != speed) {
            speed(speed);
        }
    }

    /** Returns the simulated time. */
    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /** Returns the simulated time. */
    @Override
    public synchronized long millis() {
        return stretches.getLast().simAt(wall.millis());
    }

    /** Returns the real time. */
    public long wallMillis() {
        return wall.millis();
    }

    /** Returns how many simulated seconds pass in a second; 0 if time stands still. */
    public synchronized double speed() {
        return stretches.getLast().speed();
    }

    /** Sets the speed of time; with 0 it stands still. */
    public synchronized void speed(double speed) {
        begin(new Stretch(wall.millis(), millis(), speed));
    }

    /** Moves time forward; a negative time is refused. */
    public synchronized void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time goes forward only, but was asked to advance by " + time);
        }
        begin(new Stretch(wall.millis(), millis() + time.toMillis(), speed()));
    }

    /** Returns the real time at which a past simulated time was reached. */
    public synchronized long wallAt(long sim) {
        int index = stretchBefore(sim);
        Stretch stretch = stretches.get(index);
        boolean last = index == stretches.size() - 1;
        if (stretch.speed() > 0 && sim >= stretch.sim()) {
            long at = stretch.wall() + (long) Math.ceil((sim - stretch.sim()) / stretch.speed());
            return last ? at : Math.min(at, stretches.get(index + 1).wall());
        }
        return last || sim <= stretch.sim()
                ? stretch.wall()
                : stretches.get(index + 1).wall();
    }

    private int stretchBefore(long sim) {
        int low = 0;
        int high = stretches.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (stretches.get(middle).sim() <= sim) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private void begin(Stretch stretch) {
        record.accept(stretch);
        stretches.add(stretch);
    }
}
