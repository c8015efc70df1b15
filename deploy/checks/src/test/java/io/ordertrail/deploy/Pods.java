package io.ordertrail.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All pods that come of a set of objects: those of the workloads in it, and those that operators make of their resources. */
final class Pods {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Pods() {}

    /** Returns the pods' specs by a name that says where each comes from. */
    static Map<String, JsonNode> of(List<JsonNode> objects) {
        Map<String, JsonNode> pods = new TreeMap<>();
        for (JsonNode object : objects) {
            String name = object.path("kind").asText() + " " + ManifestsTest.name(object);
            switch (object.path("kind").asText()) {
                case "Deployment", "StatefulSet", "DaemonSet", "Job" ->
                    pods.put(name, object.at("/spec/template/spec"));
                case "CronJob" -> pods.put(name, object.at("/spec/jobTemplate/spec/template/spec"));
                case "Pod" -> pods.put(name, object.path("spec"));
                case "Cluster" -> pods.put(name, postgres(object));
                default -> {}
            }
        }
        pods.putAll(StrimziPods.of(objects));
        return pods;
    }

    /**
     * Returns what CloudNativePG makes of a Cluster, as far as Pod Security looks at it: its own contexts (pkg/specs/containers.go
     * {@code GetSecurityContext} and pkg/specs/pods.go {@code GetPodSecurityContext} of 1.30) with what the Cluster sets in their place. The Barman
     * Cloud plugin adds a sidecar with a restricted context (internal/cnpgi/operator/lifecycle.go).
     */
    private static JsonNode postgres(JsonNode cluster) {
        ObjectNode context = JSON.createObjectNode();
        context.put("runAsNonRoot", true).put("allowPrivilegeEscalation", false).put("privileged", false);
        context.putObject("capabilities").putArray("drop").add("ALL");
        context.putObject("seccompProfile").put("type", "RuntimeDefault");
        ObjectNode pod = JSON.createObjectNode();
        pod.putObject("securityContext")
                .put("runAsNonRoot", true)
                .putObject("seccompProfile")
                .put("type", "RuntimeDefault");
        for (String profile : List.of("seccompProfile")) {
            if (cluster.at("/spec").has(profile)) {
                context.set(profile, cluster.at("/spec/" + profile));
                pod.withObject("/securityContext").set(profile, cluster.at("/spec/" + profile));
            }
        }
        overlay(context, cluster.at("/spec/securityContext"));
        overlay(pod.withObject("/securityContext"), cluster.at("/spec/podSecurityContext"));
        pod.putArray("containers").addObject().put("name", "postgres").set("securityContext", context);
        return pod;
    }

    private static void overlay(ObjectNode context, JsonNode set) {
        set.properties().forEach(field -> context.set(field.getKey(), field.getValue()));
    }
}
