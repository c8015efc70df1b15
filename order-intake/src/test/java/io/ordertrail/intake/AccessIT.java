package io.ordertrail.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.ordertrail.events.EventCodec;
import io.ordertrail.events.KeyEvent;
import io.ordertrail.events.KeyEvent.KeyRole;
import io.ordertrail.events.KeyEvent.KeyValid;
import io.ordertrail.events.Topics;
import io.ordertrail.events.UnreadableEventException;
import io.ordertrail.kit.keys.KeyHash;
import io.ordertrail.testsupport.http.Endpoints;
import io.ordertrail.testsupport.http.Endpoints.Endpoint;
import io.ordertrail.testsupport.http.PathSpellings;
import io.ordertrail.testsupport.http.RawHttp;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.ordertrail.testsupport.resources.TopicContent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Who is let in, over real HTTP: the same for every endpoint that the service has. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "intake"))
@WithTestResource(KafkaResource.class)
@WithTestResource(IntakeSimulatorResource.class)
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
        assertThat(PathSpellings.routed(http(), "/v1/keys", OPERATOR))
                .contains("/../v1/keys", "/%2e/v1/keys", "/x/%2e%2e/v1/keys");
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
        Map<String, String> reader = bearer(Map.of("role", "read-only-operator", "description", "dashboards"));
        Map<String, String> shop = bearer(Map.of("role", "shop", "shop", "access-shop", "description", "acme"));
        for (Endpoint endpoint : endpoints()) {
            int answer = http().send(endpoint.method(), endpoint.path(), reader).status();
            if (endpoint.reads()) {
                assertThat(answer).as("a reader: %s", endpoint).isNotIn(401, 403, 500);
            } else {
                assertThat(answer).as("a reader: %s", endpoint).isEqualTo(403);
            }
            int ofShop = http().send(endpoint.method(), endpoint.path(), shop).status();
            if (endpoint.path().startsWith("/v1/orders")) {
                assertThat(ofShop).as("a shop: %s", endpoint).isNotIn(401, 403, 500);
            } else {
                assertThat(ofShop).as("a shop: %s", endpoint).isEqualTo(403);
            }
        }
    }

    @Test
    void a_key_is_made_with_a_role_and_nothing_else_makes_one() {
        refused(Map.of("shop", "acme", "description", "no role"), "role");
        refused(Map.of("source", "acme", "description", "a misspelt field makes no operator"), "source");
        refused(Map.of("role", "OPERATOR", "description", "x"), "role");
        refused(Map.of("role", "shop", "description", "x"), "shop");
        refused(Map.of("role", "operator", "shop", "acme", "description", "x"), "shop");
        refused(Map.of("role", "operator", "description", " "), "description");
        refused(Map.of("role", "operator", "description", "x", "key", "one of my own choosing"), "key");
        refused(Map.of("role", "operator", "description", "x", "expiresAt", "2020-01-01T00:00:00Z"), "expiresAt");
        refused(Map.of("role", "operator", "description", "x", "expiresAt", "tomorrow"), "expiresAt");
        refused(Map.of("role", "operator", "description", 5), "description");
    }

    @Test
    void keys_are_listed_page_by_page_without_their_secret_and_revoked_ones_only_if_asked_for() {
        String shop = "listed-" + UUID.randomUUID();
        List<String> made = IntStream.range(0, 5)
                .mapToObj(i -> key(Map.of("role", "shop", "shop", shop, "description", "key " + i))
                        .<String>path("id"))
                .toList();
        operator().delete("/v1/keys/" + made.get(1)).then().statusCode(204);
        operator().delete("/v1/keys/" + made.get(1)).then().statusCode(204);
        operator().delete("/v1/keys/none").then().statusCode(404);

        Response first = operator().get("/v1/keys?limit=2&shop=" + shop);
        assertThat(first.<List<String>>path("items.id")).containsExactly(made.get(0), made.get(2));
        assertThat(first.asString()).doesNotContain("otk_").doesNotContain("hash");
        Response second = operator().get("/v1/keys?limit=2&shop=" + shop + "&after=" + first.<String>path("next"));
        assertThat(second.<List<String>>path("items.id")).containsExactly(made.get(3), made.get(4));
        assertThat(second.<String>path("next")).isNull();
        assertThat(operator().get("/v1/keys?all=true&shop=" + shop).<List<String>>path("items.id"))
                .isEqualTo(made);
        operator().get("/v1/keys?limit=abc").then().statusCode(400).body("errors[0].field", equalTo("limit"));
        operator().get("/v1/keys?limit=501").then().statusCode(400).body("errors[0].field", equalTo("limit"));
        operator().get("/v1/keys?after=abc").then().statusCode(400).body("errors[0].field", equalTo("after"));
    }

    @Test
    void a_rotated_key_works_beside_the_old_one_until_its_time_and_is_rotated_once() {
        Response old = key(Map.of("role", "shop", "shop", "rotating", "description", "rotates"));
        String id = old.path("id");
        Map<String, String> with = Map.of("Authorization", "Bearer " + old.<String>path("key"));
        Response fresh = operator().body("{\"overlap\":\"PT1H\"}").post("/v1/keys/" + id + "/rotate");
        fresh.then().statusCode(201).body("role", equalTo("shop")).body("shop", equalTo("rotating"));
        Map<String, String> withNew = Map.of("Authorization", "Bearer " + fresh.<String>path("key"));

        assertThat(status("/v1/orders", with)).isEqualTo(200);
        assertThat(status("/v1/orders", withNew)).isEqualTo(200);
        operator().post("/v1/keys/" + id + "/rotate").then().statusCode(409);
        operator()
                .get("/v1/keys/" + id)
                .then()
                .statusCode(200)
                .body("replacedBy", equalTo(fresh.<String>path("id")))
                .body("expiresAt", notNullValue());

        operator()
                .body("{\"overlap\":\"PT0S\"}")
                .post("/v1/keys/" + fresh.<String>path("id") + "/rotate")
                .then()
                .statusCode(201);
        assertThat(status("/v1/orders", withNew)).isEqualTo(401);
        operator()
                .body("{\"overlap\":\"P31D\"}")
                .post("/v1/keys/" + id + "/rotate")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("overlap"));
    }

    @Test
    void rotations_at_once_make_one_key() {
        String id =
                key(Map.of("role", "operator", "description", "clicked twice")).path("id");
        List<Integer> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> http().send("POST", "/v1/keys/" + id + "/rotate", OPERATOR)
                        .status())
                .toList();
        assertThat(answers).containsOnlyOnce(201).contains(409).doesNotContain(500);
    }

    @Test
    void each_change_of_a_key_is_published_without_the_key() {
        Response made = key(Map.of("role", "shop", "shop", "published", "description", "published"));
        String id = made.path("id");
        operator().delete("/v1/keys/" + id).then().statusCode(204);

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(published(id))
                        .extracting(KeyEvent::type, KeyEvent::revision)
                        .containsExactly(tuple("key.valid", 1L), tuple("key.revoked", 2L)));
        KeyValid valid = (KeyValid) published(id).getFirst();
        assertThat(valid.hash()).isEqualTo(KeyHash.of(made.path("key")));
        assertThat(valid.role()).isEqualTo(KeyRole.SHOP);
    }

    @Test
    void a_body_that_is_wrong_is_refused_by_field() {
        operator()
                .body("{\"panelOrder\":\"5\"}")
                .post("/v1/doubts/1/attach")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("panelOrder"));
        operator()
                .body("{\"reference\":\"x\",\"panel\":\"smmnew\",\"content\":{\"service\":\"1\",\"quantiti\":5}}")
                .post("/v1/orders?source=access-shop")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("content.quantiti"));
        operator().body("[1]").post("/v1/keys").then().statusCode(400).contentType("application/problem+json");
        operator().body("{\"role\":").post("/v1/keys").then().statusCode(400).body("detail", containsString("no JSON"));
        operator().get("/v1/orders?limit=x").then().statusCode(400).body("errors[0].field", equalTo("limit"));
        operator().get("/v1/orders?state=LOST").then().statusCode(400).body("errors[0].field", equalTo("state"));
        assertThat(http().announce("POST", "/v1/orders?source=access-shop", OPERATOR, 1_100_000)
                        .status())
                .isEqualTo(413);
    }

    private static List<KeyEvent> published(String id) {
        EventCodec codec = new EventCodec();
        List<KeyEvent> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : TopicContent.of(
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class), Topics.KEYS)) {
            try {
                Map<String, String> headers = new HashMap<>();
                record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
                KeyEvent event = (KeyEvent) codec.read(headers, record.value()).data();
                if (event.id().equals(id)) {
                    events.add(event);
                }
            } catch (UnreadableEventException e) {
                throw new AssertionError(e);
            }
        }
        return events;
    }

    private static void refused(Map<String, Object> request, String field) {
        operator()
                .body(request)
                .post("/v1/keys")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field));
    }

    private static Response key(Map<String, Object> request) {
        Response made = operator().body(request).post("/v1/keys");
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return made;
    }

    private static Map<String, String> bearer(Map<String, Object> request) {
        return Map.of("Authorization", "Bearer " + key(request).<String>path("key"));
    }

    private static RequestSpecification operator() {
        return RestAssured.given().headers(OPERATOR).contentType("application/json");
    }

    private static int status(String path, Map<String, String> headers) {
        return http().send("GET", path, headers).status();
    }

    private static List<Endpoint> endpoints() {
        return Endpoints.of(http());
    }

    private static RawHttp http() {
        return new RawHttp(RestAssured.port);
    }
}
