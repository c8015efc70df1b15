package io.ordertrail.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asks a real Prometheus, which scrapes a running stack, every query there is; each must bring data. Run by
 * {@code deploy/prometheus/check-queries}; skipped where no address is given.
 */
class LiveQueriesTest {

    private static final String PROMETHEUS = System.getProperty("ordertrail.prometheus", "");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** {@code metric{labels}}: what an alert looks at, whatever it compares it with. */
    private static final Pattern SELECTOR = Pattern.compile(
            "(?<![:\\w])(?:[a-z]+:)?(?:ordertrail|http_server|kafka|up)[a-z_]*(?::\\w+)?(?:\\{[^}]*})?");

    /** Said only by a service that answered so, which nothing here makes it do; a unit test of promtool shows it. */
    private static final Pattern ONLY_AFTER_OUR_FAILURES = Pattern.compile("status=~\"5");

    /** Said by a cluster only. */
    private static final Pattern ONLY_IN_A_CLUSTER = Pattern.compile("kafka_(controller|server|cluster|log)_");

    static Stream<String> dashboards() {
        return Queries.ownDashboards().stream()
                .flatMap(LiveQueriesTest::queries)
                .distinct();
    }

    static Stream<String> recordings() {
        return Queries.rules().stream()
                .filter(rule -> rule.has("record"))
                .map(rule -> rule.path("record").asText());
    }

    static Stream<String> alerts() {
        return Queries.rules().stream()
                .filter(rule -> rule.has("alert"))
                .flatMap(rule -> SELECTOR.matcher(rule.path("expr").asText()).results())
                .map(MatchResult::group)
                .filter(selector -> !ONLY_AFTER_OUR_FAILURES.matcher(selector).find())
                .filter(selector -> !ONLY_IN_A_CLUSTER.matcher(selector).find())
                .distinct();
    }

    @ParameterizedTest
    @MethodSource({"dashboards", "recordings", "alerts"})
    void a_query_brings_data(String query) throws IOException, InterruptedException {
        assumeTrue(!PROMETHEUS.isEmpty(), "not checked: no -Dordertrail.prometheus=http://localhost:9090");

        JsonNode answer = ask(query);

        assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("success");
        assertThat(answer.at("/data/result")).as(query).isNotEmpty();
    }

    private static JsonNode ask(String query) throws IOException, InterruptedException {
        URI uri = URI.create(PROMETHEUS + "/api/v1/query?query=" + URLEncoder.encode(query, UTF_8));
        HttpResponse<String> answer =
                HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        return Repository.yaml(answer.body()).getFirst();
    }

    /** With Grafana's variables set to "all". */
    private static Stream<String> queries(Path dashboard) {
        JsonNode content = Repository.json(dashboard);
        List<JsonNode> variables =
                ManifestsTest.list(content.at("/templating/list")).toList();
        return Queries.panels(dashboard)
                .flatMap(panel -> ManifestsTest.list(panel.path("targets")))
                .map(target -> target.path("expr").asText().replace("$__rate_interval", "1m"))
                .map(query -> {
                    String set = query;
                    for (JsonNode variable : variables) {
                        set = set.replace(
                                "$" + variable.path("name").asText(),
                                variable.path("allValue").asText(".*"));
                    }
                    return set;
                });
    }
}
