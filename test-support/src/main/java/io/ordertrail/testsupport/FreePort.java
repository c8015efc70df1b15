package io.ordertrail.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds ports for servers that are started, killed and started again. They are below the range of outgoing connections,
 * one of which could take the port while the server is down. Thread-safe.
 */
public final class FreePort {

    private static final int FIRST = 10_000;
    private static final int COUNT = 22_000;

    /**
     * Starts at random, since other processes look for ports at the same time, and counts up, so that none is returned
     * twice.
     */
    private static final AtomicInteger next =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePort() {}

    /** Returns a port on which nothing listens at the moment. */
    public static int find() {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = FIRST + Math.floorMod(next.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port from %d on is free".formatted(FIRST));
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port)) {
            return true;
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("no port can be listened on", e);
        }
    }
}
