package io.ordertrail.poller.schedule;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A stretch of rows of {@link OrderTable}, 96 bytes each. Two arrays for all of them, because an object for each of ten
 * million orders would cost their headers and the collector's time. Each row is together, because who looks at an order
 * looks at most of it, the next order is anywhere, and memory is fetched by 64 bytes; but what the wheel moves is apart
 * from the rest, for then four rows are fetched at once.
 */
final class Segment {

    static final int BITS = 12;
    static final int SIZE = 1 << BITS;
    static final int MASK = SIZE - 1;

    /** Which list of the wheel the row is in. */
    static final ScheduleColumn LIST = new ScheduleColumn(0);
    /** Its place there; of a row that is free, the next free one. */
    static final ScheduleColumn PLACE = new ScheduleColumn(1);

    static final ScheduleColumn DUE = new ScheduleColumn(2);
    static final ScheduleColumn CHECKED_AT = new ScheduleColumn(3);

    static final LongColumn ORDER = new LongColumn(0);
    /** The panel's id where it is a plain number, else a key of the table's texts. */
    static final LongColumn PANEL_ORDER = new LongColumn(8);
    /** What was published last, see {@code Fingerprint}. */
    static final LongColumn PUBLISHED = new LongColumn(16);
    /** The mark of the bytes that the panel answered last, or 0 where they must be read next time. */
    static final LongColumn SEEN = new LongColumn(24);
    /** 0 for the order itself, its number for a child. */
    static final IntColumn CHILD = new IntColumn(32);

    static final IntColumn VERSION = new IntColumn(36);
    static final IntColumn WATCH_UNTIL = new IntColumn(40);
    /** From when on progress may be published again. */
    static final IntColumn PROGRESS_FROM = new IntColumn(44);
    /** When it must be published that the order is stuck or was denied for long. */
    static final IntColumn ALARM_AT = new IntColumn(48);

    static final IntColumn CHANGED_AT = new IntColumn(52);
    /** When the first progress was seen, or {@link Ticks#NEVER}. */
    static final IntColumn STARTED_AT = new IntColumn(56);

    static final IntColumn QUANTITY = new IntColumn(60);
    static final IntColumn REMAINS = new IntColumn(64);
    static final IntColumn PARTITION = new IntColumn(68);
    /** The wait that it should have if the panel had room for all. */
    static final IntColumn WAIT = new IntColumn(76);
    /** An {@link io.ordertrail.domain.OrderStatus} by ordinal, or -1 where none was seen. In memory only, never stored. */
    static final ByteColumn STATUS = new ByteColumn(72);
    /** How many times in a row the panel said nothing of it that helps. */
    static final ByteColumn MISSES = new ByteColumn(73);
    /** See {@link OrderTable}. */
    static final ByteColumn FLAGS = new ByteColumn(74);

    private static final int TURN_INTS = 4;
    private static final int ROW_BYTES = 80;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final int[] turns = new int[SIZE * TURN_INTS];
    private final byte[] rows = new byte[SIZE * ROW_BYTES];

    /** A number that says when it is the row's turn, and its place among them. */
    record ScheduleColumn(int place) {}

    /** A number of eight bytes, and where in the row it stands. */
    record LongColumn(int offset) {}

    /** A number of four bytes, and where in the row it stands. */
    record IntColumn(int offset) {}

    /** A number of one byte, and where in the row it stands. */
    record ByteColumn(int offset) {}

    int get(int row, ScheduleColumn column) {
        return turns[row * TURN_INTS + column.place()];
    }

    void set(int row, ScheduleColumn column, int value) {
        turns[row * TURN_INTS + column.place()] = value;
    }

    long get(int row, LongColumn column) {
        return (long) LONG.get(rows, row * ROW_BYTES + column.offset());
    }

    void set(int row, LongColumn column, long value) {
        LONG.set(rows, row * ROW_BYTES + column.offset(), value);
    }

    int get(int row, IntColumn column) {
        return (int) INT.get(rows, row * ROW_BYTES + column.offset());
    }

    void set(int row, IntColumn column, int value) {
        INT.set(rows, row * ROW_BYTES + column.offset(), value);
    }

    byte get(int row, ByteColumn column) {
        return rows[row * ROW_BYTES + column.offset()];
    }

    void set(int row, ByteColumn column, int value) {
        rows[row * ROW_BYTES + column.offset()] = (byte) value;
    }
}
