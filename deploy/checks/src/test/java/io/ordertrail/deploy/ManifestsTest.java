package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertrail.events.Topics;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {

    static final Set<String> SERVICES = Set.of("order-intake", "status-poller", "refill-manager", "notifier");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base",
                "overlays/dev",
                "overlays/production",
                "overlays/existing",
                "../checks/kubernetes/everything",
                "../checks/kubernetes/restore"
            })
    void every_object_fits_its_schema(String folder) {
        List<JsonNode> objects = Kustomize.render(folder);

        assertThat(objects)
                .isNotEmpty()
                .allSatisfy(object ->
                        assertThat(Schemas.faults(object)).as(named(object)).isEmpty());
    }

    @Test
    void a_wrong_field_is_found_in_every_kind() {
        for (JsonNode object : Kustomize.render("../checks/kubernetes/everything")) {
            ObjectNode wrong = object.deepCopy();
            wrong.put("unheardOf", true);

            assertThat(Schemas.faults(wrong)).as(named(object)).isNotEmpty();
        }
    }

    @Test
    void a_wrong_field_deep_inside_and_a_wrong_type_are_found() {
        ObjectNode misspelt = deployment("overlays/production", "notifier").deepCopy();
        ((ObjectNode) container(misspelt)).withObject("/readinessProbe").put("periodSecond", 5);
        ObjectNode mistyped = deployment("overlays/production", "notifier").deepCopy();
        ((ObjectNode) container(mistyped)).withObject("/readinessProbe").put("periodSeconds", "often");
        ObjectNode topic = only(Kustomize.render("overlays/production"), "KafkaTopic")
                .findFirst()
                .orElseThrow()
                .deepCopy();
        topic.withObject("/spec").put("partition", 3);

        assertThat(Schemas.faults(misspelt)).isNotEmpty();
        assertThat(Schemas.faults(mistyped)).isNotEmpty();
        assertThat(Schemas.faults(topic)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/dev", "overlays/production"})
    void every_service_is_hardened(String folder) {
        for (String service : SERVICES) {
            JsonNode pod = deployment(folder, service).at("/spec/template/spec");
            JsonNode container = container(deployment(folder, service));

            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                    .isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").isTextual()).isTrue();
            assertThat(container.at("/resources/requests/cpu").isTextual()).isTrue();
            assertThat(pod.path("topologySpreadConstraints")).hasSize(2);
            for (String probe : List.of("started", "ready", "live")) {
                assertThat(container.toString()).contains("/q/health/" + probe);
            }
        }
    }

    @Test
    void each_service_listens_where_the_manifests_say() {
        for (String service : SERVICES) {
            JsonNode container = container(deployment("base", service));
            var settings = Repository.settings(service);
            assertThat(port(container, "http")).isEqualTo(settings.getProperty("quarkus.http.port"));
            assertThat(port(container, "management")).isEqualTo(settings.getProperty("quarkus.management.port"));
            assertThat(settings.getProperty("quarkus.management.enabled")).isEqualTo("true");
            for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                assertThat(container.path(probe).at("/httpGet/port").asText()).isEqualTo("management");
            }
        }
    }

    private static String port(JsonNode container, String name) {
        return list(container.path("ports"))
                .filter(port -> port.path("name").asText().equals(name))
                .map(port -> port.path("containerPort").asText())
                .findFirst()
                .orElse("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production"})
    void the_topics_are_those_of_the_code(String folder) {
        assertThat(only(Kustomize.render(folder), "KafkaTopic").map(ManifestsTest::name))
                .containsExactlyInAnyOrderElementsOf(Topics.all());
    }

    @Test
    void what_dev_refers_to_is_there() {
        List<JsonNode> objects = Kustomize.render("overlays/dev");
        Set<String> made =
                only(objects, "Secret").map(ManifestsTest::name).collect(Collectors.toCollection(TreeSet::new));
        made.addAll(only(objects, "ConfigMap").map(ManifestsTest::name).toList());
        made.addAll(only(objects, "KafkaUser").map(ManifestsTest::name).toList()); // Strimzi makes the secret
        made.add("ordertrail-cluster-ca-cert");

        for (String service : SERVICES) {
            JsonNode container = container(deployment("overlays/dev", service));
            Stream.concat(
                            container.findParents("secretKeyRef").stream().map(at -> at.path("secretKeyRef")),
                            list(container.path("envFrom"))
                                    .map(at -> at.elements().next()))
                    .filter(reference -> !reference.path("optional").asBoolean())
                    .forEach(reference ->
                            assertThat(made).contains(reference.path("name").asText()));
        }
    }

    static Stream<JsonNode> only(List<JsonNode> objects, String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    static JsonNode deployment(String folder, String service) {
        return only(Kustomize.render(folder), "Deployment")
                .filter(object -> name(object).equals(service))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode container(JsonNode deployment) {
        return deployment.at("/spec/template/spec/containers/0");
    }

    static Stream<JsonNode> environment(JsonNode deployment) {
        return list(container(deployment).path("env"));
    }

    static Stream<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    private static String named(JsonNode object) {
        return object.path("kind").asText() + " " + name(object);
    }

    static Set<String> allowed(JsonNode user, String type, String operation) {
        return list(user.at("/spec/authorization/acls"))
                .filter(rule -> rule.at("/resource/type").asText().equals(type))
                .filter(rule -> rule.path("operations").toString().contains('"' + operation + '"'))
                .map(rule -> rule.at("/resource/name").asText())
                .collect(Collectors.toSet());
    }
}
