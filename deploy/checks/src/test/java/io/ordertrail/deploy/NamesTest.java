package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manifests, rules and dashboards call things is what the code calls them. */
class NamesTest {

    private static final Pattern METER =
            Pattern.compile("(?:builder|timer|counter|gauge)\\(\\s*\"(ordertrail(?:\\.[a-z]+)+)\"");
    private static final Pattern PROPERTY = Pattern.compile("name = \"(ordertrail\\.[a-z.-]+)\"");
    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([a-z.-]+)\"\\)");
    private static final Pattern METHOD = Pattern.compile("\\b([a-z][A-Za-z]+)\\(\\);");

    /** What Prometheus makes of a Micrometer name, by the kind and the unit of the meter. */
    private static final Pattern SUFFIX =
            Pattern.compile("(_events|_records|_calls|_seconds|_bytes)?(_total|_bucket|_count|_sum|_max)?");

    /** Settings of Quarkus and of Kafka's client that no application.properties of ours need name. */
    private static final Set<String> OF_QUARKUS = Set.of(
            "QUARKUS_DATASOURCE_USERNAME",
            "QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE",
            "QUARKUS_DATASOURCE_PASSWORD",
            "QUARKUS_SHUTDOWN_TIMEOUT",
            "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
            "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
            "QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE",
            "QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM",
            "QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS",
            "QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM",
            "QUARKUS_MAILER_HOST",
            "QUARKUS_MAILER_PORT",
            "QUARKUS_MAILER_START_TLS",
            "QUARKUS_MAILER_FROM",
            "QUARKUS_MAILER_USERNAME",
            "QUARKUS_MAILER_PASSWORD",
            "JAVA_TOOL_OPTIONS",
            "KAFKA_SECURITY_PROTOCOL",
            "KAFKA_SASL_MECHANISM",
            "KAFKA_SASL_JAAS_CONFIG",
            "KAFKA_SSL_TRUSTSTORE_TYPE",
            "KAFKA_SSL_TRUSTSTORE_CERTIFICATES",
            "KAFKA_SSL_KEYSTORE_TYPE",
            "KAFKA_SSL_KEYSTORE_CERTIFICATE_CHAIN",
            "KAFKA_SSL_KEYSTORE_KEY");

    @Test
    void every_metric_that_is_asked_for_is_registered_somewhere() {
        Repository.settings("order-intake");
        Set<String> registered = code(METER, name -> name.replace('.', '_'));

        assertThat(Queries.metrics())
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(registered)
                        .as(metric)
                        .anyMatch(name -> metric.startsWith(name)
                                && SUFFIX.matcher(metric.substring(name.length()))
                                        .matches()));
    }

    @Test
    void every_setting_that_an_alert_or_the_runbook_names_is_on_the_page_of_settings() {
        String settings = Repository.read(Repository.ROOT.resolve("docs/settings.md"));
        Pattern setting =
                Pattern.compile("\\bordertrail\\.(?:intake|poller|refill|notifier|panels|outbox)\\.[a-z.<>-]*[a-z]");
        for (Path file : java.util.List.of(
                Queries.RULES,
                Repository.ROOT.resolve("docs/runbook.md"),
                Repository.ROOT.resolve("docs/operations.md"),
                Repository.DEPLOY.resolve("README.md"))) {
            assertThat(setting.matcher(Repository.read(file)).results().map(MatchResult::group))
                    .as(file.getFileName().toString())
                    .allMatch(name -> settings.contains(name));
        }
    }

    @Test
    void every_recorded_series_that_is_asked_for_is_recorded() {
        Set<String> recorded = Queries.rules().stream()
                .map(rule -> rule.path("record").asText())
                .collect(Collectors.toSet());

        assertThat(recorded).containsAll(Queries.recorded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"overlays/dev", "overlays/production", "overlays/existing", "../checks/kubernetes/everything"})
    void every_environment_variable_is_a_setting_of_the_service(String folder) {
        for (String service : ManifestsTest.SERVICES) {
            Set<String> variables = environment(folder, service);

            assertThat(variables).as(service).isNotEmpty();
            assertThat(unknown(service, variables)).as(service).isEmpty();
        }
    }

    /** Returns the variables that are no setting of a service. */
    static Set<String> unknown(String service, Set<String> variables) {
        Set<String> ours = Stream.concat(code(PROPERTY, NamesTest::variable).stream(), mapped().stream())
                .collect(Collectors.toSet());
        Set<String> known = new TreeSet<>(OF_QUARKUS);
        Repository.settings(service).stringPropertyNames().forEach(key -> known.add(variable(key)));
        return variables.stream()
                .filter(name -> !known.contains(name) && ours.stream().noneMatch(name::matches))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void panels_are_the_five_and_each_has_an_address_and_a_dialect() {
        for (String file : Set.of("base/panels.env", "overlays/dev/panels.env")) {
            assertThat(Repository.read(Repository.DEPLOY.resolve("kubernetes").resolve(file))
                            .lines()
                            .map(line -> line.replaceAll("=.*", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of("smmnew", "smmowner", "promosmm", "smmnova", "smmgulf")
                                    .map(panel -> "ORDERTRAIL_PANELS_" + panel.toUpperCase(Locale.ROOT))
                                    .flatMap(panel -> Stream.of(panel + "_URL", panel + "_DIALECT"))
                                    .toList());
        }
    }

    private static Set<String> environment(String folder, String service) {
        JsonNode deployment = ManifestsTest.deployment(folder, service);
        Set<String> names = ManifestsTest.environment(deployment)
                .map(variable -> variable.path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> from = ManifestsTest.list(
                        ManifestsTest.container(deployment).path("envFrom"))
                .map(at -> at.elements().next().path("name").asText())
                .collect(Collectors.toSet());
        Kustomize.render(folder).stream()
                .filter(object -> Set.of("ConfigMap", "Secret")
                                .contains(object.path("kind").asText())
                        && from.contains(ManifestsTest.name(object)))
                .forEach(object -> object.path("data").fieldNames().forEachRemaining(names::add));
        return names;
    }

    /** Regular expressions of the variables that the mappings read; a map's key may be anything. */
    private static Set<String> mapped() {
        return sources()
                .filter(text -> MAPPING.matcher(text).find())
                .flatMap(text -> {
                    String prefix = MAPPING.matcher(text)
                            .results()
                            .map(found -> variable(found.group(1)))
                            .findFirst()
                            .orElseThrow();
                    return METHOD.matcher(text)
                            .results()
                            .map(found -> prefix + "_(\\w+_)?" + variable(kebab(found.group(1))));
                })
                .collect(Collectors.toSet());
    }

    private static Set<String> code(Pattern pattern, UnaryOperator<String> name) {
        return sources()
                .flatMap(text -> pattern.matcher(text).results())
                .map(NamesTest::first)
                .map(name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String first(MatchResult found) {
        return found.group(1);
    }

    private static Stream<String> sources() {
        return Stream.of("service-kit", "panel-client", "order-intake", "status-poller", "refill-manager", "notifier")
                .map(module -> Path.of(module, "src/main/java"))
                .flatMap(folder -> Repository.files(Repository.ROOT.resolve(folder), ".java").stream())
                .map(Repository::read);
    }

    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static String kebab(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
