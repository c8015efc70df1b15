package io.ordertrail.panel.answer;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes HTML entities out of texts that panels escaped for a page and answer as they are. */
final class HtmlEntities {

    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\\w{2,6}));");
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("ndash", "–"),
            Map.entry("mdash", "—"),
            Map.entry("hellip", "…"),
            Map.entry("lsquo", "‘"),
            Map.entry("rsquo", "’"),
            Map.entry("ldquo", "“"),
            Map.entry("rdquo", "”"),
            Map.entry("laquo", "«"),
            Map.entry("raquo", "»"),
            Map.entry("euro", "€"),
            Map.entry("pound", "£"),
            Map.entry("middot", "·"),
            Map.entry("bull", "•"));

    private HtmlEntities() {}

    /** Returns the text unescaped once; an entity that is unknown stays as it is. */
    static String unescape(String text) {
        return text.indexOf('&') < 0 ? text : ENTITY.matcher(text).replaceAll(HtmlEntities::replacement);
    }

    private static String replacement(MatchResult entity) {
        String replacement = entity.group(3) != null
                ? NAMED.getOrDefault(entity.group(3), entity.group())
                : character(entity.group(1) != null ? Integer.parseInt(entity.group(1)) : hex(entity), entity.group());
        return Matcher.quoteReplacement(replacement);
    }

    private static int hex(MatchResult entity) {
        return Integer.parseInt(entity.group(2), 16);
    }

    private static String character(int codePoint, String otherwise) {
        boolean text = Character.isValidCodePoint(codePoint)
                && codePoint > 0
                && Character.getType(codePoint) != Character.SURROGATE;
        return text ? Character.toString(codePoint) : otherwise;
    }
}
