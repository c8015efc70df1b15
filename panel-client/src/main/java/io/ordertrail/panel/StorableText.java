package io.ordertrail.panel;

/**
 * Makes texts of panels fit to be kept. A NUL character and half of a surrogate pair are valid in a Java string, but
 * PostgreSQL refuses the first and no UTF-8 encoder takes the second: one such text in a batch stops the whole batch.
 * Every text that leaves this module goes through here, in the constructors of the records that carry it.
 */
public final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** Returns the text with NUL and lone surrogates replaced by U+FFFD; the same instance where there are none. */
    public static String of(String text) {
        int first = firstUnstorable(text, 0);
        if (first < 0) {
            return text;
        }
        StringBuilder storable = new StringBuilder(text);
        for (int at = first; at >= 0; at = firstUnstorable(text, at + 1)) {
            storable.setCharAt(at, REPLACEMENT);
        }
        return storable.toString();
    }

    /** Returns at most that many characters, and never half of a surrogate pair, with an ellipsis where something is cut. */
    public static String excerpt(String text, int most) {
        if (text.length() <= most) {
            return of(text);
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return of(text.substring(0, end)) + "…";
    }

    private static int firstUnstorable(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char here = text.charAt(i);
            if (here == '\0') {
                return i;
            }
            if (!Character.isSurrogate(here)) {
                continue;
            }
            boolean paired = Character.isHighSurrogate(here)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!paired) {
                return i;
            }
            i++;
        }
        return -1;
    }
}
