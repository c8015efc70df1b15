package io.ordertrail.poller.schedule;

/**
 * How long to wait before an order is asked for again. A change is likeliest soon after the last one, and at the end
 * that the progress predicts:
 *
 * <ul>
 *   <li>nothing delivered yet: a part of the time since the last change (so the looks thin out as an order ages, and a
 *       change is seen within that part of how long it took);
 *   <li>delivering: half of the way to the predicted end, then half of the rest, so that a handful of looks meets it;
 *       past the prediction as if it were before it by as much;
 *   <li>over: as at the first, between bounds of its own, through the warranty.
 * </ul>
 *
 * Times are ticks. Deterministic, without state.
 */
public final class Cadence {

    /** The {@code startedAt} of an order of which nothing was delivered yet. */
    public static final int NOT_STARTED = Ticks.NEVER;

    /** The count of an order whose panel has not said it. */
    public static final int UNKNOWN_COUNT = Integer.MIN_VALUE;

    private final int shortest;
    private final int longest;
    private final int shortestAfterEnd;
    private final int longestAfterEnd;
    private final double patience;
    private final double anticipation;

    /** With those bounds. */
    public Cadence(CadenceSettings settings) {
        this.shortest = Ticks.of(settings.shortest());
        this.longest = Ticks.of(settings.longest());
        this.shortestAfterEnd = Ticks.of(settings.shortestAfterEnd());
        this.longestAfterEnd = Ticks.of(settings.longestAfterEnd());
        this.patience = settings.patience();
        this.anticipation = settings.anticipation();
    }

    /** How many ticks a second has. */
    public static final int TICKS_PER_SECOND = 1000 / Ticks.MILLIS;

    /** What of an order decides when it is looked at again. */
    public record Situation(boolean over, int startedAt, int changedAt, int quantity, int remains) {}

    /** The shortest wait, in ticks. */
    int shortest() {
        return Math.min(shortest, shortestAfterEnd);
    }

    /** In ticks from now, at a panel with room for all. */
    public int interval(Situation order, int now) {
        double wait = Math.max(0, (long) now - order.changedAt()) * patience;
        if (order.over()) {
            return (int) Math.clamp(wait, shortestAfterEnd, longestAfterEnd);
        }
        double toEnd = distanceToEnd(order, now);
        return (int) Math.clamp(Double.isNaN(toEnd) ? wait : toEnd * anticipation, shortest, longest);
    }

    /**
     * At a panel that allows fewer calls than all would like: what is looked at every moment stays so in proportion.
     *
     * @param stretch at least 1
     */
    static int stretched(int interval, double stretch) {
        return (int) Math.min(interval * stretch, Ticks.NEVER / 4.0);
    }

    /** How far the predicted end is, before or behind; NaN where nothing predicts it. */
    private static double distanceToEnd(Situation order, int now) {
        boolean delivering = order.startedAt() != Ticks.NEVER
                && order.quantity() > 0
                && order.remains() != UNKNOWN_COUNT
                && order.remains() < order.quantity()
                && order.changedAt() > order.startedAt();
        if (!delivering) {
            return Double.NaN;
        }
        double took = (double) order.changedAt() - order.startedAt();
        double perTick = ((double) order.quantity() - order.remains()) / took;
        double end = order.changedAt() + Math.max(0, order.remains()) / perTick;
        return Math.abs(end - now);
    }
}
