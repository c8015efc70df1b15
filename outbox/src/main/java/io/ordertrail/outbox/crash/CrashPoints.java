package io.ordertrail.outbox.crash;

/**
 * Places in the code where a proof lets the process die. Nothing happens at them except in a build with the property
 * {@code ordertrail.crash-points=true}; there {@code ordertrail.crash-points.at} names the one that halts the JVM, and
 * {@code ordertrail.crash-points.hit} at which passing (the first, unless set).
 */
@FunctionalInterface
public interface CrashPoints {

    /**
     * The work is at that place.
     *
     * @param name unique in the service: {@code <package>.<moment>}
     */
    void pass(String name);
}
