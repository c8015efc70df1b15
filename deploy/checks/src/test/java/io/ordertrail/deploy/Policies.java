package io.ordertrail.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the NetworkPolicies of a namespace let through, by the rules of networking.k8s.io/v1: nothing restricts a pod that no policy of a direction
 * selects; otherwise one rule of one policy must allow the connection.
 */
record Policies(List<JsonNode> policies) {

    /** Where a connection goes to or comes from: an address, or a pod by its labels and its namespace's. */
    sealed interface End {
        /** Outside of the cluster. */
        record Address(String ip) implements End {}

        /** A pod; {@code namespace} is null in the policies' own. */
        record Pod(Map<String, String> labels, Map<String, String> namespace) implements End {}
    }

    /** The labels that stand for the policies' own namespace. */
    static final Map<String, String> SAME = Map.of("same", "");

    static Policies of(List<JsonNode> objects) {
        return new Policies(ManifestsTest.only(objects, "NetworkPolicy").toList());
    }

    /** Whether a pod may connect to the port, which is given by number and, where it has one, by name. */
    boolean letsOut(Map<String, String> pod, End to, int port, String name) {
        return allows("Egress", "egress", "to", pod, to, port, name);
    }

    /** Whether a pod may be connected to at the port. */
    boolean letsIn(Map<String, String> pod, End from, int port, String name) {
        return allows("Ingress", "ingress", "from", pod, from, port, name);
    }

    private boolean allows(
            String type, String rules, String peers, Map<String, String> pod, End end, int port, String name) {
        List<JsonNode> selecting = policies.stream()
                .filter(policy -> texts(policy.at("/spec/policyTypes")).anyMatch(type::equals))
                .filter(policy -> selects(policy.at("/spec/podSelector"), pod))
                .toList();
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(
                                policy -> ManifestsTest.list(policy.path("spec").path(rules)))
                        .anyMatch(rule -> matches(rule.path(peers), end) && matches(rule.path("ports"), port, name));
    }

    private static boolean matches(JsonNode peers, End end) {
        return peers.isEmpty()
                || ManifestsTest.list(peers).anyMatch(peer -> switch (end) {
                    case End.Address(String ip) -> peer.has("ipBlock") && contains(peer.path("ipBlock"), ip);
                    case End.Pod(Map<String, String> labels, Map<String, String> namespace) ->
                        !peer.has("ipBlock")
                                && (peer.has("namespaceSelector")
                                        ? !namespace.equals(SAME) && selects(peer.path("namespaceSelector"), namespace)
                                        : namespace.equals(SAME))
                                && (!peer.has("podSelector") || selects(peer.path("podSelector"), labels));
                });
    }

    private static boolean matches(JsonNode ports, int port, String name) {
        return ports.isEmpty()
                || ManifestsTest.list(ports)
                        .map(each -> each.path("port").asText())
                        .anyMatch(allowed -> allowed.equals(Integer.toString(port)) || allowed.equals(name));
    }

    private static boolean selects(JsonNode selector, Map<String, String> labels) {
        return selector.path("matchLabels").properties().stream()
                        .allMatch(label -> label.getValue().asText().equals(labels.get(label.getKey())))
                && ManifestsTest.list(selector.path("matchExpressions")).allMatch(expression -> {
                    String value = labels.get(expression.path("key").asText());
                    return switch (expression.path("operator").asText()) {
                        case "Exists" -> value != null;
                        case "DoesNotExist" -> value == null;
                        case "In" -> texts(expression.path("values")).anyMatch(each -> each.equals(value));
                        case "NotIn" -> texts(expression.path("values")).noneMatch(each -> each.equals(value));
                        default -> throw new IllegalArgumentException(expression.toString());
                    };
                });
    }

    private static boolean contains(JsonNode block, String ip) {
        return within(block.path("cidr").asText(), ip)
                && texts(block.path("except")).noneMatch(except -> within(except, ip));
    }

    private static boolean within(String cidr, String ip) {
        try {
            byte[] network = InetAddress.getByName(cidr.replaceAll("/.*", "")).getAddress();
            byte[] address = InetAddress.getByName(ip).getAddress();
            int bits = Integer.parseInt(cidr.replaceAll(".*/", ""));
            if (network.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((network[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(cidr + ", " + ip, e);
        }
    }

    private static Stream<String> texts(JsonNode array) {
        return ManifestsTest.list(array).map(JsonNode::asText);
    }
}
