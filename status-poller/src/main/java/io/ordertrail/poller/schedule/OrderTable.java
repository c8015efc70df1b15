package io.ordertrail.poller.schedule;

import static io.ordertrail.poller.schedule.Segment.CHILD;
import static io.ordertrail.poller.schedule.Segment.FLAGS;
import static io.ordertrail.poller.schedule.Segment.MISSES;
import static io.ordertrail.poller.schedule.Segment.ORDER;
import static io.ordertrail.poller.schedule.Segment.PANEL_ORDER;
import static io.ordertrail.poller.schedule.Segment.PLACE;
import static io.ordertrail.poller.schedule.Segment.SEEN;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.poller.schedule.Segment.ByteColumn;
import io.ordertrail.poller.schedule.Segment.IntColumn;
import io.ordertrail.poller.schedule.Segment.LongColumn;
import io.ordertrail.poller.schedule.Segment.ScheduleColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The watched orders of one panel: rows by slot, found by order and child. Not thread-safe. */
final class OrderTable {

    static final int NONE = -1;

    static final byte USED = 1;
    /** Taken into a chunk, or being written: in no list. */
    static final byte IN_FLIGHT = 2;
    /** Asked for as a drip-feed's parent. */
    static final byte DRIP_FEED = 4;
    /** The panel denied it when it was asked last, and the database knows. */
    static final byte DENIED = 8;
    /** Its panel id is a text, not a number. */
    static final byte TEXT_ID = 16;
    /** To be asked for again as soon as it is back. */
    static final byte HASTENED = 32;
    /** Its call came to nothing when it was asked for alone: others are not asked for with it. */
    static final byte SUSPECT = 64;

    private Segment[] segments = new Segment[16];
    private int segmentCount;
    private final SlotIndex index = new SlotIndex(this);
    private final Map<Long, String> texts = new HashMap<>();
    private long nextText;
    private int free = NONE;
    private int size;

    int size() {
        return size;
    }

    /** Slots that were ever used: what a walk over all rows walks. */
    int extent() {
        return segmentCount * Segment.SIZE;
    }

    int get(int slot, ScheduleColumn column) {
        return segments[slot >>> Segment.BITS].get(slot & Segment.MASK, column);
    }

    void set(int slot, ScheduleColumn column, int value) {
        segments[slot >>> Segment.BITS].set(slot & Segment.MASK, column, value);
    }

    long get(int slot, LongColumn column) {
        return segments[slot >>> Segment.BITS].get(slot & Segment.MASK, column);
    }

    void set(int slot, LongColumn column, long value) {
        segments[slot >>> Segment.BITS].set(slot & Segment.MASK, column, value);
    }

    int get(int slot, IntColumn column) {
        return segments[slot >>> Segment.BITS].get(slot & Segment.MASK, column);
    }

    void set(int slot, IntColumn column, int value) {
        segments[slot >>> Segment.BITS].set(slot & Segment.MASK, column, value);
    }

    byte get(int slot, ByteColumn column) {
        return segments[slot >>> Segment.BITS].get(slot & Segment.MASK, column);
    }

    void set(int slot, ByteColumn column, int value) {
        segments[slot >>> Segment.BITS].set(slot & Segment.MASK, column, value);
    }

    boolean has(int slot, byte flag) {
        return (get(slot, FLAGS) & flag) != 0;
    }

    void set(int slot, byte flag, boolean on) {
        int flags = get(slot, FLAGS);
        set(slot, FLAGS, on ? flags | flag : flags & ~flag);
    }

    int find(long order, int child) {
        return index.find(order, child);
    }

    /** Whether that slot still is that order and waits for the outcome of a call. */
    boolean inFlight(int slot, long order, int child) {
        return get(slot, ORDER) == order && get(slot, CHILD) == child && has(slot, USED) && has(slot, IN_FLIGHT);
    }

    /** A slot with that identity and nothing else in it. */
    int add(long order, int child, PanelOrderId panelOrder) {
        if (free == NONE) {
            grow();
        }
        int slot = free;
        free = get(slot, PLACE);
        set(slot, ORDER, order);
        set(slot, CHILD, child);
        set(slot, FLAGS, USED);
        set(slot, SEEN, 0);
        set(slot, MISSES, 0);
        name(slot, panelOrder);
        index.put(slot);
        size++;
        return slot;
    }

    void remove(int slot) {
        index.remove(slot);
        if (has(slot, TEXT_ID)) {
            texts.remove(get(slot, PANEL_ORDER));
        }
        set(slot, FLAGS, 0);
        set(slot, PLACE, free);
        free = slot;
        size--;
    }

    /** The panel's id, where it is no plain number. */
    Optional<PanelOrderId> textId(int slot) {
        return has(slot, TEXT_ID)
                ? Optional.of(new PanelOrderId(Objects.requireNonNull(texts.get(get(slot, PANEL_ORDER)))))
                : Optional.empty();
    }

    private void name(int slot, PanelOrderId panelOrder) {
        String text = panelOrder.value();
        boolean number = isPlainNumber(text);
        set(slot, PANEL_ORDER, number ? Long.parseLong(text) : nextText);
        if (!number) {
            set(slot, TEXT_ID, true);
            texts.put(nextText++, text);
        }
    }

    /** Only what is written back as the same text. */
    private static boolean isPlainNumber(String text) {
        return text.length() <= 18
                && (text.length() == 1 || text.charAt(0) != '0')
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void grow() {
        int first = extent();
        if (segmentCount == segments.length) {
            segments = Arrays.copyOf(segments, 2 * segmentCount);
        }
        segments[segmentCount++] = new Segment();
        for (int slot = first; slot < extent(); slot++) {
            set(slot, PLACE, slot + 1 < extent() ? slot + 1 : NONE);
        }
        free = first;
    }
}
