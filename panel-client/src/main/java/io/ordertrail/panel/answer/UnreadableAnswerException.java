package io.ordertrail.panel.answer;

/** The body is not what this action answers; the message says what stood there instead. */
public final class UnreadableAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableAnswerException(String message) {
        super(message);
    }
}
