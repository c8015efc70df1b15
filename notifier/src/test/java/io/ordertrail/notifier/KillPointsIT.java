package io.ordertrail.notifier;

import static io.ordertrail.notifier.Events.anOrder;
import static io.ordertrail.notifier.Events.envelope;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.ordertrail.events.Topics;
import io.ordertrail.notifier.Receiver.Received;
import io.ordertrail.notifier.SteppingReceiver.Step;
import io.ordertrail.testsupport.EmbeddedKafka;
import io.ordertrail.testsupport.EmbeddedPostgres;
import io.ordertrail.testsupport.FreePort;
import io.ordertrail.testsupport.crash.CrashAgent;
import io.ordertrail.testsupport.proxy.HeldAnswer;
import io.ordertrail.testsupport.proxy.TcpProxy;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kill points of docs/proof.md, each hit on purpose, for webhooks: the packaged service halts or is killed exactly
 * there, the next one goes on. Nothing is lost, and what is repeated is the same webhook with the same id.
 */
class KillPointsIT {

    @TempDir
    static Path data;

    private static final Duration LEASE = Duration.ofSeconds(3);

    private static EmbeddedPostgres postgres;
    private static EmbeddedKafka kafka;
    private static TcpProxy link;
    private static Broker broker;
    private static long orders;

    private final SteppingReceiver receiver = new SteppingReceiver();
    private final List<Replica> replicas = new ArrayList<>();
    private final long order = ++orders;
    private final String shop = "shop-" + order;

    @BeforeAll
    static void openParts() throws IOException {
        postgres = EmbeddedPostgres.at(data.resolve("postgres"), FreePort.find());
        postgres.createDatabase("notifier");
        kafka = EmbeddedKafka.forTests();
        kafka.createTopics(Topics.all(), 1);
        link = TcpProxy.toPostgres(postgres.port());
        broker = new Broker(kafka.bootstrapServers());
    }

    @AfterAll
    static void closeParts() {
        broker.close();
        link.close();
        kafka.close();
        postgres.close();
    }

    @BeforeEach
    void open() throws IOException {
        replicas.add(replica(1));
        replicas.add(replica(2));
    }

    @AfterEach
    void close() throws InterruptedException {
        for (Replica replica : replicas) {
            replica.close();
        }
        link.cutNowhere();
        receiver.close();
    }

    @Test
    void an_event_is_not_lost_on_its_way_in() throws Exception {
        String secret = subscribe("/in", List.of("*"));
        one().kill();
        publish(1);

        // 1: consumed and not committed; 9: committed, and nothing sent; 11: before the offset is committed.
        haltAt("arrival.consumed");
        assertThat(deliveries("/in")).isZero();
        haltAt("arrival.committed");
        assertThat(deliveries("/in")).isOne();
        haltAt("arrival.before-acknowledging");

        one().start();
        awaitDelivered("/in", 1);
        publish(2);
        awaitDelivered("/in", 2);
        assertThat(deliveries("/in")).isEqualTo(2);
        assertThat(webhooks("/in", secret)).hasSize(2);
    }

    @Test
    void a_webhook_is_repeated_with_its_id_until_its_success_is_recorded() throws Exception {
        String secret = subscribe("/out", List.of("*"));
        one().kill();
        publish(1);

        // 2: claimed, before the connection.
        haltAt("delivery.claimed");
        assertThat(receiver.at("/out")).isEmpty();
        // 3 and 4: in the middle of the request, and sent but kept nowhere.
        killAt(Step.BEGUN);
        killAt(Step.READ);
        assertThat(receiver.at("/out")).isEmpty();
        // 5 and 6: kept, before the answer, and in the middle of it.
        killAt(Step.KEPT);
        killAt(Step.HALF_ANSWERED);
        assertThat(receiver.at("/out")).hasSize(2);
        // 7: the answer read, and not recorded.
        haltAtUntil("delivery.answered", () -> receiver.at("/out").size() > 2);
        assertThat(delivered("/out")).isZero();
        // 9: recorded; from here on it is not sent again.
        haltAtUntil("delivery.recorded", () -> delivered("/out") == 1);
        int sent = receiver.at("/out").size();
        assertThat(sent).isGreaterThan(3);

        one().start();
        publish(2);
        awaitDelivered("/out", 2);
        publish(3);
        awaitDelivered("/out", 3);
        List<Integer> times = times("/out", secret);
        assertThat(times).hasSize(3).startsWith(sent).endsWith(1);
    }

    @Test
    void a_success_whose_commit_was_not_acknowledged_is_recorded_once() throws Exception {
        String secret = subscribe("/commit", List.of("*"));
        publish(1);
        awaitDelivered("/commit", 1);
        // 8: PostgreSQL committed the outcome, and was killed before its answer arrived.
        HeldAnswer commit = link.holdCommit(KillPointsIT::isSuccess);
        publish(2);
        assertThat(commit.await(Duration.ofMinutes(1))).isTrue();
        postgres.kill();
        commit.lose();
        postgres.start();
        assertThat(delivered("/commit")).isEqualTo(2);

        publish(3);
        awaitDelivered("/commit", 3);
        assertSecondSentOnce("/commit", secret);
    }

    @Test
    void a_success_that_cannot_be_recorded_is_not_sent_again_when_its_lease_ends() throws Exception {
        String secret = subscribe("/record", List.of("*"));
        publish(1);
        awaitDelivered("/record", 1);
        link.cutAt(KillPointsIT::isSuccess);
        publish(2);
        await().atMost(Duration.ofMinutes(1)).until(() -> link.cuts() > 0);
        Instant leaseEnds = Instant.now().plus(LEASE);
        await().until(() -> Instant.now().isAfter(leaseEnds));
        int cuts = link.cuts();
        // It is tried to be recorded as often as is looked for what is due, and twice more here.
        await().atMost(Duration.ofMinutes(1)).until(() -> link.cuts() >= cuts + 2);
        link.cutNowhere();

        awaitDelivered("/record", 2);
        assertSecondSentOnce("/record", secret);
    }

    @Test
    void that_an_endpoint_was_disabled_is_published_however_the_publisher_dies() throws Exception {
        String secret = subscribe("/disabled", List.of("endpoint.*"));
        String unused = subscribe("/gone", List.of("order.*"));
        receiver.answer("/gone", 410);
        one().kill();
        publish(1);

        // 9 and 10: committed and not published; published and not deleted from the outbox.
        haltAt("outbox.before-publish");
        assertThat(receiver.at("/disabled")).isEmpty();
        int sent = receiver.at("/gone").size();
        assertThat(sent).isPositive();
        haltAt("outbox.published");

        one().start();
        awaitDelivered("/disabled", 1);
        assertThat(webhooks("/disabled", secret)).hasSize(1);
        assertThat(deliveries("/disabled")).isOne();
        assertThat(receiver.at("/gone")).hasSize(sent);
    }

    @Test
    void a_zombie_changes_nothing() throws Exception {
        String secret = subscribe("/zombie", List.of("*"));
        receiver.answer("/zombie", 500);
        receiver.once(Step.KEPT, () -> {
            one().freeze();
            receiver.answer("/zombie", 200);
        });
        publish(1);
        await().atMost(Duration.ofMinutes(1)).until(receiver::isDone);

        // 12: its lease runs out, another takes over and succeeds; then it wakes up and reads its 500.
        two().start();
        awaitDelivered("/zombie", 1);
        one().thaw();
        await().atMost(Duration.ofMinutes(1)).until(() -> attempts("/zombie", 1).size() == 2);

        assertThat(attempts("/zombie", 1)).containsExactly("failed", "taken");
        assertThat(delivered("/zombie")).isOne();
        assertThat(webhooks("/zombie", secret)).hasSize(1).containsValue(2);
    }

    /** The parameters of the statement that records it. */
    private static boolean isSuccess(String asked) {
        return asked.contains("delivered") && asked.contains("taken");
    }

    private Replica one() {
        return replicas.getFirst();
    }

    private Replica two() {
        return replicas.getLast();
    }

    private static Replica replica(int number) throws IOException {
        Map<String, String> settings = new HashMap<>(Replica.settings(postgres, kafka.bootstrapServers()));
        settings.put(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                "vertx-reactive:postgresql://localhost:%d/notifier".formatted(link.port()));
        // The next one of its name has its partitions at once; who was killed is not waited for.
        settings.put("MP_MESSAGING_INCOMING_EVENTS_GROUP_INSTANCE_ID", "replica-" + number);
        settings.put("ORDERTRAIL_NOTIFIER_WEBHOOKS_TIMEOUT", "1s");
        settings.put("ORDERTRAIL_NOTIFIER_DELIVERY_LEASE", LEASE.toString());
        return new Replica("kill-points-" + number, settings);
    }

    /** Has it die at that place of its code. */
    private void haltAt(String point) throws Exception {
        one().start(CrashAgent.jvmOption(point, 1));
        assertThat(one().exitCode()).as(point).isEqualTo(CrashAgent.STATUS);
    }

    /**
     * Has it die there until that holds: an attempt that got nowhere in time, as the first one of a process may, passes
     * the same places.
     */
    private void haltAtUntil(String point, Callable<Boolean> holds) throws Exception {
        do {
            haltAt(point);
        } while (!holds.call());
    }

    /** Has it killed when the receiver is there. */
    private void killAt(Step step) throws Exception {
        receiver.once(step, one()::kill);
        one().start();
        int unused = one().exitCode();
        assertThat(receiver.isDone()).as(step.name()).isTrue();
    }

    private void publish(long revision) {
        broker.publish(Topics.STATUS, envelope(anOrder(shop, order).inProgress(revision)));
    }

    private String subscribe(String path, List<String> types) throws IOException {
        if (!one().isRunning()) {
            one().start();
        }
        await().atMost(Duration.ofMinutes(2)).until(one()::isReady);
        return given().header("Authorization", "Bearer " + Replica.OPERATOR)
                .contentType("application/json")
                .body(Map.of("channel", "webhook", "target", receiver.url(path), "types", types, "shop", shop))
                .post(one().url("/v1/subscriptions"))
                .then()
                .statusCode(201)
                .extract()
                .path("signingSecret");
    }

    /** How often each webhook came there, by its id; each repeat is the same and is signed. */
    private Map<String, Integer> webhooks(String path, String secret) throws Exception {
        Webhook verifier = new Webhook(secret);
        Map<String, String> bodies = new HashMap<>();
        Map<String, Integer> times = new HashMap<>();
        for (Received one : receiver.at(path)) {
            verifier.verify(one.body(), HttpHeaders.of(one.headers(), (_, _) -> true));
            assertThat(bodies.computeIfAbsent(one.id(), _ -> one.body())).isEqualTo(one.body());
            times.merge(one.id(), 1, Integer::sum);
        }
        return times;
    }

    /** How often each webhook came there, in the order of their first coming. */
    private List<Integer> times(String path, String secret) throws Exception {
        Map<String, Integer> times = webhooks(path, secret);
        return receiver.at(path).stream()
                .map(Received::id)
                .distinct()
                .map(id -> times.getOrDefault(id, 0))
                .toList();
    }

    /** The first has the process ready for it: what is cold may be too late. */
    private void assertSecondSentOnce(String path, String secret) throws Exception {
        assertThat(times(path, secret).get(1)).isOne();
        assertThat(attempts(path, 2)).containsExactly("taken");
    }

    private void awaitDelivered(String path, long count) {
        await().atMost(Duration.ofMinutes(2)).pollInSameThread().until(() -> delivered(path) == count);
    }

    private long delivered(String path) throws SQLException {
        return count(
                "select count(*) from delivery d join subscription s on s.id = d.subscription_id"
                        + " where s.target = ? and d.state = 'delivered'",
                path);
    }

    private long deliveries(String path) throws SQLException {
        return count(
                "select count(*) from delivery d join subscription s on s.id = d.subscription_id"
                        + " where s.target = ?",
                path);
    }

    private long count(String query, String path) throws SQLException {
        try (Connection connection = connection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, receiver.url(path));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /** What the attempts at that delivery of the path came to, in the order of their claims. */
    private List<String> attempts(String path, int delivery) throws SQLException {
        try (Connection connection = connection();
                PreparedStatement statement = connection.prepareStatement("""
                        select a.verdict from attempt a where a.delivery_id = (
                            select d.id from delivery d join subscription s on s.id = d.subscription_id
                             where s.target = ? order by d.id limit 1 offset ?) order by a.number""")) {
            statement.setString(1, receiver.url(path));
            statement.setInt(2, delivery - 1);
            List<String> verdicts = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    verdicts.add(result.getString(1));
                }
            }
            return verdicts;
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl("notifier"), postgres.username(), postgres.password());
    }
}
