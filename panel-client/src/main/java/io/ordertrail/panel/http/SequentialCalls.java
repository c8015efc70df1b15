package io.ordertrail.panel.http;

import io.ordertrail.panel.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Many single calls in place of one for many: one after the other, each id with its own answer. It stops where more
 * calls would do no good: the panel refuses all calls, cannot be reached, or was silent twice in a row.
 */
final class SequentialCalls {

    private static final int SILENT_AT_MOST = 2;

    private final ResponseInterpreter interpreter;

    SequentialCalls(ResponseInterpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** Returns the answers by id; the ids that were not asked about any more are absent from the map. */
    <I, A> Uni<Outcome<Map<I, A>>> over(
            Collection<I> ids, Function<I, Uni<Outcome<Reply>>> call, Function<Outcome<Reply>, A> read) {
        return from(new Round<>(List.copyOf(ids), new LinkedHashMap<>(), call, read), 0, 0);
    }

    private <I, A> Uni<Outcome<Map<I, A>>> from(Round<I, A> round, int at, int silentBefore) {
        I id = round.ids.get(at);
        return round.call.apply(id).chain(reply -> {
            round.answers.put(id, round.read.apply(reply));
            int silent = reply instanceof Outcome.Unknown<Reply> ? silentBefore + 1 : 0;
            boolean over = at + 1 == round.ids.size()
                    || silent == SILENT_AT_MOST
                    || reply instanceof Outcome.NotSent<Reply>
                    || interpreter.holdsForEveryOrder(reply);
            return over ? Uni.createFrom().item(new Outcome.Answered<>(round.answers)) : from(round, at + 1, silent);
        });
    }

    private record Round<I, A>(
            List<I> ids, Map<I, A> answers, Function<I, Uni<Outcome<Reply>>> call, Function<Outcome<Reply>, A> read) {}
}
