package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertrail.events.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** compose.yaml fits the Compose specification, and has what the services need. */
class ComposeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILE = Repository.DEPLOY.resolve("compose.yaml");

    @Test
    void it_fits_the_specification() {
        assertThat(Schemas.faults("compose-spec.json", compose())).isEmpty();
    }

    @Test
    void a_wrong_field_is_found() {
        ObjectNode wrong = compose().deepCopy();
        wrong.withObject("/services/notifier").put("port", "8083");

        assertThat(Schemas.faults("compose-spec.json", wrong)).isNotEmpty();
    }

    @Test
    void every_topic_is_made() {
        String command = compose().at("/services/topics/command/0").asText();

        assertThat(List.of(
                        command.replaceAll("^.* in ", "").replaceAll(";.*", "").split("\\s+")))
                .containsExactlyInAnyOrderElementsOf(Topics.all());
    }

    @Test
    void every_variable_is_a_setting_of_the_service_and_every_database_is_made() {
        String databases = compose().at("/configs/databases/content").asText();
        for (String service : ManifestsTest.SERVICES) {
            JsonNode environment = compose().at("/services/" + service + "/environment");
            Map<String, String> values = new TreeMap<>();
            environment
                    .properties()
                    .forEach(
                            entry -> values.put(entry.getKey(), entry.getValue().asText()));

            assertThat(NamesTest.unknown(service, values.keySet())).as(service).isEmpty();
            assertThat(databases)
                    .contains("create database "
                            + Objects.requireNonNull(values.get("QUARKUS_DATASOURCE_JDBC_URL"))
                                    .replaceAll(".*/", "") + ";");
        }
    }

    @Test
    void what_is_mounted_is_there_and_no_port_is_open_to_others() {
        compose().path("services").forEach(service -> {
            ManifestsTest.list(service.path("volumes"))
                    .map(JsonNode::asText)
                    .filter(volume -> volume.startsWith("./"))
                    .forEach(volume -> assertThat(Files.exists(Repository.DEPLOY.resolve(volume.replaceAll(":.*", ""))))
                            .as(volume)
                            .isTrue());
            assertThat(ManifestsTest.list(service.path("ports")).map(JsonNode::asText))
                    .allMatch(port -> port.startsWith("127.0.0.1:"));
        });
    }

    @Test
    void prometheus_scrapes_the_management_of_every_service() {
        String scrapes = compose().at("/configs/scrapes/content").asText();

        assertThat(ManifestsTest.SERVICES)
                .allSatisfy(service -> assertThat(scrapes)
                        .contains(
                                "job_name: " + service,
                                "\"" + service + ":"
                                        + Repository.settings(service).getProperty("quarkus.management.port") + "\""));
    }

    /** With anchors and merge keys resolved, as Compose does; Jackson's reader does not. */
    private static JsonNode compose() {
        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(Repository.read(FILE));
        return JSON.valueToTree(read);
    }
}
