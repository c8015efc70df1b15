package io.ordertrail.simulator.lifecycle;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The directives in a link: {@code https://example.org/p/1?sim=partial&simamount=157&simrun=30s}. Directives that
 * cannot be read are ignored.
 */
public final class LinkDirectives {

    private static final LinkDirectives NONE = new LinkDirectives(Map.of());

    private final Map<String, String> directives;

    private LinkDirectives(Map<String, String> directives) {
        this.directives = directives;
    }

    /** Reads the parameters of the link's query whose names begin with {@code sim}. */
    public static LinkDirectives of(String link) {
        int query = link.indexOf('?');
        if (query < 0 || !link.startsWith("sim", query + 1) && !link.contains("&sim")) {
            return NONE;
        }
        Map<String, String> found = new HashMap<>();
        for (String pair : link.substring(query + 1).split("[&#]")) {
            int equals = pair.indexOf('=');
            if (pair.startsWith("sim") && equals > 0) {
                found.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return new LinkDirectives(found);
    }

    /** Returns {@code sim=drop}. */
    public Optional<OrderScenario> fate() {
        return Optional.ofNullable(directives.get("sim")).flatMap(OrderScenario::ofMark);
    }

    /** Returns {@code simamount=157}: how many stay undelivered, or drop. */
    public OptionalLong amount() {
        String text = directives.getOrDefault("simamount", "");
        return text.matches("\\d{1,15}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** {@code simtext=Bad+link}: the error of a refused order. */
    public Optional<String> text() {
        return Optional.ofNullable(directives.get("simtext"));
    }

    /**
     * A time such as {@code simrun=30s}, in simulated time; units are s, m, h and d.
     *
     * @param name {@code pending}, {@code run}, {@code after}, {@code refill} or {@code cancel}
     */
    public OptionalLong millis(String name) {
        String text = directives.getOrDefault("sim" + name, "");
        if (!text.matches("\\d{1,7}[smhd]")) {
            return OptionalLong.empty();
        }
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        return OptionalLong.of(
                switch (text.charAt(text.length() - 1)) {
                    case 's' -> Duration.ofSeconds(count).toMillis();
                    case 'm' -> Duration.ofMinutes(count).toMillis();
                    case 'h' -> Duration.ofHours(count).toMillis();
                    default -> Duration.ofDays(count).toMillis();
                });
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
