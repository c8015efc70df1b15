package io.ordertrail.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The queries of rules and dashboards. */
final class Queries {

    static final Path RULES = Repository.DEPLOY.resolve("prometheus/ordertrail.rules.yaml");

    /** Ours, and not the name of a recorded series, which has colons. */
    private static final Pattern METRIC = Pattern.compile("(?<![:\\w])ordertrail_[a-z_]+(?![:\\w])");

    private static final Pattern RECORDED =
            Pattern.compile("(?<![:\\w])(?:panel|service|topic|objective):[a-z_]+:[a-z0-9_]+(?![:\\w])");

    private Queries() {}

    static List<JsonNode> rules() {
        return ManifestsTest.list(
                        Repository.yaml(Repository.read(RULES)).getFirst().path("groups"))
                .flatMap(group -> ManifestsTest.list(group.path("rules")))
                .toList();
    }

    static List<Path> dashboards() {
        return Repository.files(Repository.DEPLOY.resolve("grafana"), ".json");
    }

    /** Returns the dashboards of our own metrics: what Kafka and PostgreSQL run on is seen in a cluster only. */
    static List<Path> ownDashboards() {
        return dashboards().stream()
                .filter(file -> !file.endsWith("ordertrail-infrastructure.json"))
                .toList();
    }

    static Stream<JsonNode> panels(Path dashboard) {
        return ManifestsTest.list(Repository.json(dashboard).path("panels"))
                .filter(panel ->
                        !Set.of("row", "alertlist").contains(panel.path("type").asText()));
    }

    /** Every query there is. */
    static List<String> all() {
        return Stream.concat(
                        rules().stream().map(rule -> rule.path("expr").asText()),
                        dashboards().stream()
                                .flatMap(Queries::panels)
                                .flatMap(panel -> ManifestsTest.list(panel.path("targets")))
                                .map(target -> target.path("expr").asText()))
                .toList();
    }

    static Set<String> metrics() {
        return found(METRIC);
    }

    static Set<String> recorded() {
        return found(RECORDED);
    }

    private static Set<String> found(Pattern pattern) {
        return all().stream()
                .flatMap(query -> pattern.matcher(query).results())
                .map(java.util.regex.MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
