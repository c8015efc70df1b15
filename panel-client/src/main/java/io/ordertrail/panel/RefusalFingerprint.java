package io.ordertrail.panel;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An error text without what differs from order to order: links, mail addresses, user names, ids and numbers. Two texts
 * with the same fingerprint are the same refusal of the same panel. Stored, so it must not change between releases.
 *
 * @param value at most 200 characters, in lower case
 */
public record RefusalFingerprint(String value) {

    private static final int LONGEST = 200;
    private static final int LONGEST_TEXT = 600;

    private static final Pattern LINK = Pattern.compile("(?:https?://|www\\.)\\S+|\\S+@\\S+\\.\\S+|\\B@[\\w.]+");
    private static final Pattern ID = Pattern.compile("[\\p{L}_-]*\\p{Nd}[\\p{L}\\p{Nd}_.,:/-]*");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    /** @throws IllegalArgumentException if the value is longer than 200 characters */
    public RefusalFingerprint {
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a fingerprint has at most %d characters, but this one has %d".formatted(LONGEST, value.length()));
        }
    }

    /** Returns the fingerprint of an error text. */
    public static RefusalFingerprint of(String text) {
        String bounded = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        String plain = Normalizer.normalize(StorableText.of(bounded), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
        plain = LINK.matcher(plain).replaceAll("<link>");
        plain = ID.matcher(plain).replaceAll("#");
        plain = BLANKS.matcher(plain).replaceAll(" ").strip();
        int end = Math.min(plain.length(), LONGEST);
        while (end > 0 && isPunctuation(plain.charAt(end - 1))) {
            end--;
        }
        return new RefusalFingerprint(StorableText.of(plain.substring(0, end)));
    }

    private static boolean isPunctuation(char last) {
        return ".!?,;: ".indexOf(last) >= 0;
    }

    @Override
    public String toString() {
        return value;
    }
}
