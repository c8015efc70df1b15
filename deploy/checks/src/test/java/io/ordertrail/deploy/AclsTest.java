package io.ordertrail.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertrail.events.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each service may do in Kafka what its code does, all of it and nothing else; a shop reaches its own topics only. */
class AclsTest {

    /** {@code outbox.append(transaction, events, Topics.STATUS)}. */
    private static final Pattern APPENDED = Pattern.compile("append\\([^;]*?Topics\\.([A-Z_]+)\\)", Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource({
        "overlays/production, order-intake",
        "overlays/production, status-poller",
        "overlays/production, refill-manager",
        "overlays/production, notifier",
        "overlays/dev, order-intake",
        "overlays/dev, status-poller",
        "overlays/dev, refill-manager",
        "overlays/dev, notifier"
    })
    void a_service_may_do_what_its_code_does_and_nothing_else(String folder, String service) {
        JsonNode user = user(folder, service);
        Set<String> reads = reads(service);
        Set<String> writes = writes(service);
        Set<String> both = new TreeSet<>(reads);
        both.addAll(writes);

        assertThat(ManifestsTest.allowed(user, "topic", "Read")).as("reads").containsExactlyInAnyOrderElementsOf(reads);
        assertThat(ManifestsTest.allowed(user, "topic", "Write"))
                .as("writes")
                .containsExactlyInAnyOrderElementsOf(writes);
        assertThat(ManifestsTest.allowed(user, "topic", "Describe")).containsExactlyInAnyOrderElementsOf(both);
        assertThat(ManifestsTest.allowed(user, "group", "Read"))
                .containsExactlyInAnyOrderElementsOf(Subscription.of(service).stream()
                        .map(Subscription::group)
                        .collect(Collectors.toSet()));
        assertThat(ManifestsTest.list(user.at("/spec/authorization/acls"))).allSatisfy(rule -> {
            assertThat(rule.at("/resource/patternType").asText()).isEqualTo("literal");
            assertThat(rule.at("/resource/type").asText()).isIn("topic", "group");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-intake", "status-poller", "refill-manager", "notifier"})
    void what_a_service_appends_to_its_outbox_is_what_topics_say_that_it_writes(String service) {
        Set<String> appended =
                Repository.files(Repository.ROOT.resolve(Path.of(service, "src/main/java")), ".java").stream()
                        .map(Repository::read)
                        .flatMap(text -> APPENDED.matcher(text).results())
                        .map(found -> topic(found.group(1)))
                        .collect(Collectors.toSet());

        assertThat(appended).isNotEmpty();
        assertThat(Topics.writtenBy(service)).containsAll(appended);
    }

    @Test
    void every_topic_that_a_service_reads_can_be_written_by_the_one_that_replays_dead_letters() {
        Set<String> read = ManifestsTest.SERVICES.stream()
                .flatMap(service -> topics(service).stream())
                .filter(topic -> !topic.startsWith("dead-letters."))
                .collect(Collectors.toSet());

        assertThat(ManifestsTest.allowed(user("overlays/production", "order-intake"), "topic", "Write"))
                .containsAll(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", "overlays/production"})
    void no_user_goes_live_that_no_service_has(String folder) {
        List<JsonNode> objects = Kustomize.render(folder);
        Set<String> expected = new TreeSet<>(ManifestsTest.SERVICES);
        if (ManifestsTest.only(objects, "ScaledObject").findAny().isPresent()) {
            expected.add("keda");
        }

        assertThat(ManifestsTest.only(objects, "KafkaUser").map(ManifestsTest::name))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void a_shop_reaches_its_own_topics_and_nothing_of_anybody_else() {
        String everything = "../checks/kubernetes/everything";
        JsonNode shop = user(everything, "shop.acme");

        assertThat(ManifestsTest.allowed(shop, "topic", "Write"))
                .containsExactlyInAnyOrder("orders.requests.acme", "orders.measurements.acme");
        assertThat(ManifestsTest.allowed(shop, "topic", "Read")).containsExactly("orders.events.acme");
        assertThat(ManifestsTest.allowed(shop, "group", "Read")).containsExactly("shop.acme");
        assertThat(ManifestsTest.list(shop.at("/spec/authorization/acls")))
                .allSatisfy(rule ->
                        assertThat(rule.at("/resource/patternType").asText()).isEqualTo("literal"));
        assertThat(ManifestsTest.only(Kustomize.render(everything), "KafkaTopic")
                        .map(ManifestsTest::name))
                .contains("orders.requests.acme", "orders.measurements.acme", "orders.events.acme");
    }

    private static JsonNode user(String folder, String name) {
        return ManifestsTest.only(Kustomize.render(folder), "KafkaUser")
                .filter(object -> ManifestsTest.name(object).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> topics(String service) {
        return Subscription.of(service).stream()
                .map(Subscription::topic)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Subscriptions, and the keys, which the kit reads without a group (KeyTopicReader) where they are not the service's own. */
    private static Set<String> reads(String service) {
        Set<String> reads = topics(service);
        if (!Topics.writtenBy(service).contains(Topics.KEYS)) {
            reads.add(Topics.KEYS);
        }
        return reads;
    }

    private static Set<String> writes(String service) {
        Set<String> writes = new TreeSet<>(Topics.writtenBy(service));
        writes.add(Topics.deadLettersOf(service));
        if (service.equals("order-intake")) { // DeadLetterReplayer
            ManifestsTest.SERVICES.stream()
                    .flatMap(reader -> topics(reader).stream())
                    .filter(topic -> !topic.startsWith("dead-letters."))
                    .forEach(writes::add);
        }
        return writes;
    }

    private static String topic(String constant) {
        try {
            return (String) Topics.class.getField(constant).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
