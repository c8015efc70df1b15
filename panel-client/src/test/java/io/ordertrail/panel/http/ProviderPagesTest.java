package io.ordertrail.panel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.DripFeed;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefillStatus;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.ServiceListing;
import io.ordertrail.panel.StatusKind;
import io.ordertrail.panel.Ticket;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every row of the five panels' API pages: what is sent for it, and what its example says. The examples lie verbatim in
 * {@code providers/<panel>/}.
 */
class ProviderPagesTest {

    private static final Map<String, String> CREDENTIALS = Map.of("key", ScriptedPanel.KEY);

    private ScriptedPanel panel = new ScriptedPanel("standard");

    @AfterEach
    void close() {
        panel.close();
    }

    @ParameterizedTest(name = "{0}: Service list")
    @CsvSource({
        "smmnew, 1, Followers, Default, 0.90, 50, 10000, true, true, ''",
        "smmowner, 1, Followers, Default, 0.90, 50, 10000, true, true, ''",
        "smmgulf, 1, Followers, Default, 0.90, 50, 10000, true, true, Some Description",
        "smmnova, 1, Followers, Default, 0.90, 50, 10000, true, false, Some Description",
        "promosmm, 101, Real & Active Followers, default, 250.00, 100, 100000, true, true, Service Description"
    })
    void services(
            String name,
            String id,
            String title,
            String type,
            String rate,
            long minimum,
            long maximum,
            boolean refill,
            boolean cancel,
            String description) {
        List<ServiceListing> services = answer(at(name, "services").services());

        assertThat(sent()).isEqualTo(form("services"));
        assertThat(services).hasSize(2);
        assertThat(services.getFirst())
                .isEqualTo(new ServiceListing(
                        new ServiceId(id),
                        title,
                        type,
                        name.equals("promosmm") ? "Instagram Followers" : "First Category",
                        Money.of(rate, "USD"),
                        minimum,
                        maximum,
                        name.equals("promosmm"),
                        refill,
                        cancel,
                        description));
        assertThat(services.getLast().refill()).isEqualTo(name.equals("promosmm"));
    }

    @ParameterizedTest(name = "{0}: Add order")
    @CsvSource({"smmnew, false", "smmowner, true", "promosmm, false", "smmnova, false", "smmgulf, false"})
    void add(String name, boolean dripFeed) {
        PlacedOrder placed = answer(at(name, "add")
                .add(
                        OrderContent.of(new ServiceId("101"), "https://example.org/p?a=1&b=ü", 100),
                        "Default",
                        TestWindow.open()));

        assertThat(sent())
                .isEqualTo(form("add", "service", "101", "link", "https://example.org/p?a=1&b=ü", "quantity", "100"));
        assertThat(placed).isEqualTo(new PlacedOrder(new PanelOrderId("23501"), dripFeed));
    }

    @ParameterizedTest(name = "{0}: Add order, runs and {1}")
    @CsvSource({
        "smmnew, interval",
        "smmowner, intervals",
        "promosmm, interval",
        "smmnova, interval",
        "smmgulf, interval"
    })
    void add_of_a_drip_feed(String name, String interval) {
        OrderContent content =
                new OrderContent(new ServiceId("1"), "https://example.org/p", 100L, new DripFeed(3, 60), Map.of());

        assertThat(answer(at(name, "add").add(content, "default", TestWindow.open()))
                        .id())
                .isEqualTo(new PanelOrderId("23501"));
        assertThat(sent()).containsEntry("runs", "3").containsEntry(interval, "60");
    }

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of("Package", Map.of(), false),
                Arguments.of("SEO", Map.of("keywords", "a\nb"), true),
                Arguments.of("Custom Comments", Map.of("comments", "Nice\nGreat"), false),
                Arguments.of("Custom Comments Package", Map.of("comments", "Nice"), false),
                Arguments.of("Mentions", Map.of("usernames", "a\nb"), true),
                Arguments.of("Mentions with Hashtags", Map.of("usernames", "a", "hashtags", "b"), true),
                Arguments.of("Mentions Custom List", Map.of("usernames", "a"), false),
                Arguments.of("Mentions Hashtag", Map.of("hashtag", "a"), true),
                Arguments.of("Mentions User Followers", Map.of("username", "a"), true),
                Arguments.of("Mentions Media Likers", Map.of("media", "https://example.org/m"), true),
                Arguments.of("Comment Likes", Map.of("username", "a"), true),
                Arguments.of("Poll", Map.of("answer_number", "7"), true),
                Arguments.of("Invites from Groups", Map.of("groups", "a\nb"), true),
                Arguments.of("custom comments", Map.of("comments", "any case"), false));
    }

    @ParameterizedTest(name = "add of the type {0}")
    @MethodSource("types")
    void add_sends_what_its_type_needs(String type, Map<String, String> parameters, boolean quantity) {
        OrderContent content = new OrderContent(new ServiceId("2"), "https://example.org/p", 10L, null, parameters);

        answer(at("smmnew", "add").add(content, type, TestWindow.open()));

        assertThat(sent()).containsAllEntriesOf(parameters).containsEntry("link", "https://example.org/p");
        assertThat(sent().containsKey("quantity")).isEqualTo(quantity);
    }

    @Test
    void add_of_a_subscription_sends_no_link() {
        Map<String, String> parameters = Map.of(
                "username",
                "a",
                "min",
                "10",
                "max",
                "20",
                "posts",
                "5",
                "old_posts",
                "0",
                "delay",
                "30",
                "expiry",
                "1/12/2026");

        answer(at("smmnew", "add")
                .add(
                        new OrderContent(new ServiceId("3"), null, null, null, parameters),
                        "Subscriptions",
                        TestWindow.open()));

        assertThat(sent()).containsAllEntriesOf(parameters).doesNotContainKeys("link", "quantity");
    }

    @Test
    void add_of_web_traffic_sends_its_source() {
        Map<String, String> parameters = Map.of(
                "country", "US", "device", "1", "type_of_traffic", "2", "referring_url", "https://example.org/from");

        answer(at("smmnew", "add")
                .add(
                        new OrderContent(
                                new ServiceId("4"), "https://example.org", 1000L, new DripFeed(2, 60), parameters),
                        "Web Traffic",
                        TestWindow.open()));

        assertThat(sent()).containsAllEntriesOf(parameters).containsEntry("runs", "2");
    }

    @Test
    void add_of_a_type_that_is_unknown_sends_all_that_was_given() {
        answer(at("smmnew", "add")
                .add(
                        new OrderContent(new ServiceId("5"), "https://example.org", 5L, null, Map.of("mood", "good")),
                        "Telepathy",
                        TestWindow.open()));

        assertThat(sent()).containsEntry("mood", "good").containsEntry("quantity", "5");
    }

    @ParameterizedTest(name = "{0}: Order status")
    @CsvSource({
        "smmnew, PARTIAL, Partial, 3572, 157, 0.27819",
        "smmowner, PARTIAL, Partial, 3572, 157, 0.27819",
        "smmnova, PARTIAL, Partial, 3572, 157, 0.27819",
        "smmgulf, PARTIAL, Partial, 3572, 157, 0.27819",
        "promosmm, COMPLETED, Completed, 1691, 0, 0.03300"
    })
    void status(String name, OrderStatus status, String word, long startCount, long remains, String charge) {
        PanelOrderId id = new PanelOrderId("1");

        Map<PanelOrderId, OrderAnswer> answers = answer(at(name, "status").status(StatusKind.NORMAL, List.of(id)));

        assertThat(sent()).isEqualTo(form("status", "order", "1"));
        assertThat(answers)
                .containsOnly(Map.entry(
                        id,
                        new OrderAnswer.Seen(status, word, startCount, remains, Money.of(charge, "USD"), List.of())));
    }

    @ParameterizedTest(name = "{0}: Multiple orders status")
    @ValueSource(strings = {"smmnew", "smmowner", "smmnova", "smmgulf"})
    void status_of_many(String name) {
        Map<PanelOrderId, OrderAnswer> answers =
                answer(at(name, "status-many").status(StatusKind.NORMAL, ids("1", "10", "100")));

        assertThat(sent()).isEqualTo(form("status", "orders", "1,10,100"));
        assertThat(answers)
                .containsOnly(
                        Map.entry(new PanelOrderId("1"), seen(OrderStatus.PARTIAL, "Partial", 3572, 157, "0.27819")),
                        Map.entry(new PanelOrderId("10"), new OrderAnswer.Denied("Incorrect order ID")),
                        Map.entry(
                                new PanelOrderId("100"),
                                seen(OrderStatus.IN_PROGRESS, "In progress", 234, 10, "1.44219")));
    }

    @Test
    void promosmm_multiple_order_status() {
        Map<PanelOrderId, OrderAnswer> answers =
                answer(at("promosmm", "status-many").status(StatusKind.NORMAL, ids("486450", "486451", "486561")));

        assertThat(sent()).isEqualTo(form("status", "orders", "486450,486451,486561"));
        assertThat(answers)
                .containsOnly(
                        Map.entry(
                                new PanelOrderId("486450"),
                                seen(OrderStatus.COMPLETED, "Completed", 44, 0, "0.08011655652")),
                        Map.entry(new PanelOrderId("486451"), new OrderAnswer.Denied("Incorrect order ID")),
                        Map.entry(
                                new PanelOrderId("486561"),
                                seen(OrderStatus.CANCELED, "Cancelled", 181, 100, "0.04434830916")));
    }

    @Test
    void smmowner_order_status_for_dripfeed() {
        Map<PanelOrderId, OrderAnswer> answers =
                answer(at("smmowner", "status-drip-feed").status(StatusKind.DRIP_FEED, ids("12")));

        assertThat(sent()).isEqualTo(form("status", "type", "dripfeed", "order", "12"));
        assertThat(answers.get(new PanelOrderId("12"))).isEqualTo(dripFeed());
    }

    @Test
    void smmowner_multiple_order_status_for_dripfeed() {
        Map<PanelOrderId, OrderAnswer> answers =
                answer(at("smmowner", "status-drip-feed-many").status(StatusKind.DRIP_FEED, ids("12", "13")));

        assertThat(sent()).isEqualTo(form("status", "type", "dripfeed", "orders", "12,13"));
        assertThat(answers)
                .containsOnly(
                        Map.entry(new PanelOrderId("12"), dripFeed()),
                        Map.entry(new PanelOrderId("13"), new OrderAnswer.Denied("Incorrect order ID")));
    }

    @ParameterizedTest(name = "{0}: Create refill")
    @CsvSource({"smmnew, 1", "smmowner, 1", "smmnova, 1", "smmgulf, 1", "promosmm, 12345"})
    void refill(String name, String refillId) {
        PanelOrderId id = new PanelOrderId("1");

        Map<PanelOrderId, RefillAnswer> answers = answer(at(name, "refill").refill(List.of(id), TestWindow.open()));

        assertThat(sent()).isEqualTo(form("refill", "order", "1"));
        assertThat(answers).containsOnly(Map.entry(id, new RefillAnswer.Taken(Optional.of(new RefillId(refillId)))));
    }

    @Test
    void promosmm_order_refill_failure() {
        Map<PanelOrderId, RefillAnswer> answers =
                answer(at("promosmm", "refill-refused").refill(ids("1"), TestWindow.open()));

        assertThat(answers.get(new PanelOrderId("1"))).isInstanceOfSatisfying(RefillAnswer.NotTaken.class, answer -> {
            assertThat(answer.refusal().kind()).isEqualTo(RefusalKind.NOT_ELIGIBLE);
            assertThat(answer.refusal().text()).isEqualTo("Order not eligible for refill.");
        });
    }

    @ParameterizedTest(name = "{0}: Create multiple refill")
    @ValueSource(strings = {"smmnew", "smmowner"})
    void refill_of_many(String name) {
        Map<PanelOrderId, RefillAnswer> answers =
                answer(at(name, "refill-many").refill(ids("1", "2", "3"), TestWindow.open()));

        assertThat(sent()).isEqualTo(form("refill", "orders", "1,2,3"));
        assertThat(answers.get(new PanelOrderId("1")))
                .isEqualTo(new RefillAnswer.Taken(Optional.of(new RefillId("1"))));
        assertThat(answers.get(new PanelOrderId("2")))
                .isEqualTo(new RefillAnswer.Taken(Optional.of(new RefillId("2"))));
        assertThat(answers.get(new PanelOrderId("3")))
                .isInstanceOfSatisfying(
                        RefillAnswer.NotTaken.class,
                        answer -> assertThat(answer.refusal().kind()).isEqualTo(RefusalKind.NOT_FOUND));
    }

    @ParameterizedTest(name = "{0} has no refill of many: single calls")
    @ValueSource(strings = {"promosmm", "smmnova", "smmgulf"})
    void refills_become_single_calls_where_there_is_no_other(String name) {
        Map<PanelOrderId, RefillAnswer> answers = answer(at(name, "refill").refill(ids("1", "2"), TestWindow.open()));

        assertThat(panel.requests()).containsExactly(form("refill", "order", "1"), form("refill", "order", "2"));
        assertThat(answers).hasSize(2);
    }

    @ParameterizedTest(name = "{0}: Get refill status")
    @ValueSource(strings = {"smmnew", "smmowner", "promosmm", "smmnova", "smmgulf"})
    void refill_status(String name) {
        RefillId id = new RefillId("1");

        Map<RefillId, RefillStatusAnswer> answers =
                answer(at(name, "refill-status").refillStatus(List.of(id)));

        assertThat(sent()).isEqualTo(form("refill_status", "refill", "1"));
        assertThat(answers)
                .containsOnly(Map.entry(id, new RefillStatusAnswer.Seen(RefillStatus.COMPLETED, "Completed")));
    }

    @ParameterizedTest(name = "{0}: Get multiple refill status")
    @ValueSource(strings = {"smmnew", "smmowner"})
    void refill_status_of_many(String name) {
        Map<RefillId, RefillStatusAnswer> answers = answer(at(name, "refill-status-many")
                .refillStatus(List.of(new RefillId("1"), new RefillId("2"), new RefillId("3"))));

        assertThat(sent()).isEqualTo(form("refill_status", "refills", "1,2,3"));
        assertThat(answers)
                .containsOnly(
                        Map.entry(new RefillId("1"), new RefillStatusAnswer.Seen(RefillStatus.COMPLETED, "Completed")),
                        Map.entry(new RefillId("2"), new RefillStatusAnswer.Seen(RefillStatus.REJECTED, "Rejected")),
                        Map.entry(new RefillId("3"), new RefillStatusAnswer.NotFound("Refill not found")));
    }

    @ParameterizedTest(name = "{0} has no refill status of many: single calls")
    @ValueSource(strings = {"promosmm", "smmnova", "smmgulf"})
    void refill_statuses_become_single_calls_where_there_is_no_other(String name) {
        answer(at(name, "refill-status").refillStatus(List.of(new RefillId("1"), new RefillId("2"))));

        assertThat(panel.requests())
                .containsExactly(form("refill_status", "refill", "1"), form("refill_status", "refill", "2"));
    }

    @Test
    void smmowner_create_cancel() {
        assertThat(answer(at("smmowner", "cancel").cancel(ids("2"), TestWindow.open()))
                        .get(new PanelOrderId("2")))
                .isInstanceOf(CancelAnswer.Asked.class);
        assertThat(sent()).isEqualTo(form("cancel", "order", "2"));
    }

    @ParameterizedTest(name = "{0}: Create cancel of many")
    @ValueSource(strings = {"smmnew", "smmowner"})
    void cancel_of_many(String name) {
        Map<PanelOrderId, CancelAnswer> answers =
                answer(at(name, "cancel-many").cancel(ids("9", "2"), TestWindow.open()));

        assertThat(sent()).isEqualTo(form("cancel", "orders", "9,2"));
        assertThat(answers.get(new PanelOrderId("9")))
                .isInstanceOfSatisfying(
                        CancelAnswer.NotCanceled.class,
                        answer -> assertThat(answer.refusal().kind()).isEqualTo(RefusalKind.NOT_FOUND));
        assertThat(answers.get(new PanelOrderId("2"))).isInstanceOf(CancelAnswer.Asked.class);
    }

    @Test
    void smmnew_cancels_one_order_in_its_form_for_many() {
        answer(at("smmnew", "cancel-many").cancel(ids("2"), TestWindow.open()));

        assertThat(sent()).isEqualTo(form("cancel", "orders", "2"));
    }

    @Test
    void promosmm_cancel_order_success() {
        Map<PanelOrderId, CancelAnswer> answers =
                answer(at("promosmm", "cancel").cancel(ids("2", "3"), TestWindow.open()));

        assertThat(panel.requests()).containsExactly(form("cancel", "order", "2"), form("cancel", "order", "3"));
        assertThat(answers.get(new PanelOrderId("2")))
                .isInstanceOfSatisfying(
                        CancelAnswer.Asked.class,
                        answer -> assertThat(answer.text()).startsWith("We will attempt to cancel this order."));
    }

    @Test
    void promosmm_cancel_order_failure() {
        assertThat(answer(at("promosmm", "cancel-refused").cancel(ids("2"), TestWindow.open()))
                        .get(new PanelOrderId("2")))
                .isInstanceOfSatisfying(
                        CancelAnswer.NotCanceled.class,
                        answer -> assertThat(answer.refusal().kind()).isEqualTo(RefusalKind.NOT_ELIGIBLE));
    }

    @ParameterizedTest(name = "{0} has no cancel")
    @ValueSource(strings = {"smmnova", "smmgulf"})
    void cancel_is_refused_before_anything_is_sent_where_there_is_none(String name) {
        Outcome<Map<PanelOrderId, CancelAnswer>> outcome =
                at(name, "add").cancel(ids("2"), TestWindow.open()).await().atMost(Duration.ofMinutes(1));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().kind()).isEqualTo(RefusalKind.UNSUPPORTED));
        assertThat(panel.requests()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: User balance")
    @ValueSource(strings = {"smmnew", "smmowner", "promosmm", "smmnova", "smmgulf"})
    void balance(String name) {
        assertThat(answer(at(name, "balance").balance())).isEqualTo(Money.of("100.84292", "USD"));
        assertThat(sent()).isEqualTo(form("balance"));
    }

    @Test
    void smmgulf_create_support_ticket() {
        Ticket ticket = new Ticket("Order 1", "It dropped.", Ticket.Priority.URGENT);

        assertThat(answer(at("smmgulf", "create-ticket").createTicket(ticket, TestWindow.open())))
                .isEqualTo(new TicketId("12345"));
        assertThat(sent())
                .isEqualTo(form("createTicket", "subject", "Order 1", "message", "It dropped.", "priority", "urgent"));
    }

    @ParameterizedTest(name = "{0} has no ticket desk")
    @ValueSource(strings = {"smmnew", "smmowner", "promosmm", "smmnova"})
    void a_ticket_is_refused_before_anything_is_sent_where_there_is_no_desk(String name) {
        Outcome<TicketId> outcome = at(name, "add")
                .createTicket(new Ticket("a", "b", Ticket.Priority.NORMAL), TestWindow.open())
                .await()
                .atMost(Duration.ofMinutes(1));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(panel.requests()).isEmpty();
    }

    private Panel at(String name, String example) {
        panel.close();
        panel = new ScriptedPanel(name).answers(fixture(name, example));
        return panel.client();
    }

    private Map<String, String> sent() {
        return panel.requests().getLast();
    }

    private static Map<String, String> form(String action, String... fields) {
        Map<String, String> form = new LinkedHashMap<>(CREDENTIALS);
        form.put("action", action);
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return form;
    }

    private static <T> T answer(Uni<Outcome<T>> call) {
        Outcome<T> outcome = call.await().atMost(Duration.ofMinutes(1));
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered<T>) outcome).value();
    }

    private static List<PanelOrderId> ids(String... ids) {
        return Stream.of(ids).map(PanelOrderId::new).toList();
    }

    private static OrderAnswer seen(OrderStatus status, String word, long startCount, long remains, String charge) {
        return new OrderAnswer.Seen(status, word, startCount, remains, Money.of(charge, "USD"), List.of());
    }

    private static OrderAnswer dripFeed() {
        return new OrderAnswer.Seen(OrderStatus.COMPLETED, "Completed", null, null, null, ids("86", "87"));
    }

    private static String fixture(String name, String example) {
        try (InputStream in =
                ProviderPagesTest.class.getResourceAsStream("/providers/%s/%s.json".formatted(name, example))) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
