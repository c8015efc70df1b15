package io.ordertrail.panel;

/** The answer of {@code cancel} about one order. */
public sealed interface CancelAnswer {

    /** The panel will try. Only the order's status says that it is canceled. */
    record Asked(String text) implements CancelAnswer {
        /** Makes the text storable. */
        public Asked {
            text = StorableText.of(text);
        }
    }

    /** It will not be canceled. */
    record NotCanceled(Refusal refusal) implements CancelAnswer {}

    /** Nothing is known. Asking again does no harm. */
    record InDoubt(Evidence evidence) implements CancelAnswer {}
}
