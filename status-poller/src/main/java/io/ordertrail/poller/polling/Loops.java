package io.ordertrail.poller.polling;

import io.ordertrail.panel.Panel;
import io.ordertrail.panel.http.Panels;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.util.List;
import java.util.stream.Stream;

/** The event loops of one panel: as many as there are processors, so that one panel may keep them all busy. Thread-safe. */
final class Loops {

    private final List<Loop> loops;

    Loops(List<Loop> loops) {
        this.loops = List.copyOf(loops);
    }

    static Loops of(Panel panel, Panels panels, Vertx vertx) {
        return new Loops(Stream.generate(() -> loop(panels.twin(panel.name()), vertx))
                .limit(Runtime.getRuntime().availableProcessors())
                .toList());
    }

    private static Loop loop(Panel panel, Vertx vertx) {
        ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
        return new Loop(work -> context.emit(_ -> work.run()), panel);
    }

    /** The one with the fewest calls under way. By turns would not do: calls would gather where the last one ended. */
    Loop leastBusy() {
        Loop least = loops.getFirst();
        for (Loop loop : loops) {
            least = loop.calls() < least.calls() ? loop : least;
        }
        return least;
    }

    /** On any of them, for what needs no call. */
    Panel panel() {
        return loops.getFirst().panel();
    }
}
