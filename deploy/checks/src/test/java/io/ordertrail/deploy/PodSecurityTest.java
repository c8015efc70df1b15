package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The namespaces admit every pod: those of the services, and those that Strimzi and CloudNativePG make. */
class PodSecurityTest {

    @ParameterizedTest
    @MethodSource("io.ordertrail.deploy.Kustomize#installable")
    void the_namespace_enforces_restricted_and_admits_every_pod(String folder) {
        List<JsonNode> objects = Kustomize.render(folder);

        assertThat(ManifestsTest.only(objects, "Namespace"))
                .isNotEmpty()
                .allSatisfy(namespace -> assertThat(namespace
                                .at("/metadata/labels")
                                .path("pod-security.kubernetes.io/enforce")
                                .asText())
                        .isEqualTo("restricted"));
        assertThat(Pods.of(objects))
                .isNotEmpty()
                .allSatisfy((name, pod) ->
                        assertThat(PodSecurity.violations(pod)).as(name).isEmpty());
    }

    @Test
    void kafka_without_templates_is_refused() {
        List<JsonNode> objects = Kustomize.render("overlays/production").stream()
                .map(object -> {
                    ObjectNode bare = object.deepCopy();
                    bare.withObject("/spec").remove("template");
                    if (bare.path("kind").asText().equals("Kafka")) {
                        bare.withObject("/spec/entityOperator").remove("template");
                    }
                    return (JsonNode) bare;
                })
                .filter(object -> object.path("kind").asText().startsWith("Kafka"))
                .toList();

        assertThat(Pods.of(objects).keySet())
                .containsExactly(
                        "Kafka ordertrail-broker", "Kafka ordertrail-controller", "Kafka ordertrail-entity-operator");
        assertThat(Pods.of(objects))
                .allSatisfy((name, pod) -> assertThat(PodSecurity.violations(pod))
                        .as(name)
                        .anyMatch(violation -> violation.endsWith("allowPrivilegeEscalation != false"))
                        .anyMatch(violation -> violation.endsWith("unrestricted capabilities"))
                        .anyMatch(violation -> violation.endsWith("runAsNonRoot != true"))
                        .anyMatch(violation -> violation.endsWith("seccompProfile")));
    }

    @Test
    void a_container_that_brokers_get_for_their_rack_is_looked_at_too() {
        assertThat(Objects.requireNonNull(Pods.of(Kustomize.render("../checks/kubernetes/everything"))
                                .get("Kafka ordertrail-broker"))
                        .path("initContainers"))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("io.ordertrail.deploy.Kustomize#installable")
    void what_must_not_be_lost_together_is_never_on_one_node(String folder) {
        List<JsonNode> objects = Kustomize.render(folder);

        assertThat(ManifestsTest.only(objects, "KafkaNodePool")).allSatisfy(pool -> {
            JsonNode required = pool.at(
                    "/spec/template/pod/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0");
            assertThat(required.path("topologyKey").asText()).isEqualTo("kubernetes.io/hostname");
            assertThat(required.at("/labelSelector/matchLabels")
                            .path("strimzi.io/pool-name")
                            .asText())
                    .isEqualTo(ManifestsTest.name(pool));
        });
        assertThat(ManifestsTest.only(objects, "Cluster")).allSatisfy(cluster -> {
            assertThat(cluster.at("/spec/affinity/podAntiAffinityType").asText())
                    .isEqualTo("required");
            assertThat(cluster.at("/spec/affinity/topologyKey").asText()).isEqualTo("kubernetes.io/hostname");
        });
    }

    @ParameterizedTest
    @MethodSource("io.ordertrail.deploy.Kustomize#installable")
    void an_upgrade_of_the_operator_does_not_upgrade_kafka(String folder) {
        assertThat(ManifestsTest.only(Kustomize.render(folder), "Kafka")).allSatisfy(kafka -> {
            String version = kafka.at("/spec/kafka/version").asText();
            String metadata = kafka.at("/spec/kafka/metadataVersion").asText();
            assertThat(version).matches("\\d+\\.\\d+\\.\\d+");
            assertThat(metadata).matches("\\d+\\.\\d+(-IV\\d+)?");
            assertThat(minor(metadata)).isLessThanOrEqualTo(minor(version));
        });
    }

    private static int minor(String version) {
        String[] parts = version.split("[.-]");
        return Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
    }
}
