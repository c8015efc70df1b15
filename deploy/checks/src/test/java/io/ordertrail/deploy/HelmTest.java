package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Helm itself renders the chart: its pods are those of the base, and wrong values are refused. */
class HelmTest {

    private static final Path CHART = Repository.DEPLOY.resolve("helm/ordertrail");

    @Test
    void helm_finds_no_fault() {
        LintResult result = new Helm(CHART).lint().strict().call();

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    @Test
    void every_object_fits_its_schema_and_every_pod_is_admitted() {
        List<JsonNode> objects = render(Map.of("ingress.enabled", "true", "podMonitor.enabled", "true"));

        assertThat(objects)
                .isNotEmpty()
                .allSatisfy(object -> assertThat(Schemas.faults(object))
                        .as(ManifestsTest.name(object))
                        .isEmpty());
        assertThat(Pods.of(objects))
                .hasSize(4)
                .allSatisfy((name, pod) ->
                        assertThat(PodSecurity.violations(pod)).as(name).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-intake", "status-poller", "refill-manager", "notifier"})
    void a_pod_is_the_one_of_the_base(String service) {
        JsonNode chart = deployment(render(Map.of()), service);
        JsonNode base = ManifestsTest.deployment("base", service);

        for (String field : List.of("/spec/strategy", "/spec/replicas")) {
            assertThat(chart.at(field)).as(field).isEqualTo(base.at(field));
        }
        for (String field : List.of(
                "automountServiceAccountToken",
                "enableServiceLinks",
                "terminationGracePeriodSeconds",
                "securityContext",
                "topologySpreadConstraints",
                "serviceAccountName")) {
            assertThat(chart.at("/spec/template/spec").path(field))
                    .as(field)
                    .isEqualTo(base.at("/spec/template/spec").path(field));
        }
        for (String field : List.of(
                "ports",
                "securityContext",
                "lifecycle",
                "startupProbe",
                "readinessProbe",
                "livenessProbe",
                "resources")) {
            assertThat(ManifestsTest.container(chart).path(field))
                    .as(field)
                    .isEqualTo(ManifestsTest.container(base).path(field));
        }
        assertThat(variables(chart)).containsAll(variables(base));
        assertThat(value(chart, "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE"))
                .isEqualTo(value(base, "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE"));
        assertThat(value(chart, "QUARKUS_SHUTDOWN_TIMEOUT")).isEqualTo(value(base, "QUARKUS_SHUTDOWN_TIMEOUT"));
    }

    @Test
    void settings_are_those_of_the_base() {
        JsonNode chart = configuration(render(Map.of()), "ordertrail");

        assertThat(chart.path("JAVA_TOOL_OPTIONS").asText())
                .isEqualTo(NetworkTest.configuration("base", "ordertrail").get("JAVA_TOOL_OPTIONS"));
        assertThat(configuration(render(Map.of()), "ordertrail-panels").size())
                .isEqualTo(
                        NetworkTest.configuration("base", "ordertrail-panels").size());
    }

    @Test
    void an_ingress_publishes_the_paths_of_shops_only() {
        JsonNode ingress = ManifestsTest.only(render(Map.of("ingress.enabled", "true")), "Ingress")
                .findFirst()
                .orElseThrow();

        assertThat(ManifestsTest.list(ingress.at("/spec/rules/0/http/paths"))
                        .map(path -> path.path("path").asText()))
                .containsExactlyInAnyOrder("/v1/orders", "/v1/subscriptions", "/v1/deliveries", "/v1/unsubscribe");
    }

    @Test
    void without_sasl_and_tls_nothing_asks_for_their_secrets() {
        List<JsonNode> objects = render(Map.of(
                "kafka.securityProtocol", "PLAINTEXT", "kafka.saslMechanism", "", "postgresql.sslMode", "disable"));

        assertThat(objects.toString()).doesNotContain("KAFKA_SASL_JAAS_CONFIG", "postgres-ca");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.securityProtocol, TLS",
        "kafka.bootstrapServers, kafka",
        "postgresql.sslMode, on",
        "services.notifier.replicas, 0",
        "services.unknown.replicas, 2",
        "mail.from, nobody",
        "panels.smmnew.url, smmnew.com",
        "panels.smmnew.dialect, unknown",
        "unknown, 1"
    })
    void a_wrong_value_is_refused(String name, String value) {
        assertThatThrownBy(() -> render(Map.of(name, value))).hasMessageContaining("schema");
    }

    private static List<JsonNode> render(Map<String, String> values) {
        TemplateCommand template =
                new Helm(CHART).template().withNamespace("ordertrail").withKubeVersion("1.34.0");
        values.forEach(template::set);
        return Repository.yaml(template.call()).stream()
                .filter(JsonNode::isObject)
                .toList();
    }

    private static JsonNode deployment(List<JsonNode> objects, String service) {
        return ManifestsTest.only(objects, "Deployment")
                .filter(object -> ManifestsTest.name(object).equals(service))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode configuration(List<JsonNode> objects, String name) {
        return ManifestsTest.only(objects, "ConfigMap")
                .filter(object -> ManifestsTest.name(object).equals(name))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    private static Set<String> variables(JsonNode deployment) {
        Stream<String> sources = ManifestsTest.list(
                        ManifestsTest.container(deployment).path("envFrom"))
                .map(at -> at.elements().next().path("name").asText().replaceAll("-[a-z0-9]{10}$", ""));
        return Stream.concat(
                        ManifestsTest.environment(deployment)
                                .map(variable -> variable.path("name").asText()),
                        sources)
                .collect(Collectors.toSet());
    }

    private static String value(JsonNode deployment, String name) {
        return ManifestsTest.environment(deployment)
                .filter(variable -> variable.path("name").asText().equals(name))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElseThrow();
    }
}
