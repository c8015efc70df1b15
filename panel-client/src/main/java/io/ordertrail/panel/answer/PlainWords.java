package io.ordertrail.panel.answer;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text of a panel as plain words: lower case, without accents, markup and punctuation, with single blanks between the
 * words and at both ends. {@code "neworder.error.not_enough_funds"} and {@code "NOT ENOUGH FUNDS!"} become words of the
 * same kind. Stems are looked up in it by {@link #has}.
 */
final class PlainWords {

    /** A longer text is a story, in which a known phrase proves nothing. */
    static final int LONGEST = 400;

    /** A key of a translation that is missing: {@code neworder.error.link}. */
    private static final Pattern KEY = Pattern.compile("[\\w-]{1,60}(?:\\.[\\w-]{1,60}){1,4}");

    private static final Pattern MARKUP = Pattern.compile("<[^<>]{0,200}>");
    private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Pattern APOSTROPHES = Pattern.compile("['’‘`´]");
    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{Mc}\\p{Nd}]+");

    private final String words;
    private final boolean key;

    private PlainWords(String words, boolean key) {
        this.words = words;
        this.key = key;
    }

    /** Returns the words of that text. */
    static PlainWords of(String text) {
        String bounded = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
        return new PlainWords(fold(bounded), KEY.matcher(bounded.strip()).matches());
    }

    private static String fold(String text) {
        String plain = MARKUP.matcher(HtmlEntities.unescape(text)).replaceAll(" ");
        plain = Normalizer.normalize(plain, Normalizer.Form.NFKC);
        plain = CAMEL.matcher(plain).replaceAll(" ").toLowerCase(Locale.ROOT);
        plain = APOSTROPHES.matcher(plain).replaceAll("");
        plain = ACCENTS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD))
                .replaceAll("");
        plain = plain.replace('ı', 'i')
                .replace('đ', 'd')
                .replace('ø', 'o')
                .replace('ł', 'l')
                .replace("ß", "ss");
        return SEPARATORS.matcher(" " + plain + " ").replaceAll(" ");
    }

    /**
     * Returns the stems as they are looked up: a stem matches where a word begins with it; one that ends in {@code $}
     * matches exact words. In scripts that put articles and prepositions before a word it matches anywhere.
     */
    static List<String> stems(String... stems) {
        return List.of(stems).stream().map(PlainWords::stem).toList();
    }

    private static String stem(String written) {
        boolean exact = written.endsWith("$");
        String folded = fold(exact ? written.substring(0, written.length() - 1) : written)
                .strip();
        boolean attached = Character.UnicodeScript.of(folded.codePointAt(0)) == Character.UnicodeScript.ARABIC;
        return (attached ? "" : " ") + folded + (exact ? " " : "");
    }

    /** Returns whether any of the stems is in the text. */
    boolean has(List<String> stems) {
        return stems.stream().anyMatch(words::contains);
    }

    /** Returns whether the stem is in the text without one of the negations among the three words before it. */
    boolean hasWithout(List<String> negations, List<String> stems) {
        return stems.stream().anyMatch(stem -> {
            int at = words.indexOf(stem);
            return at >= 0 && !new PlainWords(before(at), false).has(negations);
        });
    }

    private String before(int at) {
        int from = at;
        for (int word = 0; word < 3 && from > 0; word++) {
            from = Math.max(0, words.lastIndexOf(' ', from - 1));
        }
        return words.substring(from, at) + " ";
    }

    /** Returns whether there is a digit in it. */
    boolean hasNumber() {
        return words.chars().anyMatch(Character::isDigit);
    }

    /** Returns how many words there are. */
    int count() {
        return words.isBlank()
                ? 0
                : (int) words.strip().chars().filter(c -> c == ' ').count() + 1;
    }

    /** Returns whether the text is no sentence but the key of one, such as {@code neworder.error.link}. */
    boolean isKey() {
        return key;
    }

    boolean isTooLong() {
        return words.length() > LONGEST;
    }

    /** Returns the words with single blanks between them. */
    @Override
    public String toString() {
        return words.strip();
    }
}
