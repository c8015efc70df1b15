package io.ordertrail.panel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * How long a claim may still be sent to a panel. It is opened before the transaction that claims begins, and a request
 * that changes something leaves only while it is open: checked before the call, and again when the connection is there.
 *
 * <p>A fence guards what is written; nothing but this guards what is sent. The answer to a COMMIT may arrive minutes late,
 * and a process may be frozen between its claim and its request. By then another replica may have proven that the panel
 * does not have the order, and bought it.
 *
 * <p>Two clocks are asked. The monotonic one holds when the wall clock is set back; the wall clock holds when the monotonic
 * one stood still, as it may while a virtual machine is suspended. Immutable and thread-safe.
 */
public final class SendWindow {

    private final Duration length;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Instant closesAt;
    private final long openedNanos;

    private SendWindow(Duration length, InstantSource clock, LongSupplier nanoTime) {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("a send window must be longer than 0, but is " + length);
        }
        this.length = length;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.closesAt = clock.instant().plus(length);
        this.openedNanos = nanoTime.getAsLong();
    }

    /**
     * Opens a window now.
     *
     * @param length how long the claim may be sent; less than its lease by at least what the call itself may take
     * @throws IllegalArgumentException if the length is not positive
     */
    public static SendWindow open(Duration length, InstantSource clock) {
        return new SendWindow(length, clock, System::nanoTime);
    }

    /** Opens a window now, by the given monotonic clock in nanoseconds. */
    public static SendWindow open(Duration length, InstantSource clock, LongSupplier nanoTime) {
        return new SendWindow(length, clock, nanoTime);
    }

    /** Returns whether a request may still leave. Once closed by the monotonic clock, it stays closed. */
    public boolean isOpen() {
        return nanoTime.getAsLong() - openedNanos <= length.toNanos()
                && !clock.instant().isAfter(closesAt);
    }

    /** Returns how long the window is in all. */
    public Duration length() {
        return length;
    }

    @Override
    public String toString() {
        return "SendWindow[" + length + ", " + (isOpen() ? "open" : "closed") + "]";
    }
}
