package io.ordertrail.notifier.delivery;

import static io.ordertrail.notifier.Events.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.Topics;
import io.ordertrail.notifier.Events;
import io.ordertrail.notifier.MailServer;
import io.ordertrail.notifier.delivery.AttemptResult.Verdict;
import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.message.MessageFactory;
import io.ordertrail.notifier.subscription.Subscription;
import io.ordertrail.notifier.subscription.SubscriptionSnapshots;
import io.ordertrail.notifier.subscription.Subscriptions;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.ordertrail.testsupport.resources.TopicContent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What a replica says that slept through its lease. All is due in days to come, so that the service leaves it alone. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "notifier"))
@WithTestResource(KafkaResource.class)
@WithTestResource(MailServer.class)
class StaleReplicaIT {

    private static final Instant DUE = Instant.now().plus(Duration.ofDays(200));
    private static final Duration LEASE = Duration.ofSeconds(90);

    private final long order = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE / 2);
    private final Subscription subscription = Subscriptions.webhook("zombie-" + order, "*");

    @Inject
    MessageStore posting;

    @Inject
    DeliveryClaims claims;

    @Inject
    Bookkeeping bookkeeping;

    @Inject
    Pool pool;

    @Test
    void that_a_delivery_is_dead_is_published_by_its_owner_alone() {
        post();
        ClaimedDelivery zombies = claim(DUE);
        ClaimedDelivery heirs = claim(DUE.plus(LEASE).plusSeconds(1));
        assertThat(heirs.fence()).isGreaterThan(zombies.fence());

        await(bookkeeping.write(List.of(givenUp(zombies))));
        await(bookkeeping.write(List.of(givenUp(heirs))));

        // One key, one partition: had the zombie's been published, it would have come first.
        assertThat(firstOf(Topics.NOTIFICATIONS, subscription.id()))
                .endsWith("/dead/" + heirs.fence())
                .contains(DeliveryView.publicId(heirs.id()));
    }

    @Test
    void what_it_says_changes_nothing_while_its_heir_is_sending() {
        post();
        ClaimedDelivery zombies = claim(DUE);
        ClaimedDelivery heirs = claim(DUE.plus(LEASE).plusSeconds(1));

        await(bookkeeping.write(List.of(outcome(zombies, Verdict.FAILED, new DeliveryDecision.Again(DUE)))));
        assertThat(state(zombies)).isEqualTo("sending");
        await(bookkeeping.giveBack(List.of(zombies), DUE));
        assertThat(state(zombies)).isEqualTo("sending");

        await(bookkeeping.write(List.of(outcome(heirs, Verdict.TAKEN, new DeliveryDecision.Done()))));
        assertThat(state(heirs)).isEqualTo("delivered");
        // What was attempted is listed, whoever attempted it.
        assertThat(verdicts(heirs)).containsExactly("failed", "taken");
    }

    private String state(ClaimedDelivery claimed) {
        return texts("select state from delivery where id = $1", claimed).getFirst();
    }

    private List<String> verdicts(ClaimedDelivery claimed) {
        return texts("select verdict from attempt where delivery_id = $1 order by number", claimed);
    }

    private List<String> texts(String query, ClaimedDelivery claimed) {
        return await(pool.preparedQuery(query).execute(Tuple.of(claimed.id())).map(rows -> {
            List<String> texts = new ArrayList<>();
            rows.forEach(row -> texts.add(row.getString(0)));
            return texts;
        }));
    }

    private void post() {
        Message message = new MessageFactory()
                .write(Events.envelope(anOrder("zombie-" + order, order).completed(1)))
                .orElseThrow();
        PlannedDelivery route = new PlannedDelivery(message.id(), subscription.id(), null, DUE, null);
        var unused = await(pool.withTransaction(tx -> posting.post(tx, List.of(message), List.of(route), DUE)));
    }

    private ClaimedDelivery claim(Instant now) {
        return await(claims.claim(
                        Map.of(subscription.id(), 1), SubscriptionSnapshots.of(subscription), now, now.plus(LEASE)))
                .getFirst();
    }

    private static AttemptOutcome givenUp(ClaimedDelivery claimed) {
        return outcome(claimed, Verdict.FAILED, new DeliveryDecision.GivenUp("no success in 8 attempts"));
    }

    private static AttemptOutcome outcome(ClaimedDelivery claimed, Verdict verdict, DeliveryDecision decision) {
        return new AttemptOutcome(claimed, DUE, DUE, AttemptResult.none(verdict, "", Duration.ofMillis(1)), decision);
    }

    /** The id of the first event with that key. */
    private static String firstOf(String topic, String key) {
        String kafka = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> TopicContent.of(kafka, topic).stream()
                                .filter(record -> key.equals(record.key()))
                                .findFirst(),
                        Optional::isPresent)
                .map(record -> new String(record.headers().lastHeader("ce_id").value(), UTF_8))
                .orElseThrow();
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(Duration.ofMinutes(1));
    }
}
