package io.ordertrail.poller;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.ordertrail.domain.DripFeed;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.StatusEvent.ChildFound;
import io.ordertrail.events.StatusEvent.Leftover;
import io.ordertrail.events.StatusEvent.OrderProgressed;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of orders at panels that lower the charge, that count at the end only, and that count late. */
@QuarkusTest
@WithTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "poller"))
@WithTestResource(KafkaResource.class)
@WithTestResource(PollerSimulatorResource.class)
class LeftoverIT {

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
    void all_of_a_canceled_order_is_left_where_the_panel_lowers_its_charge_to_nothing() {
        PanelOrderId bought = panels.buy("smmgulf", 1, "https://example.org/l1?sim=complete", 100, "");
        OrderId order = topics.accepted("smmgulf", bought, 100);
        Money charge =
                requireNonNull(changed(order, OrderStatus.PENDING).progress().charge());

        panels.is("smmgulf", bought, "canceled", 100);
        StatusChanged canceled = changed(order, OrderStatus.CANCELED);

        assertThat(requireNonNull(canceled.progress().charge()).amount()).isZero();
        assertThat(requireNonNull(canceled.charges()).asBought()).isEqualTo(charge);
        assertThat(requireNonNull(canceled.leftover()).total()).matches(left -> left.sameAs(charge));
        given().header("Authorization", "Bearer operator-key-of-the-tests")
                .get("/v1/tracked/{id}", order.value())
                .then()
                .statusCode(200)
                .body("[0].charges.asBought.amount", equalTo(charge.amount().toPlainString()))
                .body("[0].charges.atEnd.amount", equalTo("0.00000"))
                .body("[0].charges.cost", nullValue())
                .body("[0].leftover.currency", equalTo("USD"));
    }

    @Test
    void an_order_that_ends_before_the_first_look_is_left_by_its_cost() {
        Money cost = Money.of("0.123", "USD");
        PanelOrderId bought = panels.buy("smmgulf", 1, "https://example.org/l2?sim=complete", 100, "");
        panels.is("smmgulf", bought, "partial", 50);
        OrderContent content = OrderContent.of(new ServiceId("1"), "https://example.org/l2", 100);
        OrderId order = topics.accepted("smmgulf", bought, content, OrderKind.NORMAL, cost);

        StatusChanged partial = changed(order, OrderStatus.PARTIAL);

        assertThat(requireNonNull(partial.charges()).cost()).isEqualTo(cost);
        assertThat(requireNonNull(partial.leftover()).total().amount()).isEqualByComparingTo("0.0615");
    }

    @Test
    void what_is_left_of_a_partial_order_is_right_where_remains_moves_at_the_end_only() {
        PanelOrderId bought = panels.buy("smmnova", 1, "https://example.org/l3?sim=complete", 100, "");
        OrderId order = topics.accepted("smmnova", bought, 100);
        Money charge =
                requireNonNull(changed(order, OrderStatus.PENDING).progress().charge());
        panels.is("smmnova", bought, "in_progress", 40);
        StatusChanged running = changed(order, OrderStatus.IN_PROGRESS);

        panels.is("smmnova", bought, "partial", 40);
        List<StatusEvent> published = topics.await(order, is(OrderStatus.PARTIAL));

        assertThat(running.progress().remains()).isEqualTo(100);
        assertThat(leftovers(published))
                .singleElement()
                .satisfies(left -> assertThat(left.total().amount())
                        .isEqualByComparingTo(charge.amount().multiply(new BigDecimal("0.4"))));
    }

    @Test
    void nothing_is_left_of_an_order_that_completes_before_its_remains_are_right() {
        PanelOrderId bought =
                panels.buy("smmowner", 1, "https://example.org/l4?sim=complete&simpending=10s&simrun=100s", 100, "");
        OrderId order = topics.accepted("smmowner", bought, 100);
        topics.await(order, is(OrderStatus.PENDING));

        panels.advance(Duration.ofMinutes(10));
        StatusChanged completed = changed(order, OrderStatus.COMPLETED);
        panels.advance(Duration.ofMinutes(10));
        List<StatusEvent> published = topics.await(
                order,
                event -> event instanceof OrderProgressed progressed
                        && Objects.equals(progressed.progress().remains(), 0L));

        assertThat(completed.progress().remains()).isEqualTo(100);
        assertThat(leftovers(published)).isEmpty();
    }

    @Test
    void the_runs_that_a_canceled_drip_feed_never_made_are_left() {
        PanelOrderId bought =
                panels.buy("smmnew", 1, "https://example.org/l5?sim=complete", 50, "&runs=3&interval=600");
        OrderContent content =
                new OrderContent(new ServiceId("1"), "https://example.org/l5", 50L, new DripFeed(3, 600), Map.of());
        OrderId order = topics.accepted("smmnew", bought, content, OrderKind.DRIP_FEED, Money.of("0.135", "USD"));
        panels.advance(Duration.ofMinutes(1));
        topics.await(order, ChildFound.class::isInstance);

        panels.is("smmnew", bought, "canceled", 0);
        List<StatusEvent> published = topics.await(
                order,
                event -> event instanceof StatusChanged changed
                        && changed.child() == null
                        && changed.status() == OrderStatus.CANCELED);

        assertThat(leftovers(published))
                .singleElement()
                .satisfies(left -> assertThat(left.total().amount()).isEqualByComparingTo("0.09"));
    }

    private StatusChanged changed(OrderId order, OrderStatus status) {
        return topics.await(order, is(status)).stream()
                .filter(is(status))
                .map(StatusChanged.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<Leftover> leftovers(List<StatusEvent> published) {
        return published.stream()
                .flatMap(event -> switch (event) {
                    case StatusChanged changed -> Stream.ofNullable(changed.leftover());
                    case OrderProgressed progressed -> Stream.ofNullable(progressed.leftover());
                    default -> Stream.<Leftover>empty();
                })
                .toList();
    }

    private static Predicate<StatusEvent> is(OrderStatus status) {
        return event -> event instanceof StatusChanged changed && changed.status() == status;
    }
}
