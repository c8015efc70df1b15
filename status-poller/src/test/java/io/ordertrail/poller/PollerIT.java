package io.ordertrail.poller;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.StatusEvent.Leftover;
import io.ordertrail.events.StatusEvent.OrderDenied;
import io.ordertrail.events.StatusEvent.OrderProgressed;
import io.ordertrail.events.StatusEvent.OrderStuck;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.panel.OrderAnswer.Seen;
import io.ordertrail.poller.change.OrderTerms;
import io.ordertrail.poller.storage.ChangeStore;
import io.ordertrail.poller.storage.StatusObservation;
import io.ordertrail.poller.storage.WatchedOrders;
import io.ordertrail.poller.storage.WriteResult;
import io.ordertrail.testsupport.http.Management;
import io.ordertrail.testsupport.resources.KafkaResource;
import io.ordertrail.testsupport.resources.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
@WithTestResource(PollerSimulatorResource.class)
class PollerIT {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "test.simulator")
    String simulator;

    @Inject
    WatchedOrders orders;

    @Inject
    ChangeStore book;

    @Inject
    MeterRegistry meters;

    private SimulatedPanels panels;
    private TopicReader topics;

    @BeforeEach
    void connect() {
        panels = new SimulatedPanels(simulator);
        topics = new TopicReader(kafka);
    }

    @AfterEach
    void disconnect() {
        panels.noFaults();
        topics.close();
    }

    @Test
    void each_change_of_a_bought_order_is_published_once_and_in_order() {
        PanelOrderId bought = panels.buy("smmnew", 1, "https://example.org/a?sim=complete", 100, "");
        OrderId order = topics.accepted("smmnew", bought, 100);
        topics.await(order, is(OrderStatus.PENDING));

        panels.is("smmnew", bought, "in_progress", 60);
        topics.await(order, is(OrderStatus.IN_PROGRESS));
        panels.is("smmnew", bought, "completed", 0);
        List<StatusEvent> published = topics.await(order, is(OrderStatus.COMPLETED));

        assertThat(published).extracting(StatusEvent::revision).containsExactly(1L, 2L, 3L);
        assertThat(published)
                .allSatisfy(event -> assertThat(event.order().panelOrderId()).isEqualTo(bought));
    }

    @Test
    void an_order_is_watched_for_as_long_as_the_warranty_of_its_event_says() {
        PanelOrderId bought = panels.buy("smmnew", 1, "https://example.org/w?sim=complete", 100, "");
        OrderId order = topics.accepted("smmnew", bought, 100);
        panels.is("smmnew", bought, "completed", 0);
        Instant completed =
                topics.await(order, is(OrderStatus.COMPLETED)).getLast().observedAt();

        String until = given().header("Authorization", "Bearer operator-key-of-the-tests")
                .get("/v1/tracked/{id}", order.value())
                .path("[0].watchUntil");

        // The name of the service says 30 days.
        assertThat(Instant.parse(until)).isEqualTo(completed.plus(Duration.ofDays(45)));
    }

    @Test
    void what_is_left_of_a_partial_order_is_published_and_later_the_difference_only() {
        PanelOrderId bought = panels.buy("promosmm", 101, "https://example.org/b?sim=complete", 100, "");
        OrderId order = topics.accepted("promosmm", bought, 100);
        panels.is("promosmm", bought, "partial", 40);
        StatusChanged partial = last(topics.await(order, is(OrderStatus.PARTIAL)));
        Money charge = requireNonNull(partial.progress().charge());

        Leftover leftover = requireNonNull(partial.leftover());
        assertThat(leftover.total().amount())
                .isEqualByComparingTo(charge.amount().multiply(new BigDecimal("0.4")));

        panels.is("promosmm", bought, "partial", 60);
        topics.await(
                order,
                event -> event instanceof OrderProgressed progressed
                        && requireNonNull(progressed.leftover())
                                        .difference()
                                        .amount()
                                        .compareTo(charge.amount().multiply(new BigDecimal("0.2")))
                                == 0);
    }

    @Test
    void a_record_that_is_no_event_goes_to_the_dead_letters_and_holds_up_nobody() {
        topics.say("1", Map.of("ce_type", "order.accepted"), "no JSON".getBytes(UTF_8));
        PanelOrderId bought = panels.buy("smmnew", 1, "https://example.org/c?sim=complete", 100, "");
        OrderId order = topics.accepted("smmnew", bought, 100);

        topics.await(order, is(OrderStatus.PENDING));

        assertThat(topics.deadLetters()).anyMatch(reason -> reason.startsWith("The value is no JSON"));
    }

    @Test
    void a_record_that_comes_twice_is_one_order() {
        PanelOrderId bought = panels.buy("smmnew", 1, "https://example.org/d?sim=complete", 100, "");
        OrderId order = topics.accepted("smmnew", bought, 100);
        topics.again(order);
        topics.await(order, is(OrderStatus.PENDING));

        panels.is("smmnew", bought, "completed", 0);

        assertThat(topics.await(order, is(OrderStatus.COMPLETED))).hasSize(2);
    }

    @Test
    void an_order_that_the_panel_denies_for_long_is_published_once() {
        OrderId order = topics.accepted("smmnova", new PanelOrderId("99999999"), 100);

        topics.await(order, OrderDenied.class::isInstance);

        assertThat(topics.of(order)).hasSize(1);
    }

    @Test
    void an_unknown_word_is_published_with_its_text_counted_by_panel_and_the_order_watched_on() {
        double before = unknownWords("promosmm");
        PanelOrderId bought = panels.buy("promosmm", 101, "https://example.org/j?sim=complete", 100, "");
        OrderId order = topics.accepted("promosmm", bought, 100);
        panels.is("promosmm", bought, "strange", 70);
        StatusChanged strange = last(topics.await(order, is(OrderStatus.UNKNOWN)));

        panels.is("promosmm", bought, "completed", 0);
        topics.await(order, is(OrderStatus.COMPLETED));

        assertThat(strange.panelStatus()).isEqualTo("Under review");
        assertThat(strange.progress().remains()).isEqualTo(70);
        assertThat(unknownWords("promosmm")).isEqualTo(before + 1);
    }

    private double unknownWords(String panel) {
        return meters.get("ordertrail.poller.unknown.words")
                .tag("panel", panel)
                .counter()
                .count();
    }

    @Test
    void an_order_that_is_stuck_has_one_ticket_where_there_is_a_desk() {
        PanelOrderId bought = panels.buy("smmgulf", 1, "https://example.org/e?sim=stuck", 100, "");
        OrderId order = topics.accepted("smmgulf", bought, 100);

        List<StatusEvent> published = topics.await(order, OrderStuck.class::isInstance);

        assertThat(((OrderStuck) published.getLast()).ticket()).isNotNull();
        assertThat(panels.lines("/admin/ledger/tickets").filter(ticket -> ticket.contains(bought.value())))
                .hasSize(1);
    }

    @Test
    void a_panel_that_fails_for_a_while_loses_no_change() {
        PanelOrderId bought = panels.buy("smmnew", 1, "https://example.org/g?sim=complete", 100, "");
        OrderId order = topics.accepted("smmnew", bought, 100);
        topics.await(order, is(OrderStatus.PENDING));
        for (String fault : List.of("html", "cut-json", "close", "status")) {
            panels.fault("{\"panel\":\"smmnew\",\"action\":\"status\",\"fault\":\"%s\",\"count\":3}".formatted(fault));
        }

        panels.is("smmnew", bought, "completed", 0);

        assertThat(topics.await(order, is(OrderStatus.COMPLETED))).hasSize(2);
    }

    @Test
    void two_owners_at_once_publish_a_change_once_and_the_slower_one_never_an_older_state() {
        PanelOrderId bought = panels.buy("smmnew", 1, "https://example.org/h?sim=complete", 100, "");
        OrderRef ref = topics.ref("smmnew", bought);
        orders.takeUp(List.of(new OrderTerms(
                        ref,
                        0,
                        99,
                        bought,
                        OrderKind.NORMAL,
                        100L,
                        100L,
                        null,
                        Instant.now().truncatedTo(MILLIS),
                        0,
                        null)))
                .await()
                .indefinitely();
        List<Uni<List<WriteResult>>> owners = new ArrayList<>();
        for (int owner = 0; owner < 8; owner++) {
            OrderStatus seen = owner % 2 == 0 ? OrderStatus.IN_PROGRESS : OrderStatus.PENDING;
            owners.add(book.settle(List.of(new StatusObservation(
                    ref.id(),
                    0,
                    0,
                    new Seen(seen, seen.name(), 1L, 50L, null, List.of()),
                    0,
                    Instant.now().truncatedTo(MILLIS)))));
        }

        List<WriteResult> settled = Uni.join().all(owners).andFailFast().await().indefinitely().stream()
                .flatMap(List::stream)
                .toList();

        assertThat(settled).filteredOn(WriteResult::stale).hasSize(7);
        assertThat(topics.await(ref.id(), StatusChanged.class::isInstance)).hasSize(1);
    }

    @Test
    void a_rebalance_in_the_middle_loses_nothing_and_publishes_nothing_twice() {
        Map<OrderId, PanelOrderId> bought = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            PanelOrderId id = panels.buy("smmnew", 1, "https://example.org/r%d?sim=complete".formatted(i), 100, "");
            bought.put(topics.accepted("smmnew", id, 100), id);
        }
        bought.keySet().forEach(order -> topics.await(order, is(OrderStatus.PENDING)));

        topics.shareWithAnother(kafka, () -> {
            bought.values().stream().limit(20).forEach(id -> panels.is("smmnew", id, "in_progress", 50));
            return null;
        });
        bought.values().forEach(id -> panels.is("smmnew", id, "completed", 0));

        bought.keySet().forEach(order -> {
            List<StatusEvent> published = topics.await(order, is(OrderStatus.COMPLETED));
            assertThat(published).extracting(StatusEvent::revision).isSorted().doesNotHaveDuplicates();
            assertThat(published.getLast().revision()).isEqualTo(published.size());
        });
    }

    @Test
    void an_operator_sees_what_is_watched() {
        PanelOrderId bought = panels.buy("smmnew", 1, "https://example.org/i?sim=complete", 100, "");
        OrderId order = topics.accepted("smmnew", bought, 100);
        topics.await(order, is(OrderStatus.PENDING));

        given().header("Authorization", "Bearer operator-key-of-the-tests")
                .get("/v1/tracked/{id}", order.value())
                .then()
                .statusCode(200)
                .body("[0].status", equalTo("PENDING"))
                .body("[0].panelOrderId", equalTo(bought.value()));
        given().header("Authorization", "Bearer operator-key-of-the-tests")
                .get("/v1/tracked/{id}", 987654321)
                .then()
                .statusCode(404);
        assertThat(Management.health("ready")).isEqualTo(200);
        assertThat(Management.metrics()).contains("ordertrail_poller_tracked{panel=\"smmnew\"}");
    }

    private static StatusChanged last(List<StatusEvent> published) {
        return (StatusChanged) published.getLast();
    }

    private static Predicate<StatusEvent> is(OrderStatus status) {
        return event -> event instanceof StatusChanged changed && changed.status() == status;
    }
}
