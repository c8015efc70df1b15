package io.ordertrail.poller.schedule;

import static io.ordertrail.poller.schedule.OrderTable.DENIED;
import static io.ordertrail.poller.schedule.OrderTable.DRIP_FEED;
import static io.ordertrail.poller.schedule.OrderTable.HASTENED;
import static io.ordertrail.poller.schedule.OrderTable.IN_FLIGHT;
import static io.ordertrail.poller.schedule.OrderTable.NONE;
import static io.ordertrail.poller.schedule.OrderTable.SUSPECT;
import static io.ordertrail.poller.schedule.OrderTable.USED;
import static io.ordertrail.poller.schedule.Segment.ALARM_AT;
import static io.ordertrail.poller.schedule.Segment.CHANGED_AT;
import static io.ordertrail.poller.schedule.Segment.CHECKED_AT;
import static io.ordertrail.poller.schedule.Segment.CHILD;
import static io.ordertrail.poller.schedule.Segment.DUE;
import static io.ordertrail.poller.schedule.Segment.MISSES;
import static io.ordertrail.poller.schedule.Segment.ORDER;
import static io.ordertrail.poller.schedule.Segment.PANEL_ORDER;
import static io.ordertrail.poller.schedule.Segment.PARTITION;
import static io.ordertrail.poller.schedule.Segment.PROGRESS_FROM;
import static io.ordertrail.poller.schedule.Segment.PUBLISHED;
import static io.ordertrail.poller.schedule.Segment.QUANTITY;
import static io.ordertrail.poller.schedule.Segment.REMAINS;
import static io.ordertrail.poller.schedule.Segment.SEEN;
import static io.ordertrail.poller.schedule.Segment.STARTED_AT;
import static io.ordertrail.poller.schedule.Segment.STATUS;
import static io.ordertrail.poller.schedule.Segment.VERSION;
import static io.ordertrail.poller.schedule.Segment.WAIT;
import static io.ordertrail.poller.schedule.Segment.WATCH_UNTIL;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.panel.StatusKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The orders of one panel that this replica owns, and which of them are asked for next. What is due first goes first,
 * whatever its kind, so nothing starves. An order is in the wheel, or in a chunk that somebody holds: whoever takes a
 * chunk gives it back by {@link #settle} or {@link #putBack}.
 *
 * <p>Thread-safe: one lock, held for microseconds for a chunk; the reading of answers happens outside it. Only {@link #drop}
 * walks over all rows.
 */
public final class PanelSchedule {

    private static final OrderStatus[] STATUSES = OrderStatus.values();
    /** How many calls are planned where one is wanted: without a little room a backlog would stay for ever. */
    private static final double CATCHING_UP = 1.05;
    /**
     * Of an order that breaks its calls when it is found out, by many such calls: about a minute's wait. It is asked for alone
     * from then on.
     */
    private static final int SUSPECTS_MISSES = 6;

    private final Ticks ticks;
    private final Cadence cadence;
    private final ScheduleSettings settings;
    private final OrderTable table = new OrderTable();
    private final TimingWheel[] wheels;
    private final PollDemand demand;
    private double stretch = 1;
    private int suspects;

    /** Empty, at that time. */
    public PanelSchedule(Cadence cadence, ScheduleSettings settings, Instant now) {
        this.ticks = new Ticks(now);
        this.cadence = cadence;
        this.settings = settings;
        this.demand = new PollDemand(cadence.shortest());
        this.wheels = new TimingWheel[] {new TimingWheel(table, 0), new TimingWheel(table, 0)};
    }

    /** Takes the order up, or does nothing if it is there. It is due at once if it was never seen, else soon. */
    public synchronized boolean add(ScheduledOrder order, Instant now) {
        if (table.find(order.order().value(), order.child()) != NONE) {
            return false;
        }
        int slot = table.add(order.order().value(), order.child(), order.panelOrder());
        fill(slot, order);
        int tick = ticks.at(now);
        int wait = interval(slot, tick);
        int interval = Cadence.stretched(wait, stretch);
        int ahead = order.status() == null ? 0 : spread(slot, interval);
        table.set(slot, WAIT, wait);
        table.set(slot, CHECKED_AT, tick + ahead - interval); // as if it had been checked in its turn
        table.set(slot, DUE, tick + ahead);
        demand.add(wait);
        wheelOf(slot).insert(slot);
        return true;
    }

    /** Has it looked at now, or once more when it is back, for instance because a cancel was asked for. */
    public synchronized void hasten(OrderId order, int child, Instant now) {
        int slot = table.find(order.value(), child);
        if (slot == NONE) {
            return;
        }
        int tick = ticks.at(now);
        if (table.has(slot, IN_FLIGHT)) {
            table.set(slot, HASTENED, true);
        } else if (table.get(slot, DUE) > tick) { // else it has its place among those that wait for a call
            wheelOf(slot).remove(slot);
            table.set(slot, DUE, tick);
            wheelOf(slot).insert(slot);
        }
    }

    /** Takes a child up if its order is watched here; else it is another replica's. */
    public synchronized boolean addChild(ScheduledOrder child, Instant now) {
        return table.find(child.order().value(), 0) != NONE && add(child, now);
    }

    /** The next chunk that should be sent, if one is due: full, or with an order in it that has lingered. */
    public synchronized Optional<Chunk> take(Instant now, int limit) {
        int tick = ticks.at(now);
        wheels[0].advance(tick);
        wheels[1].advance(tick);
        int kind = wheels[1].oldest() < wheels[0].oldest() ? 1 : 0;
        TimingWheel wheel = wheels[kind];
        int size = Math.min(limit, settings.chunk());
        if (wheel.ready() == 0 || wheel.ready() < size && tick - wheel.oldest() < Ticks.of(settings.linger())) {
            return Optional.empty();
        }
        return Optional.of(fillChunk(wheel, StatusKind.values()[kind], size, tick));
    }

    /** Takes the chunk back with what was found. What is {@code CHANGED} stays out until {@link #written}. */
    public synchronized void settle(Chunk chunk, Instant now) {
        int tick = ticks.at(now);
        for (int place = 0; place < chunk.size(); place++) {
            int slot = chunk.slots[place];
            if (!table.inFlight(slot, chunk.orders[place], chunk.children[place])) {
                continue; // dropped meanwhile: another replica's
            }
            switch (chunk.found(place)) {
                case UNCHANGED -> checked(slot, chunk.seen[place], tick);
                case MOVED -> {
                    table.set(slot, REMAINS, chunk.remains[place]);
                    table.set(slot, CHANGED_AT, tick);
                    checked(slot, 0, tick);
                }
                case ABSENT, UNREADABLE, DENIED -> missed(slot, tick, chunk.isSuspect() && chunk.size() == 1);
                case CHANGED -> {}
            }
        }
    }

    /** Takes the chunk back as if it had never been taken: the call said nothing of any order. */
    public synchronized void putBack(Chunk chunk) {
        for (int place = 0; place < chunk.size(); place++) {
            int slot = chunk.slots[place];
            if (table.inFlight(slot, chunk.orders[place], chunk.children[place])) {
                table.set(slot, IN_FLIGHT, false);
                wheelOf(slot).insert(slot);
            }
        }
    }

    /** Takes a changed order back as it is by now; one whose watch is over is dropped. */
    public synchronized void written(ScheduledOrder order, long seen, Instant now) {
        int slot = table.find(order.order().value(), order.child());
        if (slot == NONE || !table.has(slot, IN_FLIGHT)) {
            return;
        }
        fill(slot, order);
        checked(slot, seen, ticks.at(now));
    }

    /**
     * Takes a changed order back that was not written, as far as is known: it is asked for again before long, and whatever
     * the panel says then goes to the database, since what was published last may be what was lost.
     */
    public synchronized void notWritten(OrderId order, int child, Instant now) {
        int slot = table.find(order.value(), child);
        if (slot == NONE || !table.has(slot, IN_FLIGHT)) {
            return;
        }
        table.set(slot, PUBLISHED, 0);
        table.set(slot, SEEN, 0);
        reschedule(slot, ticks.at(now), Math.max(cadence.shortest(), Ticks.of(settings.linger())), false);
    }

    /** Drops the orders of those partitions; another replica has them now. Says how many. */
    public synchronized int drop(IntPredicate partitions) {
        int before = table.size();
        for (int slot = 0; slot < table.extent(); slot++) {
            if (table.has(slot, USED) && partitions.test(table.get(slot, PARTITION))) {
                drop(slot);
            }
        }
        return before - table.size();
    }

    /** Waits are stretched so far that no more than so many orders are due a second, and what is overdue is caught up with. */
    public synchronized void allow(double ordersPerSecond) {
        double wanted = demand.perTick() * (1000.0 / Ticks.MILLIS);
        stretch = ordersPerSecond > 0 ? Math.max(1, CATCHING_UP * wanted / ordersPerSecond) : 1;
    }

    /** How many orders one call asks for. */
    public int chunk() {
        return settings.chunk();
    }

    /** How many orders are watched. */
    public synchronized int size() {
        return table.size();
    }

    /** How many are due and wait for a call. */
    public synchronized int ready() {
        return wheels[0].ready() + wheels[1].ready();
    }

    /** By how much all wait longer than they should because the panel allows no more; 1 for not at all. */
    public synchronized double stretch() {
        return stretch;
    }

    static int count(@Nullable Long count) {
        return count == null
                ? Cadence.UNKNOWN_COUNT
                : (int) Math.clamp(count, Cadence.UNKNOWN_COUNT + 1L, Integer.MAX_VALUE);
    }

    private Chunk fillChunk(TimingWheel wheel, StatusKind kind, int size, int tick) {
        int overdue = tick - wheel.oldest();
        int[] slots = new int[size];
        int filled = 0;
        boolean suspect = isSuspect(wheel.first());
        do {
            slots[filled++] = wheel.takeReady();
        } while (!suspect && filled < size && wheel.ready() > 0 && !isSuspect(wheel.first()));
        filled = suspect || filled == size
                ? filled
                : wheel.takeEarly(slots, filled, size, slot -> nearlyDue(slot, tick));
        int[] taken = filled == size ? slots : Arrays.copyOf(slots, filled);
        Chunk chunk = new Chunk(kind, taken, overdue);
        if (suspect) {
            chunk.suspect();
        }
        for (int place = 0; place < filled; place++) {
            describe(chunk, place, tick);
        }
        return chunk;
    }

    /** What it is when it is taken; how its id is written is left to whoever asks, outside the lock. */
    private void describe(Chunk chunk, int place, int tick) {
        int slot = chunk.slots[place];
        table.set(slot, IN_FLIGHT, true);
        chunk.texts[place] = table.textId(slot).orElse(null);
        chunk.numbers[place] = table.get(slot, PANEL_ORDER);
        chunk.orders[place] = table.get(slot, ORDER);
        chunk.children[place] = table.get(slot, CHILD);
        chunk.versions[place] = table.get(slot, VERSION);
        chunk.published[place] = table.get(slot, PUBLISHED);
        chunk.seen[place] = table.get(slot, SEEN);
        chunk.status[place] = table.get(slot, STATUS);
        chunk.denied[place] = table.has(slot, DENIED);
        chunk.progressDue[place] = table.get(slot, PROGRESS_FROM) <= tick;
        chunk.sinceChecked[place] = Math.max(0, tick - table.get(slot, CHECKED_AT));
        chunk.alarm[place] = table.get(slot, ALARM_AT) <= tick;
    }

    private boolean nearlyDue(int slot, int tick) {
        long interval = (long) table.get(slot, DUE) - table.get(slot, CHECKED_AT);
        return !isSuspect(slot) && table.get(slot, DUE) - tick <= interval * settings.early();
    }

    private void fill(int slot, ScheduledOrder order) {
        table.set(slot, PARTITION, order.partition());
        table.set(slot, QUANTITY, count(order.quantity()));
        table.set(slot, REMAINS, count(order.remains()));
        table.set(slot, PUBLISHED, order.published());
        table.set(slot, STATUS, order.status() == null ? -1 : order.status().ordinal());
        table.set(slot, STARTED_AT, tickOf(order.startedAt(), Ticks.NEVER));
        table.set(slot, CHANGED_AT, ticks.at(order.changedAt()));
        table.set(slot, PROGRESS_FROM, tickOf(order.progressFrom(), -Ticks.NEVER));
        table.set(slot, ALARM_AT, tickOf(order.alarmAt(), Ticks.NEVER));
        table.set(slot, WATCH_UNTIL, tickOf(order.watchUntil(), Ticks.NEVER));
        table.set(slot, VERSION, order.version());
        table.set(slot, DRIP_FEED, order.dripFeed());
        table.set(slot, DENIED, order.denied());
    }

    private int tickOf(@Nullable Instant instant, int otherwise) {
        return instant == null ? otherwise : ticks.at(instant);
    }

    private void checked(int slot, long seen, int tick) {
        table.set(slot, SEEN, seen);
        table.set(slot, MISSES, 0);
        reschedule(slot, tick, interval(slot, tick), false);
    }

    /** Asked again soon, then ever later, so that many of these do not take the place of others. */
    private void missed(int slot, int tick, boolean suspect) {
        int misses = Math.min(table.get(slot, MISSES) + 1, 30);
        table.set(slot, MISSES, suspect ? Math.max(misses, SUSPECTS_MISSES) : misses);
        long wait = (long) Ticks.of(settings.linger()) << (table.get(slot, MISSES) - 1);
        reschedule(slot, tick, (int) Math.min(wait, Ticks.of(settings.longestMiss())), suspect);
    }

    /** There are hardly ever any, and then no row need be looked at. */
    private boolean isSuspect(int slot) {
        return suspects > 0 && table.has(slot, SUSPECT);
    }

    private void forgiven(int slot) {
        if (isSuspect(slot)) {
            suspects--;
        }
    }

    /** Back into the wheel, unless its watch is over. */
    private void reschedule(int slot, int tick, int wait, boolean suspect) {
        if (table.get(slot, WATCH_UNTIL) <= tick) {
            drop(slot);
            return;
        }
        demand.replace(table.get(slot, WAIT), wait);
        table.set(slot, WAIT, wait);
        table.set(slot, CHECKED_AT, tick);
        table.set(slot, DUE, tick + (table.has(slot, HASTENED) ? 0 : Cadence.stretched(wait, stretch)));
        forgiven(slot);
        table.set(slot, (byte) (IN_FLIGHT | HASTENED | SUSPECT), false);
        if (suspect) {
            table.set(slot, SUSPECT, true);
            suspects++;
        }
        wheelOf(slot).insert(slot);
    }

    private int interval(int slot, int tick) {
        byte status = table.get(slot, STATUS);
        return cadence.interval(
                new Cadence.Situation(
                        status >= 0 && STATUSES[status].isOver(),
                        table.get(slot, STARTED_AT),
                        table.get(slot, CHANGED_AT),
                        table.get(slot, QUANTITY),
                        table.get(slot, REMAINS)),
                tick);
    }

    /** After a load, so that a million orders are not due in one moment: anywhere in the interval, by the order's id. */
    private int spread(int slot, int interval) {
        long mixed = table.get(slot, ORDER) * 0x9E3779B97F4A7C15L;
        return (int) Math.floorMod(mixed >>> 16, (long) interval + 1);
    }

    private void drop(int slot) {
        demand.remove(table.get(slot, WAIT));
        forgiven(slot);
        if (!table.has(slot, IN_FLIGHT)) {
            wheelOf(slot).remove(slot);
        }
        table.remove(slot);
    }

    private TimingWheel wheelOf(int slot) {
        return wheels[table.has(slot, DRIP_FEED) ? 1 : 0];
    }
}
