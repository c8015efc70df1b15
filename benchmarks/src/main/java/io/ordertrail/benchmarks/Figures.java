package io.ordertrail.benchmarks;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of a run, in the order in which they were put; written as one line of JSON. */
public final class Figures {

    private final Map<String, String> values = new LinkedHashMap<>();

    /** A count. */
    public Figures put(String name, long value) {
        values.put(name, Long.toString(value));
        return this;
    }

    /** A measure or a ratio, written with three decimals. */
    public Figures put(String name, double value) {
        values.put(name, Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "null");
        return this;
    }

    /** A text without a quotation mark or a backslash, such as {@code 6/6}. */
    public Figures put(String name, String value) {
        if (value.contains("\"") || value.contains("\\")) {
            throw new IllegalArgumentException("the text of " + name + " would need escaping: " + value);
        }
        values.put(name, '"' + value + '"');
        return this;
    }

    /** {@code {"ordersPerSecond":1204.310,"orders":10000}}. */
    public String toJson() {
        return values.entrySet().stream()
                .map(figure -> "\"" + figure.getKey() + "\":" + figure.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
