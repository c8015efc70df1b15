package io.ordertrail.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The level {@code restricted} of Kubernetes' Pod Security Standards, which the API server enforces in the namespaces. The rules
 * are those of <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">the page</a>, of Kubernetes 1.36,
 * and are named as there.
 */
final class PodSecurity {

    private static final Set<String> VOLUMES = Set.of(
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "persistentVolumeClaim",
            "projected",
            "secret",
            "image");

    private static final Set<String> SECCOMP = Set.of("RuntimeDefault", "Localhost");

    private static final Set<String> SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_wmem");

    private PodSecurity() {}

    /** Returns the violations of a pod's spec; none if it is admitted. */
    static List<String> violations(JsonNode pod) {
        List<String> found = new ArrayList<>();
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            if (pod.path(shared).asBoolean()) {
                found.add(shared);
            }
        }
        ManifestsTest.list(pod.path("volumes"))
                .flatMap(volume -> fields(volume).filter(field -> !field.equals("name")))
                .filter(type -> !VOLUMES.contains(type))
                .forEach(type -> found.add("volume type " + type));
        JsonNode context = pod.path("securityContext");
        ManifestsTest.list(context.path("sysctls"))
                .map(sysctl -> sysctl.path("name").asText())
                .filter(name -> !SYSCTLS.contains(name))
                .forEach(name -> found.add("sysctl " + name));
        common("pod", context, found);
        for (String kind : List.of("initContainers", "containers", "ephemeralContainers")) {
            ManifestsTest.list(pod.path(kind)).forEach(container -> violations(container, context, found));
        }
        return found;
    }

    private static void violations(JsonNode container, JsonNode pod, List<String> found) {
        String name = "container " + container.path("name").asText();
        JsonNode context = container.path("securityContext");
        common(name, context, found);
        if (context.path("privileged").asBoolean()) {
            found.add(name + ": privileged");
        }
        if (context.path("allowPrivilegeEscalation").asBoolean(true)) {
            found.add(name + ": allowPrivilegeEscalation != false");
        }
        if (ManifestsTest.list(context.at("/capabilities/drop"))
                .noneMatch(drop -> drop.asText().equals("ALL"))) {
            found.add(name + ": unrestricted capabilities");
        }
        ManifestsTest.list(context.at("/capabilities/add"))
                .filter(add -> !add.asText().equals("NET_BIND_SERVICE"))
                .forEach(add -> found.add(name + ": capability " + add.asText()));
        if (!first(context, pod, "/runAsNonRoot").asBoolean()) {
            found.add(name + ": runAsNonRoot != true");
        }
        if (!SECCOMP.contains(first(context, pod, "/seccompProfile/type").asText())) {
            found.add(name + ": seccompProfile");
        }
        if (!Set.of("", "Default").contains(context.path("procMount").asText())) {
            found.add(name + ": procMount");
        }
        ManifestsTest.list(container.path("ports"))
                .filter(port -> port.path("hostPort").asInt() != 0)
                .forEach(port -> found.add(name + ": hostPort " + port.path("hostPort")));
    }

    /** Adds what neither a pod's nor a container's context may say. */
    private static void common(String name, JsonNode context, List<String> found) {
        if (context.has("runAsUser") && context.path("runAsUser").asInt() == 0) {
            found.add(name + ": runAsUser 0");
        }
        if (context.at("/windowsOptions/hostProcess").asBoolean()) {
            found.add(name + ": hostProcess");
        }
        if (context.at("/seccompProfile/type").asText().equals("Unconfined")) {
            found.add(name + ": seccompProfile Unconfined");
        }
        if (context.at("/appArmorProfile/type").asText().equals("Unconfined")) {
            found.add(name + ": appArmorProfile Unconfined");
        }
        if (!context.at("/seLinuxOptions/user").asText().isEmpty()
                || !context.at("/seLinuxOptions/role").asText().isEmpty()) {
            found.add(name + ": seLinuxOptions");
        }
    }

    private static JsonNode first(JsonNode container, JsonNode pod, String path) {
        JsonNode own = container.at(path);
        return own.isMissingNode() || own.isNull() ? pod.at(path) : own;
    }

    private static Stream<String> fields(JsonNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey);
    }
}
