package io.ordertrail.notifier;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResourceManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the README shows is done as it stands there. */
@QuarkusTest
class ReadmeIT extends Installation {

    private static final Pattern COMMAND = Pattern.compile("^curl .*?[^\\\\]$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("localhost:808[03](\\S+)");
    private static final Pattern HEADER = Pattern.compile("-H [\"']([^:]+): ([^\"']+)[\"']");
    private static final Pattern BODY = Pattern.compile("-d '([^']+)'");
    private static final Pattern ENDPOINT =
            Pattern.compile("`((?:[A-Z]+(?:`, `)?)+) (/v1/[^`?]+)[^`]*`((?:, `/\\w+`)*)");

    /** What of this service a page asks for. */
    private static final Pattern ASKED = Pattern.compile("`([A-Z]+ /v1/(?:subscriptions|deliveries)[^`?]*)[^`]*`");

    private record Command(
            boolean post,
            String path,
            Map<String, String> headers,
            @Nullable String body) {}

    @Test
    void a_subscription_is_made_by_the_three_commands() throws IOException {
        List<Command> commands = commands();
        assertThat(commands).hasSize(3);

        // The first command makes the key at order-intake; its IT runs the same body.
        assertThat(commands.get(0).path()).isEqualTo("/v1/keys");
        assertThat(commands.get(0).body()).contains("\"role\": \"shop\"");
        String key = Api.of("readme-" + shop).key();
        Response made = run(commands.get(1), Map.of("KEY", key));
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.<String>path("signingSecret")).startsWith("whsec_");
        String id = made.path("id");
        Api owner = new Api(key);
        owner.patch("/v1/subscriptions/" + id, Map.of("target", receiver.url("/shown")))
                .statusCode(200);
        assertThat(run(commands.get(2), Map.of("KEY", key, "ID", id)).statusCode())
                .isEqualTo(202);

        await().until(() -> !receiver.at("/shown").isEmpty());
        assertThat(receiver.at("/shown").getFirst().body()).startsWith("{\"type\":\"endpoint.test\"");
        owner.delete("/v1/subscriptions/" + id).statusCode(204);
    }

    @Test
    void every_endpoint_is_named_and_there_is_no_other() throws IOException {
        assertThat(new TreeSet<>(named())).isEqualTo(served());
    }

    @Test
    void what_the_runbook_asks_for_is_served() throws IOException {
        Matcher asked = ASKED.matcher(Files.readString(Path.of("../docs/runbook.md")));
        Set<String> served = served();
        int count = 0;
        while (asked.find()) {
            assertThat(served).contains(asked.group(1));
            count++;
        }
        assertThat(count).isPositive();
    }

    private static Set<String> served() {
        Map<String, Map<String, Object>> paths = given().accept("application/json")
                .get(TestHTTPResourceManager.getManagementUri() + "/openapi")
                .jsonPath()
                .getMap("paths");
        Set<String> served = new TreeSet<>();
        paths.forEach((path, methods) -> methods.keySet().stream()
                .filter(method -> List.of("get", "post", "patch", "delete").contains(method))
                .filter(_ -> !path.startsWith("/v1/unsubscribe"))
                .forEach(method -> served.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        return served;
    }

    @Test
    void the_bodies_of_the_table_are_taken() throws IOException {
        String id = subscribe("/bodies", Map.of()).path("id");
        String page = readme();

        api.post("/v1/subscriptions/" + id + "/rotate", shown(page, "\\{\"overlap\":[^`]*"))
                .statusCode(200);
        String replay = shown(page, "\\{\"since\":[^`]*");
        assertThat(Instant.parse(replay.replaceAll(".*\"since\": \"([^\"]+)\".*", "$1")))
                .isNotNull();
        api.post("/v1/subscriptions/" + id + "/replay", replay).statusCode(202);
        api.post("/v1/subscriptions/" + id + "/replay", replay.replace("failed", "everything"))
                .statusCode(202);
        api.post(
                        "/v1/subscriptions",
                        Map.of("channel", "email", "target", "a@shop.example", "digest", "PT1H", "ordering", "none"))
                .statusCode(201);
        assertThat(page)
                .contains(
                        "`\"digest\": \"PT1H\"`",
                        "`\"ordering\": \"order\"`",
                        "`\"channel\": \"webhook\"`",
                        "(`\"email\"`)");
    }

    private Response run(Command command, Map<String, String> variables) {
        RequestSpecification request = given();
        command.headers().forEach((name, value) -> {
            String filled = value;
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                filled = filled.replace("$" + variable.getKey(), variable.getValue());
            }
            request.header(name, filled);
        });
        String path = command.path().replace("$ID", variables.getOrDefault("ID", ""));
        if (command.body() != null) {
            request.body(command.body());
        }
        return command.post() || command.body() != null ? request.post(path) : request.get(path);
    }

    private static List<Command> commands() throws IOException {
        List<Command> commands = new ArrayList<>();
        Matcher command = COMMAND.matcher(readme());
        while (command.find()) {
            String text = command.group();
            Map<String, String> headers = new HashMap<>();
            Matcher header = HEADER.matcher(text);
            while (header.find()) {
                headers.put(header.group(1), header.group(2));
            }
            Matcher body = BODY.matcher(text);
            commands.add(new Command(
                    text.contains("-X POST"), first(ADDRESS, text), headers, body.find() ? body.group(1) : null));
        }
        return commands;
    }

    /** As {@code POST /v1/subscriptions/{id}/rotate}; a row may name several. */
    private static Set<String> named() throws IOException {
        Set<String> named = new LinkedHashSet<>();
        readme().lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            Matcher endpoint = ENDPOINT.matcher(line);
            while (endpoint.find()) {
                for (String method : endpoint.group(1).split("`, `")) {
                    String path = endpoint.group(2);
                    named.add(method + " " + path);
                    for (String sibling : endpoint.group(3).replace("`", "").split(", ")) {
                        if (!sibling.isEmpty()) {
                            named.add(method + " " + path.substring(0, path.lastIndexOf('/')) + sibling);
                        }
                    }
                }
            }
        });
        return named;
    }

    private static String shown(String page, String pattern) {
        return first(Pattern.compile("(" + pattern + ")"), page);
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern.pattern()).isTrue();
        return requireNonNull(matcher.group(1));
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
