package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of Grafana's dashboard-linter, those that fit. */
class DashboardsTest {

    /** A recorded series: it has no job and no replica any more. */
    private static final Pattern RECORDED = Pattern.compile("\\b(?:panel|service|topic|objective):");

    private static final Pattern COUNTER =
            Pattern.compile("(\\w*\\()\\s*\\(?\\w+_(?:total|bucket|count|sum)\\{[^}]*}(\\[[^]]+])?");

    static Stream<Path> dashboards() {
        return Queries.dashboards().stream();
    }

    static Stream<Path> ownDashboards() {
        return Queries.ownDashboards().stream();
    }

    @Test
    void there_is_an_overview_one_for_each_service_and_one_by_panel() {
        assertThat(dashboards().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder(
                        "ordertrail-overview.json",
                        "ordertrail-order-intake.json",
                        "ordertrail-status-poller.json",
                        "ordertrail-refill-manager.json",
                        "ordertrail-notifier.json",
                        "ordertrail-panel.json",
                        "ordertrail-infrastructure.json");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void every_panel_has_a_title_a_unit_and_a_description(Path dashboard) {
        assertThat(Queries.panels(dashboard)).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("description").asText())
                    .as(panel.path("title").asText())
                    .endsWith(".");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
            assertThat(panel.path("targets")).isNotEmpty();
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
        });
        assertThat(Queries.panels(dashboard).map(panel -> panel.path("title").asText()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("ownDashboards")
    void one_chooses_the_data_source_the_namespace_the_service_the_replica_and_the_panel(Path dashboard) {
        List<String> variables = ManifestsTest.list(Repository.json(dashboard).at("/templating/list"))
                .map(variable -> variable.path("name").asText())
                .toList();

        assertThat(variables).contains("datasource", "namespace", "job", "instance");
        if (!dashboard.endsWith("ordertrail-notifier.json")) { // it calls no panels
            assertThat(variables).contains("panel");
        }
        String used = queries(dashboard).collect(Collectors.joining());
        assertThat(variables)
                .filteredOn(variable -> !variable.equals("datasource"))
                .allSatisfy(variable -> assertThat(used).contains("$" + variable));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void rates_are_over_the_interval_that_grafana_gives_and_counters_are_never_bare(Path dashboard) {
        assertThat(queries(dashboard)).allSatisfy(query -> {
            assertThat(query).doesNotContainPattern("rate\\([^\\[]*\\[(?!\\$__rate_interval|6h)");
            COUNTER.matcher(query)
                    .results()
                    .filter(found -> !query.contains("_load_seconds_") && !query.contains("cnpg_backends_total"))
                    .forEach(found -> assertThat(found.group(2))
                            .as("a range in %s", query)
                            .isNotNull());
            assertThat(query).containsPattern("namespace=~\"\\$namespace\"");
            if (!RECORDED.matcher(query).find() && !dashboard.endsWith("ordertrail-infrastructure.json")) {
                assertThat(query).contains("job=~\"$job\"", "instance=~\"$instance\"");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void every_alert_of_the_chosen_namespaces_is_marked(Path dashboard) {
        JsonNode annotation = Repository.json(dashboard).at("/annotations/list/0");

        assertThat(annotation.path("expr").asText())
                .isEqualTo("ALERTS{app=\"ordertrail\", alertstate=\"firing\", namespace=~\"$namespace|\"}");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void a_figure_that_has_no_data_says_so(Path dashboard) {
        assertThat(Queries.panels(dashboard)
                        .filter(panel -> panel.path("type").asText().equals("stat")))
                .allSatisfy(
                        panel -> assertThat(panel.at("/fieldConfig/defaults").has("noValue"))
                                .as(panel.path("title").asText())
                                .isTrue());
    }

    @Test
    void the_overview_leads_to_a_panel_and_shows_alerts_and_budgets() {
        JsonNode overview = Repository.json(Repository.DEPLOY.resolve("grafana/ordertrail-overview.json"));

        assertThat(overview.toString()).contains("var-panel=${__field.labels.panel}", "\"alertlist\"");
        assertThat(Queries.panels(Repository.DEPLOY.resolve("grafana/ordertrail-overview.json"))
                        .map(panel -> panel.path("title").asText()))
                .contains("Budget left: bought in time", "Burn rates", "Panels");
    }

    /** kubectl apply keeps what it applied in an annotation, of 262,144 bytes at most. */
    @Test
    void each_dashboard_is_a_config_map_that_can_be_applied() {
        List<JsonNode> maps = ManifestsTest.only(Kustomize.render("overlays/production"), "ConfigMap")
                .filter(map -> map.at("/metadata/labels").has("grafana_dashboard"))
                .toList();

        assertThat(maps).hasSize(Queries.dashboards().size()).allSatisfy(map -> {
            assertThat(map.path("data")).hasSize(1);
            assertThat(map.toString().length()).isLessThan(200_000);
            assertThat(map.at("/metadata/annotations/grafana_folder").asText()).isEqualTo("Ordertrail");
        });
    }

    private static Stream<String> queries(Path dashboard) {
        return Queries.panels(dashboard)
                .flatMap(panel -> ManifestsTest.list(panel.path("targets")))
                .map((JsonNode target) -> target.path("expr").asText());
    }
}
