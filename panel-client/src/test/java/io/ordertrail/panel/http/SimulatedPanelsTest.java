package io.ordertrail.panel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.domain.DripFeed;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.panel.CallObserver;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.Dialect;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefillStatus;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.ServiceListing;
import io.ordertrail.panel.StatusKind;
import io.ordertrail.panel.Ticket;
import io.ordertrail.simulator.Simulator;
import io.ordertrail.simulator.SimulatorConfig;
import io.ordertrail.simulator.fault.Fault;
import io.ordertrail.simulator.fault.FaultKind;
import io.ordertrail.simulator.ledger.LedgerOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The client and the five panels as the simulator has them: two readings of the same pages, held together. */
class SimulatedPanelsTest {

    private static final String TIMES = "&simamount=40&simpending=10s&simrun=60s&simafter=10m&simrefill=10m";

    private static final Vertx vertx = Vertx.vertx();
    private static Simulator simulator;
    private static Panels panels;
    private static int links;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorConfig.forTests().withSpeed(0));
        PanelsConfig config = () -> names().collect(
                        Collectors.toMap(name -> name, name -> new Settings(simulator.url(name), simulator.key(name))));
        panels = Panels.of(config, vertx, InstantSource.system(), CallObserver.NONE);
    }

    @AfterAll
    static void stop() {
        panels.close();
        simulator.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void nothing_goes_wrong() {
        simulator.faults().clear();
    }

    static Stream<String> names() {
        return Dialect.names().filter(name -> !name.equals("standard"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void services_are_read(String name) {
        List<ServiceListing> services = answered(panel(name).services());
        assertThat(services).hasSize(21);
        assertThat(services.getFirst().name()).isEqualTo("Instagram Followers [R30] [Max 100K]");
        assertThat(services.getFirst().minimum()).isEqualTo(50);
        assertThat(services.getFirst().refill()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("names")
    void an_order_is_placed_watched_and_refilled(String name) {
        PanelOrderId id = buy(name, "drop").id();
        LedgerOrder truth = simulator.order(name, id.value()).orElseThrow();
        OrderAnswer.Seen pending = seen(name, id);
        assertThat(pending.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(Objects.requireNonNull(pending.charge()).amount()).isEqualByComparingTo(truth.charge());
        simulator.clock().advance(Duration.ofHours(1));
        assertThat(seen(name, id).startCount()).isEqualTo(truth.startCount());
        RefillAnswer taken = in(answered(panel(name).refill(List.of(id), TestWindow.open())), id);
        RefillId refill = ((RefillAnswer.Taken) taken).id().orElseThrow();
        assertThat(refillStatus(name, refill)).isEqualTo(RefillStatus.PENDING);
        simulator.clock().advance(Duration.ofHours(1));
        assertThat(refillStatus(name, refill)).isEqualTo(RefillStatus.COMPLETED);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_canceled_a_partial_and_a_foreign_order_are_distinguished(String name) {
        PanelOrderId canceled = buy(name, "cancel").id();
        PanelOrderId partial = buy(name, "partial").id();
        PanelOrderId foreign = new PanelOrderId("7");
        simulator.clock().advance(Duration.ofHours(1));
        Map<PanelOrderId, OrderAnswer> answers =
                answered(panel(name).status(StatusKind.NORMAL, List.of(canceled, partial, foreign)));
        assertThat(((OrderAnswer.Seen) in(answers, canceled)).status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(((OrderAnswer.Seen) in(answers, partial)).remains()).isEqualTo(40);
        assertThat(in(answers, foreign)).isInstanceOf(OrderAnswer.Denied.class);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_drip_feed_has_children(String name) {
        OrderContent content = new OrderContent(first(name), link("fast"), 100L, new DripFeed(2, 5), Map.of());
        PlacedOrder placed = answered(panel(name).add(content, "Default", TestWindow.open()));
        simulator.clock().advance(Duration.ofHours(2));
        boolean apart = name.equals("smmowner");
        assertThat(placed.dripFeed()).isEqualTo(apart);
        StatusKind kind = apart ? StatusKind.DRIP_FEED : StatusKind.NORMAL;
        for (Set<PanelOrderId> ids : List.of(Set.of(placed.id()), Set.of(placed.id(), new PanelOrderId("7")))) {
            OrderAnswer answer = in(answered(panel(name).status(kind, ids)), placed.id());
            assertThat(((OrderAnswer.Seen) answer).status()).isEqualTo(OrderStatus.COMPLETED);
            assertThat(((OrderAnswer.Seen) answer).children()).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_cancel_is_asked_for_in_the_panels_form_or_not_at_all(String name) {
        PanelOrderId id = buy(name, "slow").id();
        Outcome<Map<PanelOrderId, CancelAnswer>> outcome =
                panel(name).cancel(List.of(id), TestWindow.open()).await().atMost(Duration.ofMinutes(1));
        if (name.equals("smmnova") || name.equals("smmgulf")) {
            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        } else {
            assertThat(outcome).isInstanceOf(Outcome.Answered.class);
            assertThat(simulator.order(name, id.value()).orElseThrow().cancels())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_refusal_of_the_panel_is_known(String name) {
        assertThat(refusal(name, OrderContent.of(new ServiceId("9999"), link("fast"), 100)))
                .isEqualTo(RefusalKind.SERVICE_GONE);
        assertThat(refusal(name, OrderContent.of(first(name), link("refuse"), 100)))
                .isEqualTo(RefusalKind.BAD_ORDER);
        assertThat(refusal(name, OrderContent.of(first(name), link("fast"), 1))).isEqualTo(RefusalKind.BAD_ORDER);
        assertThat(refusal(name, OrderContent.of(first(name), link("fast"), 1_000_000)))
                .isEqualTo(RefusalKind.BAD_ORDER);
        String link = link("slow");
        answered(panel(name).add(OrderContent.of(first(name), link, 100), "Default", TestWindow.open()));
        assertThat(refusal(name, OrderContent.of(first(name), link, 100))).isEqualTo(RefusalKind.ACTIVE_LINK);
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_balance_is_what_the_ledger_says(String name) {
        assertThat(answered(panel(name).balance()).amount())
                .isEqualByComparingTo(simulator.panel(name).balance());
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"DELAY", "LATE", "TWICE", "DRIP"},
            mode = EnumSource.Mode.EXCLUDE)
    void an_order_that_was_bought_behind_a_fault_is_never_taken_for_refused(FaultKind kind) {
        simulator.inject(Fault.doneThen(kind).at("smmnew").times(1));
        OrderContent content = OrderContent.of(first("smmnew"), link("fast"), 100);
        assertThat(panel("smmnew")
                        .add(content, "Default", TestWindow.open())
                        .await()
                        .atMost(Duration.ofMinutes(1)))
                .isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_refused_connection_is_not_sent(String name) {
        simulator.accept(name, false);
        try {
            OrderContent content = OrderContent.of(first(name), link("fast"), 100);
            assertThat(panel(name)
                            .add(content, "Default", TestWindow.open())
                            .await()
                            .atMost(Duration.ofMinutes(1)))
                    .isInstanceOf(Outcome.NotSent.class);
        } finally {
            simulator.accept(name, true);
        }
    }

    @ParameterizedTest
    @EnumSource(Ticket.Priority.class)
    void a_ticket_is_opened_where_there_is_a_desk(Ticket.Priority priority) {
        String id = answered(
                        panel("smmgulf").createTicket(new Ticket("Refill", "Order 1", priority), TestWindow.open()))
                .value();
        assertThat(simulator.tickets("smmgulf").getLast().id()).isEqualTo(id);
    }

    @Test
    void two_panels_with_one_account_are_refused_and_both_are_named() {
        PanelsConfig twice = () -> Map.of(
                "smmnew", new Settings(URI.create("https://panel.example/api/v2"), "one-key"),
                "smmowner", new Settings(URI.create("https://PANEL.example:443/api/v2/"), "one-key "));

        assertThatThrownBy(() -> Panels.of(twice, vertx, InstantSource.system(), CallObserver.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("ordertrail.panels.smmnew", "ordertrail.panels.smmowner", "same url and key")
                .hasMessageNotContaining("one-key");
    }

    @Test
    void two_accounts_at_one_panel_are_two_panels() {
        PanelsConfig two = () -> Map.of(
                "smmnew", new Settings(URI.create("https://panel.example/api/v2"), "one-key"),
                "smmowner", new Settings(URI.create("https://panel.example/api/v2"), "another-key"));

        try (Panels both = Panels.of(two, vertx, InstantSource.system(), CallObserver.NONE)) {
            assertThat(both.all()).hasSize(2);
        }
    }

    private static Panel panel(String name) {
        return panels.find(new PanelName(name)).orElseThrow();
    }

    private static ServiceId first(String name) {
        return new ServiceId(name.equals("promosmm") ? "101" : "1");
    }

    private static String link(String fate) {
        return "https://example.org/" + ++links + "?sim=" + fate + TIMES;
    }

    private static PlacedOrder buy(String name, String fate) {
        return answered(panel(name).add(OrderContent.of(first(name), link(fate), 100), "Default", TestWindow.open()));
    }

    private static OrderAnswer.Seen seen(String name, PanelOrderId id) {
        return (OrderAnswer.Seen) in(answered(panel(name).status(StatusKind.NORMAL, List.of(id))), id);
    }

    private static RefillStatus refillStatus(String name, RefillId refill) {
        return ((RefillStatusAnswer.Seen) in(answered(panel(name).refillStatus(List.of(refill))), refill)).status();
    }

    private static RefusalKind refusal(String name, OrderContent content) {
        Outcome<PlacedOrder> outcome =
                panel(name).add(content, "Default", TestWindow.open()).await().atMost(Duration.ofMinutes(1));
        return ((Outcome.Refused<PlacedOrder>) outcome).refusal().kind();
    }

    private static <T> T answered(Uni<Outcome<T>> call) {
        Outcome<T> outcome = call.await().atMost(Duration.ofMinutes(1));
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered<T>) outcome).value();
    }

    private static <K, V> V in(Map<K, V> answers, K id) {
        return Objects.requireNonNull(answers.get(id), () -> "no answer for " + id);
    }

    private record Settings(URI url, String secret) implements PanelsConfig.PanelConfig {
        @Override
        public Optional<String> dialect() {
            return Optional.empty();
        }

        @Override
        public Optional<String> key() {
            return Optional.of(secret);
        }

        @Override
        public Optional<Path> keyFile() {
            return Optional.empty();
        }

        @Override
        public String currency() {
            return "USD";
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public int maxBody() {
            return 1 << 20;
        }

        @Override
        public double requestsPerSecond() {
            return 1000;
        }

        @Override
        public int concurrency() {
            return 8;
        }

        @Override
        public OptionalInt chunk() {
            return OptionalInt.empty();
        }

        @Override
        public boolean exclusiveAccount() {
            return true;
        }

        @Override
        public String userAgent() {
            return "Ordertrail";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public Map<String, String> statusWords() {
            return Map.of();
        }

        @Override
        public Map<String, String> refusals() {
            return Map.of();
        }
    }
}
