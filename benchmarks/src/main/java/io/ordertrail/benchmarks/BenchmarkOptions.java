package io.ordertrail.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What stands behind the name on the command line: {@code --option value}, or {@code --option} alone for true. */
public final class BenchmarkOptions {

    private final Map<String, String> given;
    private final TreeSet<String> unasked;

    private BenchmarkOptions(Map<String, String> given) {
        this.given = given;
        this.unasked = new TreeSet<>(given.keySet());
    }

    /** @throws IllegalArgumentException if a word is neither an option nor its value */
    public static BenchmarkOptions of(String... words) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < words.length; i++) {
            if (!words[i].startsWith("--")) {
                throw new IllegalArgumentException("'" + words[i] + "' is no option; options begin with --");
            }
            boolean hasValue = i + 1 < words.length && !words[i + 1].startsWith("--");
            given.put(words[i].substring(2), hasValue ? words[i + 1] : "true");
            i += hasValue ? 1 : 0;
        }
        return new BenchmarkOptions(given);
    }

    /** @throws IllegalArgumentException if the option is given and is no number */
    public long number(String name, long otherwise) {
        String value = text(name).orElse(Long.toString(otherwise));
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " must be a whole number, but is '" + value + "'", e);
        }
    }

    /** The option's value, or empty if it was not given. */
    public Optional<String> text(String name) {
        unasked.remove(name);
        return Optional.ofNullable(given.get(name));
    }

    /** Options that were given and that nobody asked for: misspelt ones. */
    public Iterable<String> leftOver() {
        return unasked;
    }
}
