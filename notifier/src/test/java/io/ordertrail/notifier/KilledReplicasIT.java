package io.ordertrail.notifier;

import static io.ordertrail.notifier.Events.anOrder;
import static io.ordertrail.notifier.Events.envelope;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.ordertrail.events.Topics;
import io.ordertrail.notifier.Receiver.Received;
import io.ordertrail.testsupport.EmbeddedKafka;
import io.ordertrail.testsupport.EmbeddedPostgres;
import io.ordertrail.testsupport.FreePort;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * I6 of docs/proof.md: two replicas as processes, killed in the middle again and again, PostgreSQL killed and Kafka
 * restarted under them, receivers that do not behave. Every event reaches every live endpoint, repeats have the same id,
 * an order's events come in their order where that was asked for, and a disabled endpoint gets nothing.
 */
class KilledReplicasIT {

    private static final long SEED = Long.getLong("seed", 1);
    private static final int ORDERS = 60;
    private static final int REVISIONS = 10;
    private static final int KILLS = 3;
    private static final List<String> PATHS = List.of("/good", "/slow", "/flaky", "/late", "/ordered");
    private static final Pattern EVENT = Pattern.compile("\"order\":\\{\"id\":(\\d+).*\"revision\":(\\d+)");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<String, String> secrets = new HashMap<>();

    /** Durable, which a database for tests is not: what it committed must be there after it was killed. */
    @TempDir
    Path data;

    @Test
    void every_event_reaches_every_live_endpoint_whatever_is_killed() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.at(data.resolve("postgres"), FreePort.find());
                EmbeddedKafka kafka = EmbeddedKafka.forTests();
                Receiver receiver = new Receiver()) {
            postgres.createDatabase("notifier");
            kafka.createTopics(Topics.all(), 6);
            try (Replica one = new Replica("replica-1", Replica.settings(postgres, kafka.bootstrapServers()));
                    Replica two = new Replica("replica-2", Replica.settings(postgres, kafka.bootstrapServers()))) {
                one.start();
                await().atMost(Duration.ofMinutes(2)).until(one::isReady);
                two.start();
                subscribe(one, receiver);
                // A thread of the test's own: those of the common pool may still carry the class loader of a Quarkus
                // application that another test class has closed, and Kafka's clients load their parts through it.
                CompletableFuture<Void> publishing =
                        CompletableFuture.runAsync(() -> publish(kafka), Thread.ofPlatform()::start);
                harm(List.of(one, two), postgres, kafka);
                publishing.get();
                await().atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> PATHS.stream()
                                .allMatch(path -> distinct(receiver.at(path)).size() == ORDERS * REVISIONS));
                check(receiver);
                assertThat(one.stop(Duration.ofSeconds(40))).isTrue();
            }
        }
    }

    private void subscribe(Replica replica, Receiver receiver) {
        SplittableRandom moods = random.split();
        receiver.at("/slow", later(40, 204));
        receiver.at(
                "/flaky",
                exchange -> Receiver.status(mood(moods) < 30 ? 500 : 200).handle(exchange));
        receiver.at("/late", exchange -> later(mood(moods) < 2 ? 2500 : 0, 200).handle(exchange));
        receiver.at(
                "/ordered",
                exchange -> Receiver.status(mood(moods) < 10 ? 503 : 200).handle(exchange));
        for (String path : PATHS) {
            secrets.put(path, subscribe(replica, receiver.url(path), path.equals("/ordered") ? "order" : "none", true));
        }
        String unused = subscribe(replica, receiver.url("/disabled"), "none", false);
    }

    private static synchronized int mood(SplittableRandom moods) {
        return moods.nextInt(100);
    }

    private static String subscribe(Replica replica, String target, String ordering, boolean enabled) {
        var made = given().header("Authorization", "Bearer " + Replica.OPERATOR)
                .contentType("application/json")
                .body(Map.of("channel", "webhook", "target", target, "ordering", ordering, "shop", "acme"))
                .post(replica.url("/v1/subscriptions"))
                .then()
                .statusCode(201)
                .extract();
        if (!enabled) {
            given().header("Authorization", "Bearer " + Replica.OPERATOR)
                    .post(replica.url("/v1/subscriptions/" + made.path("id") + "/disable"))
                    .then()
                    .statusCode(200);
        }
        return made.path("signingSecret");
    }

    private static void publish(EmbeddedKafka kafka) {
        try (Broker broker = new Broker(kafka.bootstrapServers())) {
            for (long revision = 1; revision <= REVISIONS; revision++) {
                for (long order = 1; order <= ORDERS; order++) {
                    broker.publish(
                            Topics.STATUS, envelope(anOrder("acme", order).inProgress(revision)));
                    if (order % 7 == 0) {
                        // What services repeat after a crash of their own.
                        broker.publish(
                                Topics.STATUS, envelope(anOrder("acme", order).inProgress(revision)));
                    }
                }
            }
        }
    }

    private void harm(List<Replica> replicas, EmbeddedPostgres postgres, EmbeddedKafka kafka) throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            pause(500 + random.nextInt(1500));
            Replica victim = replicas.get(kill % replicas.size());
            victim.kill();
            if (kill == 1) {
                postgres.kill();
                postgres.start();
            }
            if (kill == 2) {
                kafka.stop();
                kafka.start();
            }
            victim.start();
            await().atMost(Duration.ofMinutes(2)).until(victim::isReady);
        }
    }

    private void check(Receiver receiver) throws Exception {
        assertThat(receiver.at("/disabled")).isEmpty();
        long attempts = 0;
        for (String path : PATHS) {
            List<Received> all = receiver.at(path);
            attempts += all.size();
            Map<String, Set<String>> ids = new HashMap<>();
            Webhook verifier = new Webhook(secrets.get(path));
            for (Received one : all) {
                verifier.verify(one.body(), HttpHeaders.of(one.headers(), (_, _) -> true));
                ids.computeIfAbsent(key(one), _ -> new HashSet<>()).add(one.id());
            }
            assertThat(ids.values()).allMatch(same -> same.size() == 1);
        }
        Map<String, Long> last = new HashMap<>();
        for (Received one : receiver.at("/ordered")) {
            String order = key(one).split("/")[0];
            long revision = Long.parseLong(key(one).split("/")[1]);
            assertThat(revision).as("order " + order).isGreaterThanOrEqualTo(last.getOrDefault(order, 0L));
            last.put(order, revision);
        }
        int events = ORDERS * REVISIONS;
        System.out.printf(
                "{\"seed\":%d,\"kills\":%d,\"events\":%d,\"deliveries\":%d,\"attempts\":%d,\"repeats\":%d,\"notificationsLost\":0}%n",
                SEED, KILLS, events, events * PATHS.size(), attempts, attempts - (long) events * PATHS.size());
    }

    private static Set<String> distinct(List<Received> all) {
        Set<String> keys = new HashSet<>();
        all.forEach(one -> keys.add(key(one)));
        return keys;
    }

    private static String key(Received received) {
        Matcher event = EVENT.matcher(received.body());
        return event.find() ? event.group(1) + "/" + event.group(2) : "?";
    }

    private static Receiver.Behaviour later(long millis, int code) {
        return exchange -> {
            pause(millis);
            Receiver.status(code).handle(exchange);
        };
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
    }
}
