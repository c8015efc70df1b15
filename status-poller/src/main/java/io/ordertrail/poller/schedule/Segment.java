package io.ordertrail.poller.schedule;

/**
 * The columns of a stretch of rows of {@link OrderTable}: 90 bytes a row. Arrays of primitives, because an object for
 * each of ten million orders would cost their headers and the collector's time.
 */
final class Segment {

    static final int BITS = 13;
    static final int SIZE = 1 << BITS;
    static final int MASK = SIZE - 1;

    final long[] order = new long[SIZE];
    /** The panel's id where it is a plain number, else a key of the table's texts. */
    final long[] panelOrder = new long[SIZE];
    /** What was told last, see {@code Fingerprint}. */
    final long[] told = new long[SIZE];
    /** The hash of the bytes that the panel answered last, or 0 where they must be read next time. */
    final long[] seen = new long[SIZE];
    /** 0 for the order itself, its number for a child. */
    final int[] child = new int[SIZE];

    final int[] quantity = new int[SIZE];
    final int[] remains = new int[SIZE];
    final int[] acceptedAt = new int[SIZE];
    /** When the first progress was seen, or {@link Ticks#NEVER}. */
    final int[] startedAt = new int[SIZE];

    final int[] changedAt = new int[SIZE];
    /** From when on progress may be told again. */
    final int[] progressFrom = new int[SIZE];
    /** When somebody must be told that nothing happens: stuck, or denied for long. */
    final int[] alarmAt = new int[SIZE];

    final int[] watchUntil = new int[SIZE];
    final int[] checkedAt = new int[SIZE];
    final int[] version = new int[SIZE];
    final int[] due = new int[SIZE];
    /** Links of the list that the row is in: a bucket of the wheel, what is ready, or what is free. */
    final int[] next = new int[SIZE];

    final int[] previous = new int[SIZE];
    final short[] partition = new short[SIZE];
    /** An {@link io.ordertrail.trade.OrderStatus} by ordinal, or -1 where none was seen. In memory only, never stored. */
    final byte[] status = new byte[SIZE];
    /** How many times in a row the panel said nothing of it that helps. */
    final byte[] misses = new byte[SIZE];
    /** See {@link OrderTable}. */
    final byte[] flags = new byte[SIZE];
}
