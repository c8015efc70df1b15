package io.ordertrail.panel.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A panel's key. It has no {@code toString}, and takes itself out of texts that panels echo it in. */
final class Secret {

    private static final int EXCERPT = 500;

    private final String key;
    private final String encoded;

    Secret(String key) {
        this.key = key;
        this.encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    /** Ready for a form. */
    String encoded() {
        return encoded;
    }

    /** The text without the key, cut after 500 characters. */
    String excerpt(String text) {
        String clean = text.replace(key, "***").replace(encoded, "***");
        return clean.length() > EXCERPT ? clean.substring(0, EXCERPT) + "…" : clean;
    }

    @Override
    public String toString() {
        return "Secret{}";
    }
}
