package io.ordertrail.testsupport.proxy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * One answer that a {@link TcpProxy} holds back, with all that follows it on its connection, until it is released or
 * lost. Thread-safe.
 */
public final class HeldAnswer {

    private final Predicate<String> request;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile boolean lost;

    HeldAnswer(Predicate<String> request) {
        this.request = request;
    }

    /** Returns whether this is the request whose answer is held; true once. */
    boolean claims(String asked) {
        return decided.getCount() > 0 && !claimed.get() && request.test(asked) && claimed.compareAndSet(false, true);
    }

    /**
     * Holds the calling thread until the answer is released or lost.
     *
     * @return whether the answer is passed on
     */
    boolean hold() throws InterruptedException {
        held.countDown();
        decided.await();
        return !lost;
    }

    /** Returns whether an answer is held, or was. The server has done what it was asked. */
    public boolean isHeld() {
        return held.getCount() == 0;
    }

    /** Waits until an answer is held. Returns false if none is within the limit. */
    public boolean await(Duration limit) throws InterruptedException {
        return held.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Passes the answer on. If none was held yet, none will be. */
    public void release() {
        decided.countDown();
    }

    /** Cuts the connection instead of passing the answer on. If none was held yet, none will be. */
    public void lose() {
        lost = true;
        decided.countDown();
    }
}
