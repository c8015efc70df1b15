package io.ordertrail.poller.polling;

import io.ordertrail.panel.Panel;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An event loop, and a panel over connections that live on it alone: on the connection of another loop, each answer would
 * wake two threads. Thread-safe.
 */
final class EventLoopPanel {

    private final Executor executor;
    private final Panel panel;
    private final AtomicInteger calls = new AtomicInteger();

    /**
     * Without calls.
     *
     * @param executor runs there, at once if it is there already
     */
    EventLoopPanel(Executor executor, Panel panel) {
        this.executor = executor;
        this.panel = panel;
    }

    Panel panel() {
        return panel;
    }

    /** How many calls are under way on it. */
    int calls() {
        return calls.get();
    }

    /** Begins a call there; {@link #ended} must follow. */
    void begin(Runnable call) {
        calls.incrementAndGet();
        executor.execute(call);
    }

    /** A call is over. */
    void ended() {
        calls.decrementAndGet();
    }
}
