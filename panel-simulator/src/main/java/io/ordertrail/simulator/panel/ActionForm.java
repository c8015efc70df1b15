package io.ordertrail.simulator.panel;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
     * @throws IllegalArgumentException if it is not
     */
    public static ActionForm of(String body) {
        return new ActionForm(
                new QueryStringDecoder(body, StandardCharsets.UTF_8, false, MOST_FIELDS, true).parameters());
    }

    /** Returns a call with these fields. */
    static ActionForm ofFields(Map<String, String> fields) {
        return new ActionForm(fields.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue()))));
    }

    String get(String name) {
        List<String> values = fields.get(name);
        return values == null ? "" : values.getFirst().trim();
    }

    boolean has(String name) {
        return !get(name).isEmpty();
    }

    /** Returns a number below a billion, or 0 if the field is not one. */
    long number(String name) {
        String text = get(name);
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }

    /** Returns the action. */
    public String action() {
        return get("action");
    }

    /** Returns the link, or the user name in its place; empty if there is neither. */
    public String link() {
        return has("link") ? get("link") : get("username");
    }

    /** Returns the id that the call names, or several with commas; empty if there is none. */
    public String orders() {
        return has("orders") ? get("orders") : get("order");
    }
}
