package io.ordertrail.notifier.mail;

import java.util.ArrayList;
import java.util.List;

/**
 * What a mail says, before it is laid out: the subject, paragraphs, and facts as label and value.
 *
 * <p>A template writes it as text: the line {@code Subject: …}, a line {@code ---}, paragraphs parted by empty lines, a
 * line {@code ---}, and a line {@code Label: value} for each fact. A fact without a value is left out.
 */
public record MailContent(String subject, List<String> paragraphs, List<Fact> facts) {

    /** One line of the list below the text. */
    public record Fact(String label, String value) {}

    private static final String SUBJECT = "Subject:";

    /** @throws IllegalArgumentException if it does not begin with a subject */
    static MailContent parse(String template, String text) {
        List<List<String>> parts = parts(text);
        String first = parts.getFirst().isEmpty() ? "" : parts.getFirst().getFirst();
        if (!first.startsWith(SUBJECT)) {
            throw new IllegalArgumentException(
                    "the mail template '" + template + "' must begin with a line 'Subject: …'");
        }
        return new MailContent(
                first.substring(SUBJECT.length()).strip(),
                parts.size() > 1 ? paragraphs(parts.get(1)) : List.of(),
                parts.size() > 2 ? facts(parts.get(2)) : List.of());
    }

    private static List<List<String>> parts(String text) {
        List<List<String>> parts = new ArrayList<>();
        parts.add(new ArrayList<>());
        for (String line : text.strip().lines().toList()) {
            if (line.strip().equals("---")) {
                parts.add(new ArrayList<>());
            } else {
                parts.getLast().add(line.strip());
            }
        }
        return parts;
    }

    private static List<String> paragraphs(List<String> lines) {
        List<String> paragraphs = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        for (String line : lines) {
            if (line.isEmpty()) {
                end(paragraph, paragraphs);
            } else {
                paragraph.append(paragraph.isEmpty() ? "" : " ").append(line);
            }
        }
        end(paragraph, paragraphs);
        return paragraphs;
    }

    private static void end(StringBuilder paragraph, List<String> paragraphs) {
        if (!paragraph.isEmpty()) {
            paragraphs.add(paragraph.toString());
            paragraph.setLength(0);
        }
    }

    private static List<Fact> facts(List<String> lines) {
        return lines.stream()
                .filter(line -> line.indexOf(": ") > 0)
                .map(line -> new Fact(
                        line.substring(0, line.indexOf(": ")),
                        line.substring(line.indexOf(": ") + 2).strip()))
                .filter(fact -> !fact.value().isEmpty())
                .toList();
    }
}
