package io.ordertrail.kit.crash;

/**
 * Places in the code where a proof lets the process die. Nothing happens at them, unless the JVM was started with the
 * crash agent of the module embedded, which halts it at one of them.
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
