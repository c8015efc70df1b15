package io.ordertrail.poller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.events.KeyEvent.KeyRole;
import io.ordertrail.testsupport.http.Endpoints;
import io.ordertrail.testsupport.http.Endpoints.Endpoint;
import io.ordertrail.testsupport.http.PathSpellings;
import io.ordertrail.testsupport.http.RawHttp;
import io.ordertrail.testsupport.keys.PublishedKeys;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Who is let in, over real HTTP: the same for every endpoint that the service has. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "poller"))
@WithTestResource(KafkaResource.class)
@WithTestResource(PollerSimulatorResource.class)
class AccessIT {

    private static final Map<String, String> OPERATOR = Map.of("Authorization", "Bearer operator-key-of-the-tests");
    /** {@code {"alg":"none"}} with the groups of an operator. */
    private static final String UNSIGNED_TOKEN = "eyJhbGciOiJub25lIn0.eyJncm91cHMiOlsib3JkZXJ0cmFpbC1vcGVyYXRvciJdfQ.";

    private static final Map<String, String> UNKNOWN = Map.of("Authorization", "Bearer otk_this-key-is-unknown-here");

    @Test
    void no_spelling_of_a_path_is_answered_without_a_key() {
        for (Endpoint endpoint : endpoints()) {
            assertThat(PathSpellings.open(http(), endpoint.method(), endpoint.path(), Map.of()))
                    .as("without a key")
                    .isEmpty();
        }
    }

    @Test
    void an_unknown_key_or_another_scheme_is_no_key() {
        for (Endpoint endpoint : endpoints()) {
            for (Map<String, String> headers : List.of(
                    UNKNOWN,
                    Map.of("Authorization", "Bearer "),
                    Map.of("Authorization", "Bearer " + UNSIGNED_TOKEN),
                    Map.of("Authorization", "Basic b3BlcmF0b3I6b3BlcmF0b3I="),
                    Map.of("Authorization", "operator-key-of-the-tests"))) {
                RawHttp.Answer answer = http().send(endpoint.method(), endpoint.path(), headers);
                assertThat(answer.status()).as("%s with %s", endpoint, headers).isEqualTo(401);
                assertThat(answer.head()).contains("application/problem+json").containsIgnoringCase("WWW-Authenticate");
                assertThat(answer.body()).contains("urn:ordertrail:problem:unauthorized");
            }
        }
    }

    @Test
    void some_of_the_spellings_are_the_path_for_the_router() {
        assertThat(PathSpellings.routed(http(), "/v1/tracked/1", OPERATOR))
                .contains("/../v1/tracked/1", "/%2e/v1/tracked/1", "/x/%2e%2e/v1/tracked/1");
    }

    @Test
    void a_path_that_does_not_exist_is_refused_too_and_with_a_key_it_is_a_problem() {
        assertThat(http().send("GET", "/v1/nothing", Map.of()).status()).isEqualTo(401);
        assertThat(http().send("GET", "/", Map.of()).status()).isEqualTo(401);
        RawHttp.Answer answer = http().send("GET", "/v1/nothing", OPERATOR);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.head()).contains("application/problem+json");
    }

    @Test
    void roles_may_do_what_they_are_for_and_no_more() {
        try (PublishedKeys keys =
                new PublishedKeys(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class))) {
            Map<String, String> reader = bearer(keys.of(KeyRole.READ_ONLY_OPERATOR));
            Map<String, String> shop = bearer(keys.shop("access-shop"));
            await().atMost(Duration.ofMinutes(1)).until(() -> status("/v1/tracked/1", reader) != 401);
            await().atMost(Duration.ofMinutes(1)).until(() -> status("/v1/tracked/1", shop) != 401);
            for (Endpoint endpoint : endpoints()) {
                int answer =
                        http().send(endpoint.method(), endpoint.path(), reader).status();
                if (endpoint.reads()) {
                    assertThat(answer).as("a reader: %s", endpoint).isNotIn(401, 403);
                } else {
                    assertThat(answer).as("a reader: %s", endpoint).isEqualTo(403);
                }
                assertThat(http().send(endpoint.method(), endpoint.path(), shop).status())
                        .as("a shop: %s", endpoint)
                        .isEqualTo(403);
            }
        }
    }

    private static int status(String path, Map<String, String> headers) {
        return http().send("GET", path, headers).status();
    }

    private static Map<String, String> bearer(PublishedKeys.Key key) {
        return Map.of("Authorization", "Bearer " + key.key());
    }

    private static List<Endpoint> endpoints() {
        return Endpoints.of(http());
    }

    private static RawHttp http() {
        return new RawHttp(RestAssured.port);
    }
}
