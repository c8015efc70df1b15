package io.ordertrail.panel;

/** What {@code cancel} answered about one order. */
public sealed interface CancelAnswer {

    /** The panel will try. Canceled it is when its status says so. */
    record Asked(String text) implements CancelAnswer {}

    /** It will not be canceled. */
    record NotCanceled(Refusal refusal) implements CancelAnswer {}

    /** Nothing is known. Asking again does no harm. */
    record InDoubt(Evidence evidence) implements CancelAnswer {}
}
