package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database or a Kafka that is away for ten minutes kills no service and stops no consumer for good. */
class OutagesTest {

    /**
     * SmallRye's Kafka connector (4.33, {@code KafkaThrottledLatestProcessedCommit}), with its usual commit strategy, closes the consumer
     * and fails liveness when a record is held for longer than {@code throttled.unprocessed-record-max-age.ms}, 60 s unless set; and ends
     * the channel when Kafka does not answer within {@code default.api.timeout.ms} what was committed, which it asks at the first record of
     * each partition. OutageIT of notifier showed the second. {@code KafkaLatestCommit} does neither.
     */
    @ParameterizedTest
    @ValueSource(strings = {"order-intake", "status-poller", "refill-manager", "notifier"})
    void no_channel_gives_up_while_the_database_or_kafka_is_away(String service) {
        Properties settings = Repository.settings(service);

        assertThat(Subscription.channels(settings))
                .isNotEmpty()
                .allSatisfy(channel -> assertThat(of(settings, channel, "commit-strategy", "throttled"))
                        .as(channel)
                        .isEqualTo("latest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-intake", "status-poller", "refill-manager", "notifier"})
    void a_service_that_starts_meanwhile_waits(String service) {
        Properties settings = Repository.settings(service);

        assertThat(Integer.parseInt(settings.getProperty("quarkus.flyway.connect-retries", "0")))
                .isGreaterThanOrEqualTo(10);
    }

    /** The outbox's migrations are numbered below the service's own, and the next of them comes after those were applied. */
    @ParameterizedTest
    @ValueSource(strings = {"order-intake", "status-poller", "refill-manager", "notifier"})
    void the_next_migration_of_the_outbox_does_not_stop_the_start(String service) {
        assertThat(Repository.settings(service).getProperty("quarkus.flyway.out-of-order", "false"))
                .isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-intake", "status-poller", "refill-manager", "notifier"})
    void liveness_does_not_look_at_what_others_run(String service) {
        JsonNode container = ManifestsTest.container(ManifestsTest.deployment("base", service));

        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
    }

    private static String of(Properties settings, String channel, String attribute, String otherwise) {
        return settings.getProperty(
                "mp.messaging.incoming." + channel + "." + attribute,
                settings.getProperty("mp.messaging.connector.smallrye-kafka." + attribute, otherwise));
    }
}
