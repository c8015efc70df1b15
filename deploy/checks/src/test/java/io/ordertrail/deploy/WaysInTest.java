package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shops get in from outside by their paths, and by no other; management has a port that nothing publishes. */
class WaysInTest {

    /** What shops use, and the service that has it. All else is for operators. */
    private static final Map<String, String> OF_SHOPS = Map.of(
            "/v1/orders", "order-intake",
            "/v1/subscriptions", "notifier",
            "/v1/deliveries", "notifier",
            "/v1/unsubscribe", "notifier");

    private static final String EVERYTHING = "../checks/kubernetes/everything";
    private static final Pattern RESOURCE = Pattern.compile("^@Path\\(\"(/[^\"]+)\"\\)", Pattern.MULTILINE);

    @Test
    void an_ingress_publishes_the_paths_of_shops_only() {
        Map<String, String> published = new TreeMap<>();
        for (JsonNode ingress :
                ManifestsTest.only(Kustomize.render(EVERYTHING), "Ingress").toList()) {
            assertThat(ingress.at("/spec/defaultBackend").isMissingNode()).isTrue();
            assertThat(ingress.at("/spec/tls/0/secretName").asText()).isNotBlank();
            ManifestsTest.list(ingress.at("/spec/rules"))
                    .flatMap(rule -> ManifestsTest.list(rule.at("/http/paths")))
                    .forEach(path -> {
                        assertThat(path.path("pathType").asText()).isEqualTo("Prefix");
                        assertThat(path.at("/backend/service/port/name").asText())
                                .isEqualTo("http");
                        published.put(
                                path.path("path").asText(),
                                path.at("/backend/service/name").asText());
                    });
        }

        assertThat(published).isEqualTo(new TreeMap<>(OF_SHOPS));
    }

    @Test
    void a_route_of_the_gateway_publishes_the_paths_of_shops_only() {
        List<JsonNode> objects = Kustomize.render(EVERYTHING);
        Map<String, String> published = new TreeMap<>();
        for (JsonNode route : ManifestsTest.only(objects, "HTTPRoute").toList()) {
            for (JsonNode rule : route.at("/spec/rules")) {
                String service = rule.at("/backendRefs/0/name").asText();
                assertThat(ManifestsTest.list(service(objects, service).at("/spec/ports"))
                                .map(port -> port.path("port").asInt()))
                        .containsExactly(rule.at("/backendRefs/0/port").asInt());
                ManifestsTest.list(rule.path("matches")).forEach(match -> {
                    assertThat(match.at("/path/type").asText()).isEqualTo("PathPrefix");
                    published.put(match.at("/path/value").asText(), service);
                });
            }
        }

        assertThat(published).isEqualTo(new TreeMap<>(OF_SHOPS));
    }

    @Test
    void the_paths_of_shops_are_in_the_code_and_hide_none_of_operators() {
        OF_SHOPS.forEach((path, service) -> assertThat(resources(service))
                .as(service)
                .anyMatch(resource -> resource.equals(path) || resource.startsWith(path + "/")));
        Set<String> operators = ManifestsTest.SERVICES.stream()
                .flatMap(service -> resources(service).stream())
                .filter(path -> OF_SHOPS.keySet().stream().noneMatch(shops -> below(path, shops)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(operators).contains("/v1/keys", "/v1/doubts", "/v1/dead-letters", "/v1/panels", "/v1/refills");
    }

    @ParameterizedTest
    @MethodSource("io.ordertrail.deploy.Kustomize#installable")
    void no_service_publishes_its_management(String folder) {
        List<JsonNode> objects = Kustomize.render(folder);

        assertThat(ManifestsTest.only(objects, "Service"))
                .isNotEmpty()
                .allSatisfy(service -> assertThat(ManifestsTest.list(service.at("/spec/ports")))
                        .noneMatch(port -> port.path("targetPort").asText().equals("management")));
        assertThat(ingress(objects, "ordertrail.io/ingress")).containsOnly("http");
        assertThat(ingress(objects, "ordertrail.io/monitoring")).containsOnly("management");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/production", EVERYTHING})
    void what_is_scraped_is_a_port_that_the_pods_have(String folder) {
        List<JsonNode> objects = Kustomize.render(folder);
        JsonNode monitor = ManifestsTest.only(objects, "PodMonitor")
                .filter(object -> ManifestsTest.name(object).equals("ordertrail"))
                .findFirst()
                .orElseThrow();
        String port = monitor.at("/spec/podMetricsEndpoints/0/port").asText();

        for (String service : ManifestsTest.SERVICES) {
            assertThat(ManifestsTest.list(ManifestsTest.container(ManifestsTest.deployment(folder, service))
                                    .path("ports"))
                            .map(each -> each.path("name").asText()))
                    .contains(port);
        }
    }

    private static boolean below(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    /** Returns the ports that the policies open for namespaces with a label. */
    private static Stream<String> ingress(List<JsonNode> objects, String label) {
        return ManifestsTest.only(objects, "NetworkPolicy")
                .flatMap(policy -> ManifestsTest.list(policy.at("/spec/ingress")))
                .filter(rule -> rule.path("from").toString().contains(label))
                .flatMap(rule -> ManifestsTest.list(rule.path("ports")))
                .map(port -> port.path("port").asText());
    }

    private static JsonNode service(List<JsonNode> objects, String name) {
        return ManifestsTest.only(objects, "Service")
                .filter(object -> ManifestsTest.name(object).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> resources(String service) {
        return Repository.files(Repository.ROOT.resolve(Path.of(service, "src/main/java")), ".java").stream()
                .map(Repository::read)
                .flatMap(text -> RESOURCE.matcher(text).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
