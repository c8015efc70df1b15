package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final Path FOLDER = Repository.DEPLOY.resolve("prometheus");

    @Test
    void promtool_finds_no_fault() {
        Tool.PROMTOOL.mustBeThere();

        Tool.Answer rules = Tool.PROMTOOL.run(FOLDER, "check", "rules", "ordertrail.rules.yaml");
        Tool.Answer config = Tool.PROMTOOL.run(FOLDER, "check", "config", "local.yml");

        assertThat(rules.code()).as(rules.output() + rules.errors()).isZero();
        assertThat(config.code()).as(config.output() + config.errors()).isZero();
    }

    @Test
    void the_alerts_fire_when_they_should_and_not_when_they_should_not() {
        Tool.PROMTOOL.mustBeThere();

        Tool.Answer tests =
                Tool.PROMTOOL.run(FOLDER, "test", "rules", "tests/ordertrail.test.yaml", "tests/backup.test.yaml");

        assertThat(tests.code()).as(tests.output() + tests.errors()).isZero();
    }

    @Test
    void every_alert_is_tried_by_a_unit_test() {
        String tests = Repository.read(FOLDER.resolve("tests/ordertrail.test.yaml"))
                + Repository.read(FOLDER.resolve("tests/backup.test.yaml"));

        assertThat(alerts())
                .allSatisfy(
                        alert -> assertThat(tests).contains(alert.path("alert").asText()));
    }

    @Test
    void every_alert_says_how_bad_it_is_what_it_means_and_what_to_do() {
        Set<String> sections = Repository.read(Repository.ROOT.resolve("docs/runbook.md"))
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line ->
                        line.substring(3).toLowerCase(java.util.Locale.ROOT).replace(' ', '-'))
                .collect(Collectors.toSet());

        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(alert.at("/labels/app").asText()).isEqualTo("ordertrail");
            assertThat(alert.path("alert").asText()).startsWith("Ordertrail");
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            assertThat(alert.at("/annotations/description").asText()).isNotBlank();
            String runbook = alert.at("/annotations/runbook_url").asText();
            assertThat(runbook).contains("docs/runbook.md#");
            assertThat(sections).contains(runbook.substring(runbook.indexOf('#') + 1));
        });
    }

    @Test
    void no_aggregation_mixes_installations() {
        assertThat(Queries.rules())
                .allSatisfy(rule -> assertThat(rule.path("expr").asText())
                        .as(rule.path("alert").asText(rule.path("record").asText()))
                        .doesNotContainPattern("(?<![\\w:])(sum|max|min|count|avg)\\s*\\(")
                        .doesNotContainPattern("(sum|max|min|count|avg) by \\((?!namespace|resource_namespace)"));
    }

    @Test
    void an_alert_that_says_what_is_missing_says_where() {
        assertThat(alerts())
                .filteredOn(alert -> alert.path("alert").asText().endsWith("Absent"))
                .isNotEmpty()
                .allSatisfy(
                        alert -> assertThat(alert.at("/annotations/description").asText())
                                .contains("$labels.namespace"));
    }

    @Test
    void kubernetes_has_the_same_rules() {
        JsonNode wrapped = Repository.yaml(Repository.read(
                        Repository.DEPLOY.resolve("kubernetes/components/prometheus-operator/rules.yaml")))
                .getFirst();

        assertThat(wrapped.at("/spec/groups"))
                .as("run deploy/prometheus/wrap")
                .isEqualTo(Repository.yaml(Repository.read(Queries.RULES))
                        .getFirst()
                        .path("groups"));
    }

    private static List<JsonNode> alerts() {
        return Queries.rules().stream().filter(rule -> rule.has("alert")).toList();
    }
}
