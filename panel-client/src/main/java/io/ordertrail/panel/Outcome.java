package io.ordertrail.panel;

import java.util.function.Function;

/**
 * What is known after a call to a panel, which is not the same as what happened: {@link Unknown} is all that can be said
 * of a call whose request may have arrived and whose answer proves nothing.
 *
 * @param <T> what the panel answers when it does what was asked
 */
public sealed interface Outcome<T> {

    /** The panel did it, and this is its answer. */
    record Answered<T>(T value) implements Outcome<T> {}

    /**
     * The panel did not do it: it said so in words that are known to be a refusal. For a call about several orders, one
     * error in place of all answers says something about each of them only if {@link Refusal#holdsForEachOrder()};
     * otherwise ask about them one by one.
     */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    /**
     * The panel did not do it, and never received the request: there was no connection, or a web server before the panel
     * redirected it to another URL for good. Safe to try again. The cause names no secret.
     */
    record NotSent<T>(String cause) implements Outcome<T> {
        /** Makes the cause storable. */
        public NotSent {
            cause = StorableText.of(cause);
        }
    }

    /** The panel may have done it. Never try again what changes something. */
    record Unknown<T>(Evidence evidence) implements Outcome<T> {}

    /** Returns the same outcome with the answer's value mapped. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> mapping) {
        return switch (this) {
            case Answered<T>(T value) -> new Answered<>(mapping.apply(value));
            case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
            case NotSent<T>(String cause) -> new NotSent<>(cause);
            case Unknown<T>(Evidence evidence) -> new Unknown<>(evidence);
        };
    }
}
