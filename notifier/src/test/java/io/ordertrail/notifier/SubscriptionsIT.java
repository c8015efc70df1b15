package io.ordertrail.notifier;

import static io.ordertrail.notifier.Events.anOrder;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.standardwebhooks.Webhook;
import io.ordertrail.events.KeyEvent.KeyRole;
import io.ordertrail.notifier.Receiver.Received;
import io.ordertrail.testsupport.keys.PublishedKeys;
import io.quarkus.test.common.http.TestHTTPResourceManager;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Subscriptions over REST. */
@QuarkusTest
class SubscriptionsIT extends Installation {

    @Test
    void the_secret_is_returned_once() {
        String id = api.post("/v1/subscriptions", webhook())
                .statusCode(201)
                .body("signingSecret", startsWith("whsec_"))
                .body("id", startsWith("sub_"))
                .extract()
                .path("id");
        api.get("/v1/subscriptions/" + id).statusCode(200).body("signingSecret", nullValue());
    }

    @Test
    void the_public_key_is_returned_where_v1a_is_asked_for() {
        Map<String, Object> wanted = webhook();
        wanted.put("signature", "v1a");
        api.post("/v1/subscriptions", wanted)
                .statusCode(201)
                .body("publicKey", startsWith("whpk_"))
                .body("signingSecret", nullValue());
    }

    @Test
    void without_a_key_nothing_is_answered() {
        given().get("/v1/subscriptions")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json");
        new Api("no such key at all, really").get("/v1/subscriptions").statusCode(401);
    }

    @Test
    void what_is_another_shops_does_not_exist() {
        String id = subscribe("/x", Map.of()).path("id");
        Api other = Api.of("other-" + shop);
        other.get("/v1/subscriptions/" + id).statusCode(404);
        other.patch("/v1/subscriptions/" + id, Map.of("description", "mine")).statusCode(404);
        other.delete("/v1/subscriptions/" + id).statusCode(404);
        other.post("/v1/subscriptions/" + id + "/rotate").statusCode(404);
        other.get("/v1/subscriptions/" + id + "/deliveries").statusCode(404);
        other.get("/v1/subscriptions").body("items", hasSize(0));
        Api.OPERATOR.get("/v1/subscriptions/" + id).statusCode(200).body("shop", equalTo(shop));
    }

    @Test
    void a_revoked_key_opens_nothing() {
        try (PublishedKeys keys = new PublishedKeys(Broker.bootstrapServers())) {
            PublishedKeys.Key key = keys.shop("revoked-" + shop);
            Api revoked = new Api(key.key());
            await().atMost(Duration.ofMinutes(1)).until(() -> revoked.status() == 200);
            keys.revoke(key);
            await().atMost(Duration.ofMinutes(1)).until(() -> revoked.status() == 401);
        }
    }

    @Test
    void a_read_only_operator_sees_every_shop_and_changes_nothing() {
        String id = subscribe("/read-only", Map.of()).path("id");
        try (PublishedKeys keys = new PublishedKeys(Broker.bootstrapServers())) {
            Api reader = new Api(keys.of(KeyRole.READ_ONLY_OPERATOR).key());
            await().atMost(Duration.ofMinutes(1)).until(() -> reader.status() == 200);
            reader.get("/v1/subscriptions/" + id).statusCode(200).body("shop", equalTo(shop));
            reader.delete("/v1/subscriptions/" + id)
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:ordertrail:problem:forbidden"));
            reader.post("/v1/subscriptions/" + id + "/rotate").statusCode(403);
        }
    }

    @Test
    void all_that_is_wrong_is_reported_at_once_by_field_with_a_remedy() {
        api.post(
                        "/v1/subscriptions",
                        Map.of(
                                "target",
                                "ftp://x",
                                "types",
                                List.of("Order.*"),
                                "panels",
                                List.of("SMM New"),
                                "ratePerSecond",
                                0,
                                "digest",
                                "soon",
                                "ownerEmail",
                                "nobody"))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasSize(6))
                .body("errors.find { it.field == 'types[0]' }.rule", containsString("Order.*"))
                .body("errors.find { it.field == 'target' }.remedy", notNullValue());
    }

    @Test
    void a_misspelt_field_is_reported_not_ignored() {
        api.post("/v1/subscriptions", Map.of("targett", "https://shop.example"))
                .statusCode(400)
                .body("errors[0].field", equalTo("targett"));
        api.post("/v1/subscriptions", "{\"target\":").statusCode(400).body("detail", containsString("no JSON"));
        api.post("/v1/subscriptions", Map.of("types", "order.*")).statusCode(400);
    }

    @Test
    void addresses_inside_are_refused_when_subscribed() {
        api.post("/v1/subscriptions", Map.of("target", "https://169.254.169.254/latest/meta-data"))
                .statusCode(400)
                .body("errors[0].rule", containsString("metadata"));
    }

    @Test
    void a_list_is_read_page_by_page() {
        for (int i = 0; i < 5; i++) {
            subscribe("/page" + i, Map.of());
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            var page = api.get("/v1/subscriptions?limit=2&after=" + next)
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("items.id"));
            next = page.path("next");
        }
        assertThat(seen).hasSize(5).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void a_change_is_a_merge_patch() {
        String id = subscribe("/patched", Map.of("tags", List.of("vip"), "ownerEmail", "o@shop.example"))
                .path("id");
        Map<String, Object> patch = new HashMap<>();
        patch.put("description", "new");
        patch.put("ownerEmail", null);
        api.patch("/v1/subscriptions/" + id, patch)
                .statusCode(200)
                .body("description", equalTo("new"))
                .body("ownerEmail", nullValue())
                .body("tags", equalTo(List.of("vip")));
        api.patch("/v1/subscriptions/" + id, Map.of("channel", "email")).statusCode(400);
    }

    @Test
    void filters_hold() {
        subscribe("/vip", Map.of("tags", List.of("vip"), "types", List.of("*.completed")));
        subscribe("/all", Map.of());
        publish(anOrder(shop, order).completed(1));
        publish(anOrder(shop, order + 1).tagged("vip").inProgress(1));
        publish(anOrder(shop, order + 2).tagged("vip").completed(1));

        await().until(() -> receiver.at("/all").size() == 3);
        await().until(() -> receiver.at("/vip").size() == 1);
        assertThat(receiver.at("/vip").getFirst().body()).contains("\"id\":" + (order + 2));
    }

    @Test
    void while_a_rotation_lasts_both_secrets_verify() throws Exception {
        var made = subscribe("/rotated", Map.of());
        String rotated = api.post("/v1/subscriptions/" + made.path("id") + "/rotate", Map.of("overlap", "PT1H"))
                .statusCode(200)
                .extract()
                .path("signingSecret");
        assertThat(rotated).startsWith("whsec_").isNotEqualTo(made.path("signingSecret"));

        publish(anOrder(shop, order).completed(1));

        Received received = await().until(() -> receiver.at("/rotated"), all -> !all.isEmpty())
                .getFirst();
        verify(rotated, received);
        verify(made.path("signingSecret"), received);
    }

    @Test
    void after_a_rotation_without_overlap_only_the_new_secret_verifies() throws Exception {
        var made = subscribe("/cut", Map.of());
        String rotated = api.post("/v1/subscriptions/" + made.path("id") + "/rotate", Map.of("overlap", "PT0S"))
                .extract()
                .path("signingSecret");
        publish(anOrder(shop, order).completed(1));

        Received received =
                await().until(() -> receiver.at("/cut"), all -> !all.isEmpty()).getFirst();
        verify(rotated, received);
        assertThat(received.header("webhook-signature").split(" ")).hasSize(1);
    }

    @Test
    void a_test_event_goes_the_way_of_everything_else() {
        var made = subscribe("/tried", Map.of("types", List.of("refill.*")));
        String message = api.post("/v1/subscriptions/" + made.path("id") + "/test")
                .statusCode(202)
                .extract()
                .path("message");
        await().until(() -> receiver.at("/tried").size() == 1);
        assertThat(receiver.at("/tried").getFirst().id()).isEqualTo(message);
        assertThat(receiver.at("/tried").getFirst().body()).contains("\"type\":\"endpoint.test\"");
    }

    @Test
    void a_deleted_subscription_is_gone_with_its_deliveries() {
        String id = subscribe("/deleted", Map.of()).path("id");
        publish(anOrder(shop, order).completed(1));
        await().until(() -> receiver.at("/deleted").size() == 1);

        api.delete("/v1/subscriptions/" + id).statusCode(204);
        api.get("/v1/subscriptions/" + id).statusCode(404);
        subscribe("/left", Map.of());
        publish(anOrder(shop, order).partial(2));
        await().until(() -> receiver.at("/left").size() == 1);
        assertThat(receiver.at("/deleted")).hasSize(1);
    }

    @Test
    void a_delivery_shows_what_was_sent_and_every_attempt() {
        receiver.at(
                "/shown",
                exchange -> Receiver.status(receiver.at("/shown").size() == 1 ? 503 : 200)
                        .handle(exchange));
        String id = subscribe("/shown", Map.of()).path("id");
        publish(anOrder(shop, order).completed(1));
        await().until(() -> deliveries(id, "delivered") == 1);

        api.get("/v1/deliveries/" + delivery(id, "id"))
                .statusCode(200)
                .body("history.code", equalTo(List.of(503, 200)))
                .body("attempts", equalTo(2))
                .body("body.type", equalTo("order.status-changed"));
    }

    @Test
    void the_api_is_described() {
        given().get(TestHTTPResourceManager.getManagementUri() + "/openapi")
                .then()
                .statusCode(200)
                .body(containsString("/v1/subscriptions/{id}/rotate"), containsString("SubscriptionSpec"));
    }

    private Map<String, Object> webhook() {
        return new HashMap<>(Map.of("channel", "webhook", "target", receiver.url("/hook")));
    }

    private static void verify(String secret, Received received) throws Exception {
        new Webhook(secret).verify(received.body(), HttpHeaders.of(received.headers(), (_, _) -> true));
    }
}
