package io.ordertrail.kit.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.ordertrail.events.KeyEvent.KeyRole;
import io.ordertrail.testsupport.keys.PublishedKeys;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys from Kafka and tokens of an issuer, at a resource as services have them. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(TestIssuer.class)
class AccessIT {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void a_published_key_opens_until_it_is_revoked() {
        try (PublishedKeys keys = new PublishedKeys(kafka)) {
            PublishedKeys.Key key = keys.shop("acme");
            await().atMost(Duration.ofMinutes(1)).until(() -> read(key.key()).statusCode() == 200);
            assertThat(read(key.key()).asString()).isEqualTo(key.id() + " acme");
            assertThat(change(key.key()).statusCode()).isEqualTo(403);

            keys.revoke(key);

            await().atMost(Duration.ofMinutes(1)).until(() -> read(key.key()).statusCode() == 401);
        }
    }

    @Test
    void a_read_only_operator_reads_and_changes_nothing() {
        try (PublishedKeys keys = new PublishedKeys(kafka)) {
            PublishedKeys.Key key = keys.of(KeyRole.READ_ONLY_OPERATOR);
            await().atMost(Duration.ofMinutes(1)).until(() -> read(key.key()).statusCode() == 200);
            change(key.key()).then().statusCode(403).body("type", equalTo("urn:ordertrail:problem:forbidden"));
        }
    }

    @Test
    void a_key_expires() {
        try (PublishedKeys keys = new PublishedKeys(kafka)) {
            PublishedKeys.Key later = keys.expiring(Instant.now().plusSeconds(3600));
            PublishedKeys.Key before = keys.expiring(Instant.now().minusSeconds(1));
            PublishedKeys.Key last = keys.of(KeyRole.OPERATOR);
            await().atMost(Duration.ofMinutes(1)).until(() -> read(last.key()).statusCode() == 200);
            await().atMost(Duration.ofMinutes(1)).until(() -> read(later.key()).statusCode() == 200);
            assertThat(read(before.key()).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void the_operators_key_of_the_settings_opens_everything() {
        assertThat(change("operator-key-of-the-tests").asString()).isEqualTo("operator");
    }

    @Test
    void an_endpoint_that_names_no_role_is_closed_to_everybody() {
        given().header("Authorization", "Bearer operator-key-of-the-tests")
                .get("/v1/things/forgotten")
                .then()
                .statusCode(403);
        given().get("/v1/things/forgotten").then().statusCode(401);
    }

    @Test
    void a_token_of_the_issuer_has_the_role_that_its_claim_is_mapped_to() {
        String operator = TestIssuer.token("ordertrail-operator");
        assertThat(change(operator).asString()).isEqualTo("ada");
        assertThat(read(operator).asString()).isEqualTo("ada -");

        String reader = TestIssuer.token("ordertrail-read-only");
        assertThat(read(reader).asString()).isEqualTo("ada -");
        assertThat(change(reader).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "operator", "shop", "admin", "ORDERTRAIL-OPERATOR"})
    void a_token_with_another_claim_opens_nothing(String group) {
        assertThat(read(TestIssuer.token(group)).statusCode()).isEqualTo(403);
        assertThat(change(TestIssuer.token(group)).statusCode()).isEqualTo(403);
    }

    @Test
    void a_token_that_is_not_the_issuers_for_us_is_refused() {
        String group = "ordertrail-operator";
        assertThat(read(TestIssuer.forged(group)).statusCode()).isEqualTo(401);
        assertThat(read(TestIssuer.expired(group)).statusCode()).isEqualTo(401);
        assertThat(read(TestIssuer.forAnotherApplication(group)).statusCode()).isEqualTo(401);
        assertThat(read(TestIssuer.ofAnotherIssuer(group)).statusCode()).isEqualTo(401);
        String unsigned = "eyJhbGciOiJub25lIn0" + TestIssuer.token(group).replaceAll("^[^.]*|[^.]*$", "");
        assertThat(read(unsigned).statusCode()).isEqualTo(401);
        read(TestIssuer.expired(group))
                .then()
                .contentType("application/problem+json")
                .body("type", equalTo("urn:ordertrail:problem:unauthorized"));
    }

    private static Response read(String token) {
        return given().header("Authorization", "Bearer " + token).get("/v1/things");
    }

    private static Response change(String token) {
        return given().header("Authorization", "Bearer " + token).post("/v1/things");
    }
}
