package io.ordertrail.poller.schedule;

import io.ordertrail.trade.PanelOrderId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

    private final List<Segment> segments = new ArrayList<>();
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
        return segments.size() * Segment.SIZE;
    }

    Segment at(int slot) {
        return segments.get(slot >>> Segment.BITS);
    }

    boolean has(int slot, byte flag) {
        return (at(slot).flags[slot & Segment.MASK] & flag) != 0;
    }

    void set(int slot, byte flag, boolean on) {
        byte[] flags = at(slot).flags;
        int row = slot & Segment.MASK;
        flags[row] = (byte) (on ? flags[row] | flag : flags[row] & ~flag);
    }

    int find(long order, int child) {
        return index.find(order, child);
    }

    /** Whether that slot still is that order and waits for the outcome of a call. */
    boolean inFlight(int slot, long order, int child) {
        Segment segment = at(slot);
        int row = slot & Segment.MASK;
        return segment.order[row] == order && segment.child[row] == child && has(slot, USED) && has(slot, IN_FLIGHT);
    }

    /** A slot with that identity and nothing else in it. */
    int add(long order, int child, PanelOrderId panelOrder) {
        if (free == NONE) {
            grow();
        }
        int slot = free;
        Segment segment = at(slot);
        int row = slot & Segment.MASK;
        free = segment.next[row];
        segment.order[row] = order;
        segment.child[row] = child;
        segment.flags[row] = USED;
        segment.seen[row] = 0;
        segment.misses[row] = 0;
        name(slot, panelOrder);
        index.put(slot);
        size++;
        return slot;
    }

    void remove(int slot) {
        index.remove(slot);
        Segment segment = at(slot);
        int row = slot & Segment.MASK;
        if (has(slot, TEXT_ID)) {
            texts.remove(segment.panelOrder[row]);
        }
        segment.flags[row] = 0;
        segment.next[row] = free;
        free = slot;
        size--;
    }

    PanelOrderId panelOrder(int slot) {
        long value = at(slot).panelOrder[slot & Segment.MASK];
        return has(slot, TEXT_ID) ? new PanelOrderId(Objects.requireNonNull(texts.get(value))) : PanelOrderId.of(value);
    }

    private void name(int slot, PanelOrderId panelOrder) {
        String text = panelOrder.value();
        boolean number = isPlainNumber(text);
        at(slot).panelOrder[slot & Segment.MASK] = number ? Long.parseLong(text) : nextText;
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
        Segment segment = new Segment();
        segments.add(segment);
        for (int row = 0; row < Segment.SIZE; row++) {
            segment.next[row] = row + 1 < Segment.SIZE ? first + row + 1 : NONE;
        }
        free = first;
    }
}
