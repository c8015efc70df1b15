package io.ordertrail.panel.http;

import io.ordertrail.panel.StorableText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A panel's key. Its {@code toString} does not show it, and it takes itself out of texts in which panels echo it. */
final class Secret {

    private static final int EXCERPT = 500;

    /** Shorter ones, and mere numbers, can stand in an answer by chance. */
    private static final int SHORTEST = 8;

    private final String key;
    private final String encoded;
    private final Set<String> spellings;
    private final boolean distinctive;

    Secret(String key) {
        this.key = key;
        this.encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
        this.spellings = Stream.of(key, encoded, lowerHex(encoded), key.replace("/", "\\/"))
                .collect(Collectors.toUnmodifiableSet());
        this.distinctive = key.length() >= SHORTEST && !key.matches("[\\d.,]*");
    }

    /** Returns the key as a form has it. */
    String encoded() {
        return encoded;
    }

    /** {@code %2b} for {@code %2B}. */
    private static String lowerHex(String encoded) {
        return Pattern.compile("%..")
                .matcher(encoded)
                .replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
    }

    /** Returns a complete answer without the key; a key that could stand in it by chance is left, since ids would break. */
    String without(String answer) {
        return distinctive ? clean(answer) : answer;
    }

    private String clean(String text) {
        String clean = text;
        for (String spelling : spellings) {
            clean = clean.replace(spelling, "***");
        }
        return clean;
    }

    /** Returns the text without the key, cut after 500 characters, fit to be kept. */
    String excerpt(String text) {
        return StorableText.excerpt(clean(text), EXCERPT);
    }

    @Override
    public String toString() {
        return "Secret{}";
    }
}
