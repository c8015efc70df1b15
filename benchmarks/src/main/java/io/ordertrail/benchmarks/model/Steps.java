package io.ordertrail.benchmarks.model;

import java.util.function.Supplier;

/**
 * Takes the steps that are possible in a state.
 *
 * @param <S> a state
 */
public interface Steps<S> {

    /**
     * Adds a step that happens although nothing goes wrong: it still happens when faults stop.
     *
     * @param words says what happens; asked only for a trace
     */
    void regular(S next, Supplier<String> words);

    /**
     * Adds a step that is a fault (something dies, is lost, late, repeated or refused) or that somebody need never take (a
     * shop that cancels): progress must not depend on it.
     *
     * @param words says what happens; asked only for a trace
     */
    void fault(S next, Supplier<String> words);
}
