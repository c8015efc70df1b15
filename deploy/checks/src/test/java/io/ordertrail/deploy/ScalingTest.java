package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** KEDA can do its work, and what it scales to fits the partitions of Kafka and the connection limits of PostgreSQL. */
class ScalingTest {

    /** What is left of max_connections: superuser_reserved_connections (3), CloudNativePG's probes, its metrics. */
    private static final int CONNECTIONS_OF_THE_OPERATOR = 15;

    /** The default of {@code quarkus.datasource.reactive.max-size} and of {@code quarkus.datasource.jdbc.max-size}. */
    private static final String DEFAULT_POOL = "20";

    @ParameterizedTest
    @ValueSource(strings = {"overlays/production", "../checks/kubernetes/everything"})
    void an_autoscaler_can_be_made_of_every_scaled_object(String folder) {
        assertThat(faults(Kustomize.render(folder))).isEmpty();
    }

    @Test
    void an_address_without_a_namespace_is_found() {
        List<JsonNode> objects = changed("bootstrapServers", "ordertrail-kafka-bootstrap:9093");

        assertThat(faults(objects)).anyMatch(fault -> fault.contains("is looked up in KEDA's namespace"));
    }

    @Test
    void an_address_in_another_namespace_and_a_port_without_a_listener_are_found() {
        assertThat(faults(changed("bootstrapServers", "ordertrail-kafka-bootstrap.elsewhere.svc:9093")))
                .isNotEmpty();
        assertThat(faults(changed("bootstrapServers", "ordertrail-kafka-bootstrap.ordertrail.svc:9092")))
                .isNotEmpty();
        assertThat(faults(changed("topic", "orders.unknown"))).isNotEmpty();
    }

    @Test
    void a_service_is_scaled_by_every_topic_that_it_reads() {
        List<JsonNode> objects = Kustomize.render("overlays/production");
        for (String service : ManifestsTest.SERVICES) {
            Set<String> expected = Subscription.of(service).stream()
                    .filter(subscription -> !subscription.topic().startsWith("dead-letters."))
                    .map(subscription -> subscription.group() + " " + subscription.topic())
                    .collect(Collectors.toSet());

            assertThat(triggers(scaled(objects, service))
                            .map(metadata -> metadata.path("consumerGroup").asText() + " "
                                    + metadata.path("topic").asText()))
                    .as(service)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void there_are_never_more_replicas_than_partitions() {
        List<JsonNode> objects = Kustomize.render("overlays/production");
        for (JsonNode scaled : ManifestsTest.only(objects, "ScaledObject").toList()) {
            int partitions = triggers(scaled)
                    .mapToInt(
                            trigger -> partitions(objects, trigger.path("topic").asText()))
                    .max()
                    .orElseThrow();
            assertThat(scaled.at("/spec/maxReplicaCount").asInt()).isBetween(2, partitions);
            assertThat(scaled.at("/spec/minReplicaCount").asInt()).isGreaterThanOrEqualTo(2);
            assertThat(scaled.at("/spec/fallback/replicas").asInt()).isGreaterThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("io.ordertrail.deploy.Kustomize#installable")
    void connections_of_all_replicas_fit_the_limits_of_postgresql(String folder) {
        List<JsonNode> objects = Kustomize.render(folder);
        for (JsonNode cluster : ManifestsTest.only(objects, "Cluster").toList()) {
            int total = 0;
            for (String service : ManifestsTest.SERVICES) {
                JsonNode deployment = ManifestsTest.deployment(folder, service);
                String secret = ManifestsTest.environment(deployment)
                        .filter(variable -> variable.path("name").asText().equals("QUARKUS_DATASOURCE_USERNAME"))
                        .map(variable ->
                                variable.at("/valueFrom/secretKeyRef/name").asText())
                        .findFirst()
                        .orElseThrow();
                int limit = ManifestsTest.list(cluster.at("/spec/managed/roles"))
                        .filter(role -> role.at("/passwordSecret/name").asText().equals(secret))
                        .mapToInt(role -> role.path("connectionLimit").asInt())
                        .findFirst()
                        .orElseThrow();
                int surge =
                        deployment.at("/spec/strategy/rollingUpdate/maxSurge").asInt();
                int goingDown = 1;
                int most = (mostReplicas(objects, deployment) + surge + goingDown) * connections(deployment, service);
                assertThat(most).as("connections of " + service).isLessThanOrEqualTo(limit);
                total += limit;
            }
            assertThat(total + CONNECTIONS_OF_THE_OPERATOR)
                    .as("limits of all roles")
                    .isLessThanOrEqualTo(cluster.at("/spec/postgresql/parameters/max_connections")
                            .asInt());
        }
    }

    /** Returns what keeps KEDA from making an autoscaler, or an autoscaler from seeing anything. */
    private static List<String> faults(List<JsonNode> objects) {
        List<String> faults = new ArrayList<>();
        Set<String> secrets = ManifestsTest.only(objects, "KafkaUser")
                .map(ManifestsTest::name)
                .collect(Collectors.toCollection(HashSet::new));
        secrets.add("ordertrail-cluster-ca-cert");
        JsonNode keda = ManifestsTest.only(objects, "KafkaUser")
                .filter(user -> ManifestsTest.name(user).equals("keda"))
                .findFirst()
                .orElseThrow();
        for (JsonNode scaled : ManifestsTest.only(objects, "ScaledObject").toList()) {
            String name = ManifestsTest.name(scaled) + ": ";
            if (ManifestsTest.only(objects, "Deployment")
                    .noneMatch(deployment -> ManifestsTest.name(deployment)
                            .equals(scaled.at("/spec/scaleTargetRef/name").asText()))) {
                faults.add(name + "no such Deployment");
            }
            triggers(scaled).forEach(trigger -> {
                String address = trigger.path("bootstrapServers").asText();
                if (!address.matches("[^.]+\\.[^.]+\\.svc:\\d+")) {
                    faults.add(name + address + " is looked up in KEDA's namespace");
                } else if (ManifestsTest.only(objects, "Kafka").noneMatch(kafka -> listens(kafka, address, trigger))) {
                    faults.add(name + "no listener for KEDA at " + address);
                }
                String topic = trigger.path("topic").asText();
                if (partitions(objects, topic) == 0
                        || !ManifestsTest.allowed(keda, "topic", "Describe").contains(topic)) {
                    faults.add(name + "KEDA may not look at topic " + topic);
                }
                String group = trigger.path("consumerGroup").asText();
                if (!ManifestsTest.allowed(keda, "group", "Describe").contains(group)) {
                    faults.add(name + "KEDA may not look at group " + group);
                }
            });
        }
        ManifestsTest.only(objects, "TriggerAuthentication")
                .flatMap(authentication -> ManifestsTest.list(authentication.at("/spec/secretTargetRef")))
                .map(reference -> reference.path("name").asText())
                .filter(secret -> !secrets.contains(secret))
                .forEach(secret -> faults.add("no secret " + secret));
        return faults;
    }

    /** Whether the address is of a listener of this Kafka that speaks as the trigger does and lets KEDA's namespace in. */
    private static boolean listens(JsonNode kafka, String address, JsonNode trigger) {
        String host = "%s-kafka-bootstrap.%s.svc:"
                .formatted(
                        ManifestsTest.name(kafka),
                        kafka.at("/metadata/namespace").asText());
        return address.startsWith(host)
                && ManifestsTest.list(kafka.at("/spec/kafka/listeners")).anyMatch(listener -> {
                    boolean admits = listener.path("networkPolicyPeers").isMissingNode()
                            || listener.path("networkPolicyPeers").toString().contains("\"keda\"");
                    return listener.path("port").asText().equals(address.substring(host.length()))
                            && listener.path("tls").asBoolean()
                                    == trigger.path("tls").asText().equals("enable")
                            && admits;
                });
    }

    private static int mostReplicas(List<JsonNode> objects, JsonNode deployment) {
        return ManifestsTest.only(objects, "ScaledObject")
                .filter(scaled ->
                        scaled.at("/spec/scaleTargetRef/name").asText().equals(ManifestsTest.name(deployment)))
                .mapToInt(scaled -> scaled.at("/spec/maxReplicaCount").asInt())
                .findFirst()
                .orElseGet(() -> deployment.at("/spec/replicas").asInt());
    }

    private static int connections(JsonNode deployment, String service) {
        return size(deployment, service, "quarkus.datasource.reactive.max-size")
                + size(deployment, service, "quarkus.datasource.jdbc.max-size");
    }

    private static int size(JsonNode deployment, String service, String setting) {
        Properties settings = Repository.settings(service);
        return ManifestsTest.environment(deployment)
                .filter(variable -> variable.path("name").asText().equals(NamesTest.variable(setting)))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .map(Integer::parseInt)
                .orElseGet(() -> Integer.parseInt(settings.getProperty(setting, DEFAULT_POOL)));
    }

    private static JsonNode scaled(List<JsonNode> objects, String name) {
        return ManifestsTest.only(objects, "ScaledObject")
                .filter(object -> ManifestsTest.name(object).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> triggers(JsonNode scaled) {
        return ManifestsTest.list(scaled.at("/spec/triggers"))
                .filter(trigger -> trigger.path("type").asText().equals("kafka"))
                .map(trigger -> trigger.path("metadata"));
    }

    private static int partitions(List<JsonNode> objects, String topic) {
        return ManifestsTest.only(objects, "KafkaTopic")
                .filter(object -> ManifestsTest.name(object).equals(topic))
                .mapToInt(object -> object.at("/spec/partitions").asInt())
                .findFirst()
                .orElse(0);
    }

    /** Returns the objects of production with a field of every trigger of Kafka replaced. */
    private static List<JsonNode> changed(String field, String value) {
        return Kustomize.render("overlays/production").stream()
                .map(object -> {
                    JsonNode copy = object.deepCopy();
                    if (copy.path("kind").asText().equals("ScaledObject")) {
                        triggers(copy).forEach(trigger -> ((ObjectNode) trigger).put(field, value));
                    }
                    return copy;
                })
                .toList();
    }
}
