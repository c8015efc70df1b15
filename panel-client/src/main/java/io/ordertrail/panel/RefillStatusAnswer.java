package io.ordertrail.panel;

/** The answer of {@code refill_status} about one refill. */
public sealed interface RefillStatusAnswer {

    /**
     * The panel knows it.
     *
     * @param panelStatus the panel's own word
     */
    record Seen(RefillStatus status, String panelStatus) implements RefillStatusAnswer {
        /** Makes the word storable. */
        public Seen {
            panelStatus = StorableText.of(panelStatus);
        }
    }

    /** "Refill not found". */
    record NotFound(String text) implements RefillStatusAnswer {
        /** Makes the text storable. */
        public NotFound {
            text = StorableText.of(text);
        }
    }

    /** The answer says nothing about it: ask again. */
    record Unreadable(String text) implements RefillStatusAnswer {
        /** Makes the text storable. */
        public Unreadable {
            text = StorableText.of(text);
        }
    }
}
