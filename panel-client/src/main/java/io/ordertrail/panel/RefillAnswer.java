package io.ordertrail.panel;

import io.ordertrail.domain.RefillId;
import java.util.Optional;

/** The answer of {@code refill} about one order. */
public sealed interface RefillAnswer {

    /** Taken. The id is empty where the panel gives none. */
    record Taken(Optional<RefillId> id) implements RefillAnswer {}

    /** Not taken, in words that are known to be a refusal. */
    record NotTaken(Refusal refusal) implements RefillAnswer {}

    /** The request for this order was not sent. */
    record NotAsked(String cause) implements RefillAnswer {
        /** Makes the cause storable. */
        public NotAsked {
            cause = StorableText.of(cause);
        }
    }

    /** May have been taken: an unknown error, no entry for the order, or a single call without an answer. */
    record InDoubt(Evidence evidence) implements RefillAnswer {}
}
