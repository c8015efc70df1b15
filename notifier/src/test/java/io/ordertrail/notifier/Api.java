package io.ordertrail.notifier;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** The REST API as somebody with a key sees it. */
record Api(String key) {

    static final Api OPERATOR = new Api("operator-key-of-the-tests");

    static Api of(String shop) {
        return new Api(OPERATOR.post("/v1/keys", Map.of("shop", shop))
                .statusCode(201)
                .extract()
                .path("key"));
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
