package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertrail.deploy.Policies.End;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the services need gets through the NetworkPolicies, and what they must not reach does not. */
class NetworkTest {

    private static final String EVERYTHING = "../checks/kubernetes/everything";
    private static final Pattern ALLOWED_PORTS =
            Pattern.compile("@WithDefault\\(\"([0-9,-]+)\"\\)\\s+List<String> allowedPorts\\(\\)");

    @ParameterizedTest
    @CsvSource({
        // what panels, endpoints and relays need
        "order-intake,  93.184.216.34,  443,  true",
        "status-poller, 93.184.216.34,  443,  true",
        "refill-manager,93.184.216.34,  443,  true",
        "order-intake,  2606:2800::1,   443,  true",
        "notifier,      93.184.216.34,  443,  true",
        "notifier,      2606:2800::1,   8443, true",
        "notifier,      93.184.216.34,  587,  true",
        "notifier,      10.3.0.4,       25,   true",
        "notifier,      10.3.0.4,       2525, true",
        "notifier,      169.254.20.10,  53,   true",
        // what must stay out of reach
        "order-intake,  10.3.0.4,       443,  false",
        "order-intake,  93.184.216.34,  80,   false",
        "order-intake,  fd00::1,        443,  false",
        "notifier,      10.3.0.4,       443,  false",
        "notifier,      192.168.1.1,    80,   false",
        "notifier,      169.254.169.254,80,   false",
        "notifier,      fd00::1,        8443, false",
        "status-poller, 93.184.216.34,  25,   false"
    })
    void the_way_out(String service, String address, int port, boolean open) {
        Policies policies = Policies.of(Kustomize.render(EVERYTHING));

        assertThat(policies.letsOut(labels(service), new End.Address(address), port, ""))
                .isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-intake", "status-poller", "refill-manager", "notifier"})
    void kafka_postgresql_names_and_traces_are_reached(String service) {
        Policies policies = Policies.of(Kustomize.render(EVERYTHING));
        End neighbour = new End.Pod(Map.of("strimzi.io/cluster", "ordertrail"), Policies.SAME);

        assertThat(policies.letsOut(labels(service), neighbour, 9093, "")).isTrue();
        assertThat(policies.letsOut(labels(service), neighbour, 5432, "")).isTrue();
        assertThat(policies.letsOut(labels(service), in("kube-system"), 53, "")).isTrue();
        assertThat(policies.letsOut(labels(service), in("openshift-dns"), 5353, ""))
                .isTrue();
        assertThat(policies.letsOut(
                        labels(service), new End.Pod(Map.of(), Map.of("ordertrail.io/tracing", "true")), 4317, ""))
                .isTrue();
        assertThat(policies.letsOut(labels(service), in("default"), 5432, "")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "order-intake,   ordertrail.io/ingress,    8080, http,       true",
        "notifier,       ordertrail.io/ingress,    8083, http,       true",
        "order-intake,   ordertrail.io/ingress,    9080, management, false",
        "refill-manager, ordertrail.io/ingress,    8082, http,       false",
        "status-poller,  ordertrail.io/ingress,    8081, http,       false",
        "order-intake,   ordertrail.io/monitoring, 9080, management, true",
        "status-poller,  ordertrail.io/monitoring, 9081, management, true",
        "refill-manager, ordertrail.io/monitoring, 9082, management, true",
        "notifier,       ordertrail.io/monitoring, 9083, management, true",
        "notifier,       ordertrail.io/monitoring, 8083, http,       false",
        "order-intake,   anything,                 8080, http,       false"
    })
    void the_way_in(String service, String label, int port, String name, boolean open) {
        Policies policies = Policies.of(Kustomize.render("overlays/production"));
        End from = new End.Pod(Map.of(), Map.of(label, "true"));

        assertThat(policies.letsIn(labels(service), from, port, name)).isEqualTo(open);
    }

    @Test
    void every_port_that_endpoints_may_have_is_let_out() {
        Matcher settings = ALLOWED_PORTS.matcher(Repository.read(
                Repository.ROOT.resolve("notifier/src/main/java/io/ordertrail/notifier/webhook/WebhookSettings.java")));
        assertThat(settings.find()).isTrue();
        Policies policies = Policies.of(Kustomize.render("overlays/production"));

        for (String port : settings.group(1).split(",")) {
            assertThat(policies.letsOut(
                            labels("notifier"), new End.Address("93.184.216.34"), Integer.parseInt(port), ""))
                    .as(port)
                    .isTrue();
        }
    }

    @Test
    void production_sends_mails_with_credentials_encrypted_and_from_an_address_of_its_own() {
        Map<String, String> mail = configuration("overlays/production", "ordertrail-mail");
        Policies policies = Policies.of(Kustomize.render("overlays/production"));

        assertThat(mail.get("QUARKUS_MAILER_START_TLS")).isEqualTo("REQUIRED");
        assertThat(mail.get("QUARKUS_MAILER_FROM")).contains("@").doesNotContain("localhost");
        assertThat(mail.get("ORDERTRAIL_NOTIFIER_MAIL_PUBLIC_URL")).startsWith("https://");
        assertThat(policies.letsOut(
                        labels("notifier"),
                        new End.Address("10.3.0.4"),
                        Integer.parseInt(mail.get("QUARKUS_MAILER_PORT")),
                        ""))
                .isTrue();
        for (String variable : List.of("QUARKUS_MAILER_USERNAME", "QUARKUS_MAILER_PASSWORD")) {
            JsonNode reference = ManifestsTest.environment(ManifestsTest.deployment("overlays/production", "notifier"))
                    .filter(each -> each.path("name").asText().equals(variable))
                    .map(each -> each.at("/valueFrom/secretKeyRef"))
                    .findFirst()
                    .orElseThrow();
            assertThat(reference.path("name").asText()).isEqualTo("ordertrail-smtp");
            assertThat(reference.path("optional").asBoolean()).isTrue();
        }
    }

    @Test
    void dev_has_a_mailbox_that_the_notifier_reaches() {
        List<JsonNode> objects = Kustomize.render("overlays/dev");
        Map<String, String> mail = configuration("overlays/dev", "ordertrail-mail");
        JsonNode service = ManifestsTest.only(objects, "Service")
                .filter(object -> ManifestsTest.name(object).equals(mail.get("QUARKUS_MAILER_HOST")))
                .findFirst()
                .orElseThrow();

        assertThat(ManifestsTest.list(service.at("/spec/ports"))
                        .map(port -> port.path("port").asText()))
                .contains(mail.get("QUARKUS_MAILER_PORT"));
        assertThat(Policies.of(objects)
                        .letsOut(
                                labels("notifier"),
                                new End.Pod(Map.of("app.kubernetes.io/name", "mailpit"), Policies.SAME),
                                1025,
                                "smtp"))
                .isTrue();
    }

    static Map<String, String> configuration(String folder, String name) {
        Map<String, String> data = new TreeMap<>();
        ManifestsTest.only(Kustomize.render(folder), "ConfigMap")
                .filter(object -> ManifestsTest.name(object)
                        .replaceAll("-[a-z0-9]{10}$", "")
                        .equals(name))
                .findFirst()
                .orElseThrow()
                .path("data")
                .properties()
                .forEach(entry -> data.put(entry.getKey(), entry.getValue().asText()));
        return data;
    }

    private static Map<String, String> labels(String service) {
        Map<String, String> labels = new TreeMap<>();
        ManifestsTest.deployment("overlays/production", service)
                .at("/spec/template/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private static End in(String namespace) {
        return new End.Pod(Map.of(), Map.of("kubernetes.io/metadata.name", namespace));
    }
}
