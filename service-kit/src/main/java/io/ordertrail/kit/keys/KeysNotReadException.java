package io.ordertrail.kit.keys;

/** The keys are not read from Kafka yet, so it cannot be said whether a key is valid. */
public final class KeysNotReadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeysNotReadException() {
        super("The API keys are not read from Kafka yet.");
    }
}
