package io.ordertrail.panel.http;

import io.ordertrail.panel.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Many single calls in place of one for many: one after the other, each id with its own answer. */
final class OneByOne {

    private OneByOne() {}

    /**
     * @param last says of an answer that no more should be asked (the panel limits us); the rest is absent from the map
     */
    static <I, A> Uni<Outcome<Map<I, A>>> over(Collection<I> ids, Function<I, Uni<A>> call, Predicate<A> last) {
        return from(List.copyOf(ids), 0, new LinkedHashMap<>(), call, last);
    }

    private static <I, A> Uni<Outcome<Map<I, A>>> from(
            List<I> ids, int at, Map<I, A> answers, Function<I, Uni<A>> call, Predicate<A> last) {
        return call.apply(ids.get(at)).chain(answer -> {
            answers.put(ids.get(at), answer);
            boolean done = at + 1 == ids.size() || last.test(answer);
            return done
                    ? Uni.createFrom().item(new Outcome.Answered<>(answers))
                    : from(ids, at + 1, answers, call, last);
        });
    }
}
