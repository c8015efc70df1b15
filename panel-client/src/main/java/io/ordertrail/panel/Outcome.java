package io.ordertrail.panel;

import java.util.function.Function;

/**
 * What is known after a call to a panel. Not what happened: {@link Unknown} is all that can be said of a call whose
 * request may have arrived and whose answer proves nothing.
 *
 * @param <T> what the panel answers when it does what was asked
 */
public sealed interface Outcome<T> {

    /** The panel did it, and this is its answer. */
    record Answered<T>(T value) implements Outcome<T> {}

    /** The panel did not do it: it said so in words that are known to be a refusal. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    /** The panel did not do it: no byte of the request left us. Safe to try again. The cause names no secret. */
    record NotSent<T>(String cause) implements Outcome<T> {}

    /** The panel may have done it. Never try again what changes something. */
    record Unknown<T>(Evidence evidence) implements Outcome<T> {}

    /** The same outcome with the answer's value mapped. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> mapping) {
        return switch (this) {
            case Answered<T>(T value) -> new Answered<>(mapping.apply(value));
            case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
            case NotSent<T>(String cause) -> new NotSent<>(cause);
            case Unknown<T>(Evidence evidence) -> new Unknown<>(evidence);
        };
    }
}
