package io.ordertrail.poller;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.embedded.test.KafkaResource;
import io.ordertrail.embedded.test.PostgresResource;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.trade.OrderId;
import io.ordertrail.trade.OrderStatus;
import io.ordertrail.trade.PanelOrderId;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = PostgresResource.class,
        initArgs = @io.quarkus.test.common.ResourceArg(name = "database", value = "poller"))
@WithTestResource(KafkaResource.class)
@WithTestResource(SimulatorResource.class)
class PollerIT {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "test.simulator")
    String simulator;

    private SimulatedPanels panels;
    private TheTopics topics;

    @BeforeEach
    void connect() {
        panels = new SimulatedPanels(simulator);
        topics = new TheTopics(kafka);
    }

    @AfterEach
    void disconnect() {
        panels.noFaults();
        topics.close();
    }

    @Test
    void each_change_of_a_bought_order_is_told_once_and_in_order() {
        PanelOrderId bought = panels.buy("smmnew", 1, "https://example.org/a?sim=complete", 100, "");
        OrderId order = topics.accepted("smmnew", bought, 100);
        topics.await(order, is(OrderStatus.PENDING));

        panels.is("smmnew", bought, "in_progress", 60);
        topics.await(order, is(OrderStatus.IN_PROGRESS));
        panels.is("smmnew", bought, "completed", 0);
        List<StatusEvent> told = topics.await(order, is(OrderStatus.COMPLETED));

        assertThat(told).extracting(StatusEvent::revision).containsExactly(1L, 2L, 3L);
        assertThat(told)
                .allSatisfy(event -> assertThat(event.order().panelOrderId()).isEqualTo(bought));
    }

    private static Predicate<StatusEvent> is(OrderStatus status) {
        return event -> event instanceof StatusChanged changed && changed.status() == status;
    }
}
