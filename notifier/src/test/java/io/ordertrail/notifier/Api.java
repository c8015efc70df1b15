package io.ordertrail.notifier;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.ordertrail.testsupport.keys.PublishedKeys;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;

/** The REST API as the owner of a key sees it. */
record Api(String key) {

    static final Api OPERATOR = new Api("operator-key-of-the-tests");

    /** Publishes a key of that shop as order-intake does, and waits until notifier has it. */
    static Api of(String shop) {
        try (PublishedKeys keys = new PublishedKeys(Broker.bootstrapServers())) {
            Api api = new Api(keys.shop(shop).key());
            await().atMost(Duration.ofMinutes(1)).until(() -> api.status() != 401);
            return api;
        }
    }

    int status() {
        return get("/v1/subscriptions").extract().statusCode();
    }

    ValidatableResponse post(String path, Object body) {
        return request().body(body).post(path).then();
    }

    ValidatableResponse post(String path) {
        return request().post(path).then();
    }

    ValidatableResponse patch(String path, Object body) {
        return request().body(body).patch(path).then();
    }

    ValidatableResponse get(String path) {
        return request().get(path).then();
    }

    ValidatableResponse delete(String path) {
        return request().delete(path).then();
    }

    private RequestSpecification request() {
        return given().header("Authorization", "Bearer " + key).contentType("application/json");
    }
}
