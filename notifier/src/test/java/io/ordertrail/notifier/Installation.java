package io.ordertrail.notifier;

import static io.ordertrail.notifier.Events.envelope;

import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.Topics;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A shop of its own for each test, with a key, a receiver and a way to publish. */
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "notifier"))
@WithTestResource(KafkaResource.class)
@WithTestResource(MailServer.class)
abstract class Installation {

    final Receiver receiver = new Receiver();
    final long order = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE / 2);
    final String shop = "shop-" + order;
    Broker broker;
    Api api;

    @BeforeEach
    void open() {
        // Long enough for a machine that does other things as well.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
        broker = new Broker();
        api = Api.of(shop);
    }

    @AfterEach
    void close() {
        broker.close();
        receiver.close();
    }

    /** The answer to a subscription of a path of the receiver. */
    ExtractableResponse<Response> subscribe(String path, Map<String, Object> more) {
        return subscribeTo(receiver.url(path), more);
    }

    ExtractableResponse<Response> subscribeTo(String target, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("channel", "webhook", "target", target));
        body.putAll(more);
        return api.post("/v1/subscriptions", body).statusCode(201).extract();
    }

    void publish(LifecycleEvent event) {
        broker.publish(Topics.STATUS, envelope(event));
    }

    /** Something of the newest delivery of a subscription. */
    <T> T delivery(String subscription, String what) {
        return api.get("/v1/subscriptions/" + subscription + "/deliveries")
                .statusCode(200)
                .extract()
                .path("items[0]." + what);
    }

    /** The deliveries of a subscription in that state. */
    int deliveries(String subscription, String state) {
        return api.get("/v1/subscriptions/" + subscription + "/deliveries?limit=200&state=" + state)
                .statusCode(200)
                .extract()
                .<List<?>>path("items")
                .size();
    }
}
