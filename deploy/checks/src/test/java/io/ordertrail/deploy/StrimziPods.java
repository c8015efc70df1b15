package io.ordertrail.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.strimzi.api.kafka.model.common.template.ContainerTemplate;
import io.strimzi.api.kafka.model.common.template.PodTemplate;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaClusterTemplate;
import io.strimzi.api.kafka.model.kafka.Storage;
import io.strimzi.api.kafka.model.kafka.entityoperator.EntityOperatorTemplate;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePoolTemplate;
import io.strimzi.plugin.security.profiles.ContainerSecurityProviderContext;
import io.strimzi.plugin.security.profiles.PodSecurityProvider;
import io.strimzi.plugin.security.profiles.PodSecurityProviderContext;
import io.strimzi.plugin.security.profiles.impl.BaselinePodSecurityProvider;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pods that Strimzi makes of Kafka and KafkaNodePool, as far as Pod Security looks at them. Its own model reads the resources, and
 * its own provider, the one that it has unless installed otherwise, makes the security contexts of what their templates say. Which pods
 * and containers there are follows KafkaCluster, EntityOperator, KafkaExporter and CruiseControl of the cluster operator 1.2, and how the templates of
 * the two resources go together, KafkaPool.processTemplate.
 */
final class StrimziPods {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PodSecurityProvider PROVIDER = new BaselinePodSecurityProvider();

    private StrimziPods() {}

    static Map<String, JsonNode> of(List<JsonNode> objects) {
        Map<String, JsonNode> pods = new TreeMap<>();
        for (JsonNode object : ManifestsTest.only(objects, "Kafka").toList()) {
            Kafka kafka = read(object, Kafka.class);
            String cluster = kafka.getMetadata().getName();
            ManifestsTest.only(objects, "KafkaNodePool")
                    .map(pool -> read(pool, KafkaNodePool.class))
                    .filter(pool ->
                            cluster.equals(pool.getMetadata().getLabels().get("strimzi.io/cluster")))
                    .forEach(pool -> pods.put(
                            "Kafka " + cluster + "-" + pool.getMetadata().getName(), node(kafka, pool)));
            if (kafka.getSpec().getEntityOperator() != null) {
                pods.put("Kafka " + cluster + "-entity-operator", entityOperator(kafka));
            }
            if (kafka.getSpec().getKafkaExporter() != null) {
                pods.put("Kafka " + cluster + "-kafka-exporter", exporter(kafka));
            }
            if (kafka.getSpec().getCruiseControl() != null) {
                throw new IllegalStateException("Cruise Control: add what it makes here");
            }
        }
        return pods;
    }

    private static JsonNode node(Kafka kafka, KafkaNodePool pool) {
        KafkaClusterTemplate shared = kafka.getSpec().getKafka().getTemplate();
        KafkaNodePoolTemplate own = pool.getSpec().getTemplate();
        PodTemplate pod = choose(own, KafkaNodePoolTemplate::getPod, shared, KafkaClusterTemplate::getPod);
        ContainerTemplate container =
                choose(own, KafkaNodePoolTemplate::getKafkaContainer, shared, KafkaClusterTemplate::getKafkaContainer);
        ContainerTemplate init =
                choose(own, KafkaNodePoolTemplate::getInitContainer, shared, KafkaClusterTemplate::getInitContainer);
        Storage storage = pool.getSpec().getStorage();
        ObjectNode spec = pod(PROVIDER.kafkaPodSecurityContext(context(storage, pod)));
        add(spec, "containers", "kafka", PROVIDER.kafkaContainerSecurityContext(context(storage, container)));
        boolean external = kafka.getSpec().getKafka().getListeners().stream()
                .anyMatch(listener -> listener.getType().toValue().equals("nodeport"));
        if (external || kafka.getSpec().getKafka().getRack() != null) {
            add(spec, "initContainers", "kafka-init", PROVIDER.kafkaInitContainerSecurityContext(context(null, init)));
        }
        return spec;
    }

    private static JsonNode entityOperator(Kafka kafka) {
        EntityOperatorTemplate template = kafka.getSpec().getEntityOperator().getTemplate();
        ObjectNode spec = pod(PROVIDER.entityOperatorPodSecurityContext(
                context(null, get(template, EntityOperatorTemplate::getPod))));
        if (kafka.getSpec().getEntityOperator().getTopicOperator() != null) {
            add(
                    spec,
                    "containers",
                    "topic-operator",
                    PROVIDER.entityTopicOperatorContainerSecurityContext(
                            context(null, get(template, EntityOperatorTemplate::getTopicOperatorContainer))));
        }
        if (kafka.getSpec().getEntityOperator().getUserOperator() != null) {
            add(
                    spec,
                    "containers",
                    "user-operator",
                    PROVIDER.entityUserOperatorContainerSecurityContext(
                            context(null, get(template, EntityOperatorTemplate::getUserOperatorContainer))));
        }
        return spec;
    }

    private static JsonNode exporter(Kafka kafka) {
        var template = kafka.getSpec().getKafkaExporter().getTemplate();
        ObjectNode spec = pod(
                PROVIDER.kafkaExporterPodSecurityContext(context(null, template == null ? null : template.getPod())));
        add(
                spec,
                "containers",
                "kafka-exporter",
                PROVIDER.kafkaExporterContainerSecurityContext(
                        context(null, template == null ? null : template.getContainer())));
        return spec;
    }

    private static <T, V> @Nullable V get(@Nullable T template, Function<T, @Nullable V> part) {
        return template == null ? null : part.apply(template);
    }

    /** Returns the pool's part of a template, and the cluster's where the pool has none. */
    private static <P, C, V> @Nullable V choose(
            @Nullable P pool,
            Function<P, @Nullable V> ofPool,
            @Nullable C cluster,
            Function<C, @Nullable V> ofCluster) {
        V own = get(pool, ofPool);
        return own == null ? get(cluster, ofCluster) : own;
    }

    private static ObjectNode pod(@Nullable PodSecurityContext context) {
        ObjectNode pod = JSON.createObjectNode();
        pod.set("securityContext", JSON.valueToTree(context == null ? new PodSecurityContext() : context));
        return pod;
    }

    private static void add(ObjectNode pod, String kind, String name, @Nullable SecurityContext context) {
        ArrayNode containers = pod.withArray("/" + kind);
        containers.addObject().put("name", name).set("securityContext", JSON.valueToTree(context));
    }

    private static <T> T read(JsonNode object, Class<T> type) {
        return JSON.convertValue(object, type);
    }

    private static PodSecurityProviderContext context(@Nullable Storage storage, @Nullable PodTemplate template) {
        return new PodSecurityProviderContext() {
            @Override
            public @Nullable Storage storage() {
                return storage;
            }

            @Override
            public @Nullable PodSecurityContext userSuppliedSecurityContext() {
                return template == null ? null : template.getSecurityContext();
            }

            @Override
            public @Nullable Boolean userSuppliedHostUsers() {
                return null;
            }
        };
    }

    private static ContainerSecurityProviderContext context(
            @Nullable Storage storage, @Nullable ContainerTemplate template) {
        return new ContainerSecurityProviderContext() {
            @Override
            public @Nullable Storage storage() {
                return storage;
            }

            @Override
            public @Nullable SecurityContext userSuppliedSecurityContext() {
                return template == null ? null : template.getSecurityContext();
            }
        };
    }
}
