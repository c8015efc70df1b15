package io.ordertrail.poller.schedule;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.StatusKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Orders that are asked for in one call, with what they were when they were taken, and what is found of each. Made by
 * {@link PanelSchedule#take}, filled by whoever reads the answer, given back by {@link PanelSchedule#settle}. Used by
 * one thread at a time.
 */
public final class Chunk {

    private static final OrderStatus[] STATUSES = OrderStatus.values();
    private static final Found[] FOUND = Found.values();

    /** What the answer said of one order. */
    public enum Found {
        /** Nothing: its id did not come back. The first, so that a chunk begins with it. */
        ABSENT,
        /** The very bytes of the last time, or what was published. */
        UNCHANGED,
        /** Only counts or charge moved, and that is published later. */
        MOVED,
        /** Something stood in its place that says nothing of the order. */
        UNREADABLE,
        /** Denied, as before. */
        DENIED,
        /** To be written: {@link PanelSchedule#written} follows. */
        CHANGED
    }

    private final StatusKind kind;
    /** The panel's ids, where they are no plain numbers. */
    final @Nullable PanelOrderId[] texts;

    final long[] numbers;
    private @Nullable List<PanelOrderId> ids;
    final int[] slots;
    final long[] orders;
    final int[] children;
    final int[] versions;
    final long[] published;
    final long[] seen;
    /** By ordinal, or -1. */
    final byte[] status;

    final boolean[] denied;
    final boolean[] progressDue;
    final boolean[] alarm;
    /** By ordinal. */
    private final byte[] found;

    final int[] remains;
    final int[] sinceChecked;
    private final int overdueTicks;
    private boolean suspect;

    Chunk(StatusKind kind, int[] slots, int overdueTicks) {
        this.kind = kind;
        this.slots = slots;
        this.overdueTicks = overdueTicks;
        int size = slots.length;
        this.texts = new PanelOrderId[size];
        this.numbers = new long[size];
        this.orders = new long[size];
        this.children = new int[size];
        this.versions = new int[size];
        this.published = new long[size];
        this.seen = new long[size];
        this.status = new byte[size];
        this.denied = new boolean[size];
        this.progressDue = new boolean[size];
        this.alarm = new boolean[size];
        this.found = new byte[size];
        this.remains = new int[size];
        this.sinceChecked = new int[size];
    }

    /** How it is asked for. */
    public StatusKind kind() {
        return kind;
    }

    /** What is asked for, at most 100. */
    public List<PanelOrderId> ids() {
        if (ids == null) {
            ids = IntStream.range(0, size()).mapToObj(this::id).toList();
        }
        return ids;
    }

    private PanelOrderId id(int place) {
        PanelOrderId text = texts[place];
        return text == null ? PanelOrderId.of(numbers[place]) : text;
    }

    /** How many. */
    public int size() {
        return slots.length;
    }

    /** How long its most overdue order had been due when it was taken. */
    public long overdueMillis() {
        return (long) overdueTicks * Ticks.MILLIS;
    }

    /** Whether a call with these orders came to nothing before. */
    public boolean isSuspect() {
        return suspect;
    }

    /** Notes that a call came to nothing. */
    public void suspect() {
        suspect = true;
    }

    /** Which order is at that place. */
    public OrderId order(int place) {
        return new OrderId(orders[place]);
    }

    /** 0 for the order itself, its number for a child. */
    public int child(int place) {
        return children[place];
    }

    /** Which version of its row it was when it was taken. */
    public int version(int place) {
        return versions[place];
    }

    /** The mark of the bytes that were answered of it last; 0 where they must be read. */
    public long seen(int place) {
        return seen[place];
    }

    /** The fingerprint of what was published of it last. */
    public long published(int place) {
        return published[place];
    }

    /** Its status when it was published last. */
    public @Nullable OrderStatus status(int place) {
        return status[place] < 0 ? null : STATUSES[status[place]];
    }

    /** Whether the database has it as denied. */
    public boolean denied(int place) {
        return denied[place];
    }

    /** Whether progress that is not published yet may be published by now. */
    public boolean progressDue(int place) {
        return progressDue[place];
    }

    /** Whether it is time to publish that the order is stuck or denied. */
    public boolean alarm(int place) {
        return alarm[place];
    }

    /** Forgets what was found, for an answer that is read again. */
    public void forget() {
        Arrays.fill(found, (byte) Found.ABSENT.ordinal());
    }

    /** How long before it was taken it had been looked at last. */
    public long sinceCheckedMillis(int place) {
        return (long) sinceChecked[place] * Ticks.MILLIS;
    }

    /** What was found of it so far. */
    public Found found(int place) {
        return FOUND[found[place]];
    }

    /** Notes what was found. */
    public void find(int place, Found what) {
        found[place] = (byte) what.ordinal();
    }

    /** Notes that it is as it was, by those bytes. */
    public void unchanged(int place, long bytes) {
        find(place, Found.UNCHANGED);
        seen[place] = bytes;
    }

    /** Notes that it moved, which is published later. */
    public void moved(int place, @Nullable Long left) {
        find(place, Found.MOVED);
        remains[place] = PanelSchedule.count(left);
        seen[place] = 0;
    }

    /** The halves, for looking which order makes a call fail. */
    public List<Chunk> halves() {
        int middle = size() / 2;
        return List.of(part(0, middle), part(middle, size()));
    }

    private Chunk part(int from, int to) {
        Chunk part = new Chunk(kind, Arrays.copyOfRange(slots, from, to), overdueTicks);
        int size = to - from;
        System.arraycopy(texts, from, part.texts, 0, size);
        System.arraycopy(numbers, from, part.numbers, 0, size);
        System.arraycopy(orders, from, part.orders, 0, size);
        System.arraycopy(children, from, part.children, 0, size);
        System.arraycopy(versions, from, part.versions, 0, size);
        System.arraycopy(published, from, part.published, 0, size);
        System.arraycopy(seen, from, part.seen, 0, size);
        System.arraycopy(status, from, part.status, 0, size);
        System.arraycopy(denied, from, part.denied, 0, size);
        System.arraycopy(progressDue, from, part.progressDue, 0, size);
        System.arraycopy(sinceChecked, from, part.sinceChecked, 0, size);
        System.arraycopy(alarm, from, part.alarm, 0, size);
        part.suspect = true;
        return part;
    }
}
