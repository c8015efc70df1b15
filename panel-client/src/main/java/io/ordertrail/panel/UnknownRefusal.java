package io.ordertrail.panel;

/**
 * An error text that no rule knows.
 *
 * @param text the panel's own words, without the key
 * @param fingerprint what the text has in common with the same refusal of another order
 */
public record UnknownRefusal(String text, RefusalFingerprint fingerprint) {

    private static final int LONGEST = 500;

    /** Makes the text storable, and cuts it after 500 characters. */
    public UnknownRefusal {
        text = StorableText.excerpt(text, LONGEST);
    }

    /** Returns the refusal with the fingerprint of its text. */
    public static UnknownRefusal of(String text) {
        return new UnknownRefusal(text, RefusalFingerprint.of(text));
    }
}
