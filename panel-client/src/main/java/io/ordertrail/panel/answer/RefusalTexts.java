package io.ordertrail.panel.answer;

import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.LearnedRefusals;
import io.ordertrail.panel.PanelCall;
import io.ordertrail.panel.RefusalFingerprint;
import io.ordertrail.panel.RefusalKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the error texts of one panel. First come the texts that the configuration names, then the rules of
 * {@link RefusalRules}, and for {@code add} what was learned. Only a text that is known to be a refusal proves that the
 * panel did not do it: a panel that resells another passes on "Operation timed out…" of an order that its supplier took.
 * Thread-safe.
 */
public final class RefusalTexts {

    /** Some searches ask about thousands of ids, and the panel denies each in the same words. */
    private static final int MOST_REMEMBERED = 512;

    private static final int LONGEST_REMEMBERED = 200;

    private final Map<String, RefusalKind> configured = new LinkedHashMap<>();
    private final Map<Question, TextMeaning> remembered = new ConcurrentHashMap<>();
    private final @Nullable PanelName panel;
    private final LearnedRefusals learned;

    private record Question(@Nullable PanelCall call, String text) {}

    /**
     * @param more texts of one panel, each with its kind, which come before the common rules
     */
    public RefusalTexts(Map<String, RefusalKind> more) {
        this(null, more, LearnedRefusals.NONE);
    }

    /**
     * @param panel whose learned refusals count
     * @param more texts of that panel, each with its kind, which come before the common rules
     */
    public RefusalTexts(@Nullable PanelName panel, Map<String, RefusalKind> more, LearnedRefusals learned) {
        this.panel = panel;
        this.learned = learned;
        more.forEach((text, kind) -> configured.put(PlainWords.of(text).toString(), kind));
    }

    /** Returns what the text refuses, or empty where it proves nothing. */
    public Optional<RefusalKind> classify(String text) {
        return kindOf(meaning(null, List.of(text)));
    }

    /** Returns what the text refuses as an answer to that call, or empty where it proves nothing. */
    public Optional<RefusalKind> classify(PanelCall call, String text) {
        return kindOf(meaning(call, List.of(text)));
    }

    private static Optional<RefusalKind> kindOf(TextMeaning meaning) {
        return meaning instanceof TextMeaning.Refuses(RefusalKind kind) ? Optional.of(kind) : Optional.empty();
    }

    /**
     * Returns what the texts of one answer prove together: nothing where one of them speaks of a failure, else what the
     * first of them refuses that is known.
     *
     * @param call what they answer, or null where it is not known
     */
    TextMeaning meaning(@Nullable PanelCall call, List<String> texts) {
        TextMeaning first = TextMeaning.UNKNOWN;
        for (String text : texts) {
            TextMeaning meaning = remembered(call, text);
            if (meaning instanceof TextMeaning.Failure) {
                return meaning;
            }
            first = first instanceof TextMeaning.Refuses ? first : meaning;
        }
        return first;
    }

    /** Returns whether one of the texts beside an order id says that there is no such order, or may not be. */
    boolean speakAgainst(PanelCall call, List<String> texts) {
        return texts.stream()
                .anyMatch(text -> !(remembered(call, text) instanceof TextMeaning.Unknown)
                        && !RefusalRules.saysDone(PlainWords.of(text)));
    }

    private TextMeaning remembered(@Nullable PanelCall call, String text) {
        if (text.length() > LONGEST_REMEMBERED) {
            return orLearned(call, text, read(call, text));
        }
        Question question = new Question(call, text);
        TextMeaning meaning = remembered.get(question);
        if (meaning == null) {
            meaning = read(call, text);
            if (remembered.size() < MOST_REMEMBERED) {
                remembered.put(question, meaning);
            }
        }
        return orLearned(call, text, meaning);
    }

    private TextMeaning read(@Nullable PanelCall call, String text) {
        PlainWords words = PlainWords.of(text);
        RefusalKind named = configured.get(words.toString());
        return named != null ? new TextMeaning.Refuses(named) : RefusalRules.read(call, words);
    }

    /** What was learned was proven of orders alone, and can be revoked at any time: it is never remembered here. */
    private TextMeaning orLearned(@Nullable PanelCall call, String text, TextMeaning meaning) {
        if (panel == null || call != PanelCall.ADD || !(meaning instanceof TextMeaning.Unknown)) {
            return meaning;
        }
        return learned.find(panel, RefusalFingerprint.of(text))
                .<TextMeaning>map(TextMeaning.Refuses::new)
                .orElse(meaning);
    }
}
