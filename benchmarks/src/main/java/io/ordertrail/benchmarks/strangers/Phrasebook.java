package io.ordertrail.benchmarks.strangers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The words of one panel: one text for each thing that it says, drawn from those of its language. */
final class Phrasebook {

    private static final Map<Language, Map<String, List<String>>> TEXTS = read();

    private final Map<String, String> chosen = new HashMap<>();

    /** A language of the field, with the share of panels that speak it. */
    enum Language implements Lot.Weighted {
        EN(740),
        TR(60),
        RU(50),
        ES(45),
        PT(40),
        ID(35),
        VI(15),
        AR(15);

        private final int share;

        Language(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }
    }

    /**
     * Draws the words.
     *
     * @param states the language of the states of orders, which is often English where the errors are not
     */
    Phrasebook(Language errors, Language states, Lot lot) {
        for (Phrase phrase : Phrase.values()) {
            chosen.put(phrase.key(), lot.oneOf(texts(errors, phrase.key())));
        }
        for (State state : State.values()) {
            chosen.put(state.key(), lot.oneOf(texts(states, state.key())));
        }
    }

    private static List<String> texts(Language language, String key) {
        List<String> own = Objects.requireNonNull(TEXTS.get(language)).getOrDefault(key, List.of());
        return own.isEmpty()
                ? Objects.requireNonNull(
                        Objects.requireNonNull(TEXTS.get(Language.EN)).get(key))
                : own;
    }

    String of(Phrase phrase) {
        return Objects.requireNonNull(chosen.get(phrase.key()));
    }

    String of(State state) {
        return Objects.requireNonNull(chosen.get(state.key()));
    }

    private static Map<Language, Map<String, List<String>>> read() {
        Map<Language, Map<String, List<String>>> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            all.put(language, read("/strangers/%s.txt".formatted(language.name().toLowerCase(Locale.ROOT))));
        }
        return all;
    }

    private static Map<String, List<String>> read(String resource) {
        Map<String, List<String>> texts = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Phrasebook.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int colon = line.indexOf(": ");
                texts.computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
                        .add(line.substring(colon + 2));
            });
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
