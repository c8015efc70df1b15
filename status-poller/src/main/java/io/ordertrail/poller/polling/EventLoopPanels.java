package io.ordertrail.poller.polling;

import io.ordertrail.panel.Panel;
import io.ordertrail.panel.http.Panels;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.util.List;
import java.util.stream.Stream;

/** The event loops of one panel: as many as there are processors, so that one panel may keep them all busy. Thread-safe. */
final class EventLoopPanels {

    private final List<EventLoopPanel> loops;

    EventLoopPanels(List<EventLoopPanel> loops) {
        this.loops = List.copyOf(loops);
    }

    static EventLoopPanels of(Panel panel, Panels panels, Vertx vertx) {
        return new EventLoopPanels(Stream.generate(() -> loop(panels.withOwnConnections(panel.name()), vertx))
                .limit(Runtime.getRuntime().availableProcessors())
                .toList());
    }

    private static EventLoopPanel loop(Panel panel, Vertx vertx) {
        ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
        return new EventLoopPanel(work -> context.emit(_ -> work.run()), panel);
    }

    /** The one with the fewest calls under way. By turns would not do: calls would gather where the last one ended. */
    EventLoopPanel leastBusy() {
        EventLoopPanel least = loops.getFirst();
        for (EventLoopPanel loop : loops) {
            least = loop.calls() < least.calls() ? loop : least;
        }
        return least;
    }

    /** On any of them, for what needs no call. */
    Panel panel() {
        return loops.getFirst().panel();
    }
}
