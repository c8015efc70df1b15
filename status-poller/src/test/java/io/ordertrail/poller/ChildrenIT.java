package io.ordertrail.poller;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import io.ordertrail.domain.DripFeed;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.StatusEvent.ChildFound;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders that become other orders. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "poller"))
@WithTestResource(KafkaResource.class)
@WithTestResource(PollerSimulatorResource.class)
class ChildrenIT {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "test.simulator")
    String simulator;

    private SimulatedPanels panels;
    private TopicReader topics;

    @BeforeEach
    void connect() {
        panels = new SimulatedPanels(simulator);
        topics = new TopicReader(kafka);
    }

    @AfterEach
    void disconnect() {
        topics.close();
    }

    @Test
    void a_drip_feeds_children_are_found_and_published_under_it() {
        PanelOrderId bought =
                panels.buy("smmowner", 1, "https://example.org/f?sim=complete", 50, "&runs=2&intervals=10");
        OrderContent content =
                new OrderContent(new ServiceId("1"), "https://example.org/f", 50L, new DripFeed(2, 10), Map.of());
        OrderId order = topics.accepted("smmowner", bought, content, OrderKind.DRIP_FEED);
        panels.advance(Duration.ofHours(2));

        topics.await(order, is(null, OrderStatus.COMPLETED));
        List<StatusEvent> published = topics.await(order, event -> childrenOver(topics.of(order)) == 2);

        assertThat(published).filteredOn(ChildFound.class::isInstance).hasSize(2);
        assertThat(published).extracting(StatusEvent::revision).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_subscription_is_watched_and_each_of_its_posts_is_an_order_of_its_own_published_under_it() {
        OrderContent content = new OrderContent(
                new ServiceId("19"),
                null,
                null,
                null,
                Map.of("username", "somebody", "min", "50", "max", "90", "posts", "2", "delay", "0"));
        PanelOrderId bought = panels.buy(
                "smmnew",
                19,
                "https://example.org/s?sim=complete",
                50,
                "&username=somebody&min=50&max=90&posts=2&delay=0");
        OrderId order = topics.accepted("smmnew", bought, content, OrderKind.SUBSCRIPTION);
        topics.await(order, is(null, OrderStatus.PENDING));

        panels.advance(Duration.ofMinutes(1));
        PanelOrderId first = childFound(topics.await(order, child(1)), 1);
        topics.await(order, is(null, OrderStatus.ACTIVE));
        panels.is("smmnew", first, "partial", 20);
        topics.await(order, is(first, OrderStatus.PARTIAL));
        panels.advance(Duration.ofHours(1));
        PanelOrderId second = childFound(topics.await(order, child(2)), 2);
        panels.is("smmnew", second, "in_progress", 30);
        topics.await(order, is(second, OrderStatus.IN_PROGRESS));
        panels.advance(Duration.ofHours(1));
        topics.await(order, is(null, OrderStatus.COMPLETED));
        panels.is("smmnew", second, "completed", 0);
        List<StatusEvent> published = topics.await(order, is(second, OrderStatus.COMPLETED));

        assertThat(published)
                .allSatisfy(event -> assertThat(event.order().panelOrderId()).isEqualTo(bought));
        assertThat(published)
                .extracting(StatusEvent::revision)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, published.size()).boxed().toList());
        assertThat(first).isNotEqualTo(second);
        given().header("Authorization", "Bearer operator-key-of-the-tests")
                .get("/v1/tracked/{id}", order.value())
                .then()
                .body("panelOrderId", contains(bought.value(), first.value(), second.value()))
                .body("status", contains("COMPLETED", "PARTIAL", "COMPLETED"));
    }

    private static long childrenOver(List<StatusEvent> published) {
        return published.stream()
                .filter(event -> event instanceof StatusChanged changed
                        && changed.child() != null
                        && changed.status() == OrderStatus.COMPLETED)
                .count();
    }

    private Predicate<StatusEvent> child(int number) {
        return event -> event instanceof ChildFound
                && children(topics.of(event.order().id())).size() == number;
    }

    private static PanelOrderId childFound(List<StatusEvent> published, int number) {
        return children(published).get(number - 1);
    }

    private static List<PanelOrderId> children(List<StatusEvent> published) {
        return published.stream()
                .filter(ChildFound.class::isInstance)
                .map(event -> ((ChildFound) event).child())
                .toList();
    }

    private static Predicate<StatusEvent> is(@Nullable PanelOrderId child, OrderStatus status) {
        return event -> event instanceof StatusChanged changed
                && changed.status() == status
                && java.util.Objects.equals(changed.child(), child);
    }
}
