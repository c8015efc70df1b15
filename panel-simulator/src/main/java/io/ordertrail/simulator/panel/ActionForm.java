package io.ordertrail.simulator.panel;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The fields of a call; an absent one reads as empty. */
public final class ActionForm {

    private static final int MOST_FIELDS = 256;

    private final Map<String, List<String>> fields;

    private ActionForm(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * Reads a body of the type {@code application/x-www-form-urlencoded}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static ActionForm of(String body) {
        return new ActionForm(
                new QueryStringDecoder(body, StandardCharsets.UTF_8, false, MOST_FIELDS, true).parameters());
    }

    String get(String name) {
        List<String> values = fields.get(name);
        return values == null ? "" : values.getFirst().trim();
    }

    boolean has(String name) {
        return !get(name).isEmpty();
    }

    /** A number from 1 to a billion, or 0 if there is none. */
    long number(String name) {
        String text = get(name);
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }

    /** What is to be done. */
    public String action() {
        return get("action");
    }

    /** The link, or the user name that stands for it; empty if there is neither. */
    public String link() {
        return has("link") ? get("link") : get("username");
    }

    /** The order that the call is about, or several with commas; empty if there is none. */
    public String orders() {
        return has("orders") ? get("orders") : get("order");
    }
}
