package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of the Deployments add up: memory, and the time to go down. */
class ResourcesTest {

    /** Threads, the collector's tables, and what glibc keeps: measured at some 40 MiB beside the rest. */
    private static final int REST_MIB = 48;

    /** A row of the page of settings: {@code | `name` | `35s` | …}. */
    private static final Pattern WAIT = Pattern.compile(
            "^\\| `(ordertrail\\.[a-z.-]*(?:shutdown-timeout|\\.grace))` \\| `(\\d+)s` \\|", Pattern.MULTILINE);

    /** {@code Duration PATIENCE = Duration.ofSeconds(5)} of background jobs. */
    private static final Pattern PATIENCE = Pattern.compile("PATIENCE = Duration\\.ofSeconds\\((\\d+)\\)");

    /** A panel may take this long unless its settings say otherwise. */
    private static final Pattern PANEL_TIMEOUT =
            Pattern.compile("^\\| `ordertrail\\.panels\\.<name>\\.timeout` \\| `(\\d+)s` \\|", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"order-intake", "status-poller", "refill-manager", "notifier"})
    void heap_direct_memory_metaspace_and_code_fit_the_limit(String service) {
        String options = Objects.requireNonNull(
                NetworkTest.configuration("base", "ordertrail").get("JAVA_TOOL_OPTIONS"));
        JsonNode resources = ManifestsTest.container(ManifestsTest.deployment("base", service))
                .path("resources");
        int limit = mebibytes(resources.at("/limits/memory").asText());
        int heap = limit * Integer.parseInt(option(options, "MaxRAMPercentage=(\\d+)")) / 100;
        int rest = REST_MIB;
        for (String area : new String[] {"MaxDirectMemorySize", "MaxMetaspaceSize", "ReservedCodeCacheSize"}) {
            rest += Integer.parseInt(option(options, area + "=(\\d+)m"));
        }

        assertThat(heap + rest).isLessThanOrEqualTo(limit);
        assertThat(mebibytes(resources.at("/requests/memory").asText()))
                .as("a pod gets what it may use")
                .isEqualTo(limit);
    }

    @Test
    void a_replica_of_the_poller_can_watch_a_million_orders() {
        String readme = Repository.read(Repository.ROOT.resolve("status-poller/README.md"));
        Matcher measured =
                Pattern.compile("(\\d+) bytes of heap for each order").matcher(readme);
        assertThat(measured.find()).isTrue();
        String options = Objects.requireNonNull(
                NetworkTest.configuration("base", "ordertrail").get("JAVA_TOOL_OPTIONS"));
        JsonNode container = ManifestsTest.container(ManifestsTest.deployment("base", "status-poller"));
        int heap = mebibytes(container.at("/resources/limits/memory").asText())
                * Integer.parseInt(option(options, "MaxRAMPercentage=(\\d+)"))
                / 100;

        assertThat(Long.parseLong(measured.group(1)) * 2_000_000 / 1024 / 1024)
                .as("two million take at most two thirds of the heap")
                .isLessThan(heap * 2 / 3);
    }

    @Test
    void an_image_made_with_the_dockerfile_runs_as_one_that_was_not() {
        String dockerfile = Repository.read(Repository.ROOT.resolve("Dockerfile"));

        assertThat(option(dockerfile, "ENV JAVA_TOOL_OPTIONS=\"([^\"]+)\""))
                .isEqualTo(Objects.requireNonNull(
                        NetworkTest.configuration("base", "ordertrail").get("JAVA_TOOL_OPTIONS")));
    }

    @ParameterizedTest
    @CsvSource({
        "order-intake,   ordertrail.intake.",
        "status-poller,  ordertrail.poller.",
        "refill-manager, ordertrail.refill.",
        "notifier,       ordertrail.notifier."
    })
    void a_pod_has_time_for_the_longest_way_down(String service, String prefix) {
        JsonNode deployment = ManifestsTest.deployment("base", service);
        int grace = deployment
                .at("/spec/template/spec/terminationGracePeriodSeconds")
                .asInt();
        int preStop = ManifestsTest.container(deployment)
                .at("/lifecycle/preStop/sleep/seconds")
                .asInt();
        int requests = seconds(ManifestsTest.environment(deployment)
                .filter(variable -> variable.path("name").asText().equals("QUARKUS_SHUTDOWN_TIMEOUT"))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElseGet(() -> Repository.settings(service).getProperty("quarkus.shutdown.timeout")));
        Map<String, Integer> waits = new TreeMap<>();
        WAIT.matcher(Repository.read(Repository.ROOT.resolve("docs/settings.md")))
                .results()
                .filter(row -> row.group(1).startsWith(prefix) || row.group(1).startsWith("ordertrail.outbox."))
                .forEach(row -> waits.put(row.group(1), Integer.parseInt(row.group(2))));
        int jobs = Repository.files(Repository.ROOT.resolve(Path.of(service, "src/main/java")), ".java").stream()
                .map(Repository::read)
                .flatMap(text -> PATIENCE.matcher(text).results())
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .sum();

        assertThat(waits).as("the service's own and the outbox's").hasSizeGreaterThanOrEqualTo(2);
        assertThat(preStop
                        + requests
                        + waits.values().stream().mapToInt(Integer::intValue).sum()
                        + jobs)
                .as("%d + %d + %s + %d", preStop, requests, waits, jobs)
                .isLessThan(grace);
    }

    @Test
    void calls_that_buy_are_waited_for_longer_than_a_panel_takes() {
        String settings = Repository.read(Repository.ROOT.resolve("docs/settings.md"));
        int panel = PANEL_TIMEOUT
                .matcher(settings)
                .results()
                .map(MatchResult::group)
                .mapToInt(row -> Integer.parseInt(row.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
        int waited = WAIT.matcher(settings)
                .results()
                .filter(row -> row.group(1).equals("ordertrail.intake.submission.shutdown-timeout"))
                .mapToInt(row -> Integer.parseInt(row.group(2)))
                .findFirst()
                .orElseThrow();

        assertThat(waited).isGreaterThan(panel);
    }

    private static String option(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private static int mebibytes(String quantity) {
        return quantity.endsWith("Gi")
                ? Integer.parseInt(quantity.replace("Gi", "")) * 1024
                : Integer.parseInt(quantity.replace("Mi", ""));
    }

    private static int seconds(String duration) {
        return (int) Duration.parse("PT" + duration.toUpperCase(java.util.Locale.ROOT))
                .toSeconds();
    }
}
