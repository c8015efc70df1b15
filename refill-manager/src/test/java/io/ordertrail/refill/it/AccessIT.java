package io.ordertrail.refill.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.testsupport.http.PathSpellings;
import io.ordertrail.testsupport.http.RawHttp;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in, over real HTTP. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(RefillSimulatorResource.class)
class AccessIT {

    private static final Map<String, String> OPERATOR = Map.of("Authorization", "Bearer test-operator-key");

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/refills",
        "GET,/v1/refills/1",
        "POST,/v1/refills/1/settle",
        "POST,/v1/refills/1/retry",
        "POST,/v1/refills/1/release",
        "POST,/v1/refills/1/close"
    })
    void no_spelling_of_a_path_is_answered_without_a_key(String method, String path) {
        assertThat(PathSpellings.open(http(), method, path)).isEmpty();
    }

    @Test
    void some_of_the_spellings_are_the_path_for_the_router() {
        assertThat(PathSpellings.routed(http(), "/v1/refills", OPERATOR))
                .contains("/../v1/refills", "/%2e/v1/refills", "/x/%2e%2e/v1/refills");
    }

    private static RawHttp http() {
        return new RawHttp(RestAssured.port);
    }
}
