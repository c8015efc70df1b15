package io.ordertrail.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds code, pages, metrics, alerts and mails to the words of CONTRIBUTING.md: its table is the list. */
class WordsTest {

    private static final Path ROOT = Path.of("..");
    /** Of files with text; one without a point in its name, such as a script or a mail, has it too. */
    private static final Set<String> KINDS = Set.of(
            "java",
            "md",
            "yaml",
            "yml",
            "properties",
            "sql",
            "html",
            "txt",
            "json",
            "sh",
            "dot",
            "xml",
            "patch",
            "env",
            "tpl");
    /** The words are theirs: the list itself, and a licence that names a mark of the trade. */
    private static final Set<String> EXEMPT = Set.of("CONTRIBUTING.md", "WordsTest.java", "LICENSE");
    /** Folders whose content is others' or made by a build. */
    private static final Set<String> SKIPPED = Set.of("target", ".git", "providers", "data", "logs", "node_modules");

    private static final Pattern ROW = Pattern.compile("^\\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    @Test
    void nothing_is_written_in_words_that_contributing_md_replaces() throws IOException {
        List<Rule> rules = rules();
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                String words = CAMEL.matcher(line).replaceAll(" ").replace('_', ' ');
                for (Rule rule : rules) {
                    Matcher matcher = rule.pattern.matcher(words);
                    if (matcher.find()) {
                        found.add("%s:%d says \"%s\"; write %s"
                                .formatted(ROOT.relativize(file), number, matcher.group(), rule.instead));
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void the_check_sees_a_word_in_a_name_as_well_as_in_prose() throws IOException {
        List<Rule> rules = rules();

        assertThat(rules).hasSizeGreaterThan(5);
        assertThat(Stream.of("the shop is told", "private Instant toldAt;", "first_heard timestamptz"))
                .allSatisfy(line -> assertThat(rules)
                        .anyMatch(rule -> rule.pattern
                                .matcher(CAMEL.matcher(line).replaceAll(" ").replace('_', ' '))
                                .find()));
    }

    private record Rule(Pattern pattern, String instead) {}

    /** Reads the table below "## Words". */
    private static List<Rule> rules() throws IOException {
        List<Rule> rules = new ArrayList<>();
        boolean words = false;
        for (String line : Files.readAllLines(ROOT.resolve("CONTRIBUTING.md"))) {
            words = line.startsWith("## ") ? line.equals("## Words") : words;
            Matcher row = ROW.matcher(line);
            if (words && row.matches() && !row.group(1).equals("not")) {
                String alternatives = Stream.of(row.group(1).split(","))
                        .map(String::strip)
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"));
                rules.add(new Rule(
                        Pattern.compile("\\b(?:" + alternatives + ")\\b", Pattern.CASE_INSENSITIVE), row.group(2)));
            }
        }
        return rules;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(Files::isRegularFile)
                    .filter(WordsTest::isText)
                    .filter(file -> Stream.of(ROOT.relativize(file).toString().split("[/\\\\]"))
                            .noneMatch(SKIPPED::contains))
                    .filter(file -> !EXEMPT.contains(file.getFileName().toString()))
                    .toList();
        }
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        return !name.contains(".") || KINDS.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
