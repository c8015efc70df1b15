package io.ordertrail.simulator;

import static io.ordertrail.simulator.Caller.array;
import static io.ordertrail.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of every provider's page: the answer has the page's fields in its order with its types of values. */
class PanelPagesTest {

    private static Simulator simulator;
    private static Caller caller;
    private static int links;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorConfig.forTests().withSpeed(0));
        caller = new Caller(simulator);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    static Stream<String> panels() {
        return Stream.of("smmnew", "smmowner", "promosmm", "smmnova", "smmgulf");
    }

    private static String link(String directives) {
        return "https://example.org/p/" + ++links + "?" + directives;
    }

    /** Buys an order and moves the clock until it is completed and has dropped 40. */
    private static String dropped(String panel) {
        String order =
                caller.buy(panel, link("sim=drop&simamount=40&simpending=1s&simrun=1m&simafter=1m&simrefill=10s"));
        simulator.clock().advance(Duration.ofMinutes(3));
        return order;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            smmnew   | service,name,type,category,rate,min,max,refill,cancel                              | Default
            smmowner | service,name,type,category,rate,min,max,refill,cancel                              | Default
            promosmm | service,name,type,category,rate,min,max,description,dripfeed,refill,cancel         | default
            smmnova  | service,name,type,category,rate,min,max,desc,refill                                | Default
            smmgulf  | service,name,type,category,rate,min,max,desc,refill,cancel                         | Default
            """)
    void services_have_the_fields_of_the_page(String panel, String fields, String type) {
        JsonObject first = array(caller.call(panel, "services")).getJsonObject(0);
        assertThat(first.fieldNames()).containsExactlyInAnyOrder(fields.split(","));
        assertThat(first.getValue("service")).isInstanceOf(Integer.class);
        assertThat(first.getValue("type")).isEqualTo(type);
        assertThat(List.of(first.getValue("rate"), first.getValue("min"), first.getValue("max")))
                .allMatch(String.class::isInstance);
        assertThat(first.getValue("refill")).isEqualTo(true);
    }

    @Test
    void services_of_promosmm_end_with_a_comma() {
        assertThat(caller.call("promosmm", "services")).contains("\"cancel\":true,}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            smmnew   | \\{"order":\\d+}
            smmowner | \\{"order":\\d+,"type":"normal"}
            promosmm | \\{"order":"\\d+"}
            smmnova  | \\{"order":\\d+}
            smmgulf  | \\{"order":\\d+}
            """)
    void add_answers_as_on_the_page(String panel, String shape) {
        String service = panel.equals("promosmm") ? "101" : "1";
        String answer = caller.call(panel, "add", "service", service, "link", link(""), "quantity", "100");
        assertThat(answer).matches(shape);
    }

    @Test
    void add_of_a_drip_feed_at_smmowner_says_so_and_takes_intervals() {
        String[] order = {"service", "1", "link", link(""), "quantity", "100", "runs", "2"};
        assertThat(caller.call("smmowner", "add", with(order, "interval", "5")))
                .isEqualTo("{\"error\":\"Incorrect request\"}");
        assertThat(caller.call("smmowner", "add", with(order, "intervals", "5")))
                .matches("\\{\"order\":\\d+,\"type\":\"dripfeed\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            smmnew   | \\{"charge":"\\d+\\.\\d{5}","start_count":"\\d+","status":"Partial","remains":"57","currency":"USD"}
            smmowner | \\{"charge":"\\d+\\.\\d{5}","start_count":"\\d+","status":"Partial","remains":"57",}
            promosmm | \\{"charge":"\\d+\\.\\d{5}","start_count":"\\d+","status":"Partial","remains":"57","currency":"USD"}
            smmnova  | \\{"charge":"\\d+\\.\\d{5}","start_count":"\\d+","status":"Partial","remains":"57","currency":"USD"}
            smmgulf  | \\{"charge":"\\d+\\.\\d{5}","start_count":"\\d+","status":"Partial","remains":"57","currency":"USD"}
            """)
    void status_of_one_is_as_on_the_page(String panel, String shape) {
        String order = caller.buy(panel, link("sim=partial&simamount=57&simpending=1s&simrun=1s"));
        simulator.clock().advance(Duration.ofMinutes(1));
        assertThat(caller.call(panel, "status", "order", order)).matches(shape);
    }

    @ParameterizedTest
    @MethodSource("panels")
    void status_of_many_has_an_object_for_each_id(String panel) {
        String order = caller.buy(panel, link("sim=cancel&simpending=1s"));
        simulator.clock().advance(Duration.ofMinutes(1));
        JsonObject answer = json(caller.call(panel, "status", "orders", order + ",9"));
        JsonObject found = answer.getJsonObject(order);
        assertThat(found.fieldNames()).containsExactly("charge", "start_count", "status", "remains", "currency");
        assertThat(found.getString("status")).isEqualTo(panel.equals("promosmm") ? "Cancelled" : "Canceled");
        assertThat(found.getValue("charge")).isInstanceOf(panel.equals("promosmm") ? Double.class : String.class);
        assertThat(answer.getJsonObject("9")).isEqualTo(new JsonObject().put("error", "Incorrect order ID"));
    }

    @Test
    void status_of_drip_feeds_at_smmowner_has_children_and_square_brackets() {
        String[] order = {"service", "1", "link", link("sim=fast"), "quantity", "100", "runs", "2", "intervals", "5"};
        String id =
                json(caller.call("smmowner", "add", order)).getValue("order").toString();
        simulator.clock().advance(Duration.ofHours(1));
        assertThat(caller.call("smmowner", "status", "order", id, "type", "dripfeed"))
                .matches("\\{\"status\":\"Completed\",\"orders\":\\[\\d+,\\d+]}");
        assertThat(caller.call("smmowner", "status", "orders", id + ",13", "type", "dripfeed"))
                .matches("\\[\"" + id + "\":\\{\"status\":\"Completed\",\"orders\":\\[\\d+,\\d+]},"
                        + "\"13\":\\{\"error\":\"Incorrect order ID\"}]");
        assertThat(caller.call("smmowner", "status", "order", id)).isEqualTo("{\"error\":\"Incorrect order ID\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            smmnew   | \\{"refill":"\\d+"}
            smmowner | \\{"refill":"\\d+"}
            promosmm | \\{"success":"Your order will be refill asap. Thank you for patience","refill":\\d+}
            smmnova  | \\{"refill":"\\d+"}
            smmgulf  | \\{"refill":"\\d+"}
            """)
    void refill_of_one_and_its_status_are_as_on_the_page(String panel, String shape) {
        String order = dropped(panel);
        String answer = caller.call(panel, "refill", "order", order);
        assertThat(answer).matches(shape);
        String refill = String.valueOf(json(answer).getValue("refill"));
        assertThat(caller.call(panel, "refill_status", "refill", refill)).isEqualTo("{\"status\":\"Pending\"}");
        simulator.clock().advance(Duration.ofMinutes(1));
        assertThat(caller.call(panel, "refill_status", "refill", refill)).isEqualTo("{\"status\":\"Completed\"}");
        assertThat(json(caller.call(panel, "refill_status", "refill", "1")).getString("error"))
                .isEqualTo("Refill not found");
    }

    @ParameterizedTest
    @MethodSource("panels")
    void a_refill_of_what_did_not_drop_is_not_eligible(String panel) {
        assertThat(json(caller.call(panel, "refill", "order", caller.buy(panel, link(""))))
                        .getString("error"))
                .isEqualTo("Order not eligible for refill.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smmnew", "smmowner"})
    void refills_of_many_and_their_status_are_as_on_the_page(String panel) {
        String order = dropped(panel);
        String answer = caller.call(panel, "refill", "orders", order + ",3");
        assertThat(answer)
                .matches("\\[\\{\"order\":" + order
                        + ",\"refill\":\\d+},\\{\"order\":3,\"refill\":\\{\"error\":\"Incorrect order ID\"}}]");
        int refill = array(answer).getJsonObject(0).getInteger("refill");
        assertThat(caller.call(panel, "refill_status", "refills", refill + ",3"))
                .isEqualTo("[{\"refill\":" + refill
                        + ",\"status\":\"Pending\"},{\"refill\":3,\"status\":{\"error\":\"Refill not found\"}}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"promosmm", "smmnova", "smmgulf"})
    void refills_of_many_are_an_incorrect_request_elsewhere(String panel) {
        assertThat(json(caller.call(panel, "refill", "orders", "1,2")).getString("error"))
                .isEqualTo("Incorrect request");
    }

    @Test
    void cancel_of_one_is_a_number_at_smmowner_and_a_message_at_promosmm() {
        assertThat(caller.call("smmowner", "cancel", "order", caller.buy("smmowner", link(""))))
                .isEqualTo("{\"cancel\":1}");
        assertThat(caller.call("promosmm", "cancel", "order", caller.buy("promosmm", link(""))))
                .isEqualTo("{\"success\":\"We will attempt to cancel this order. Cancellation is not guaranteed."
                        + " Please check again in 5 minutes.\",}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smmnew", "smmowner"})
    void cancel_of_many_is_as_on_the_page(String panel) {
        String order = caller.buy(panel, link(""));
        assertThat(caller.call(panel, "cancel", "orders", "9," + order))
                .isEqualTo("[{\"order\":9,\"cancel\":{\"error\":\"Incorrect order ID\"}},{\"order\":" + order
                        + ",\"cancel\":1}]");
    }

    @Test
    void cancel_of_what_is_over_is_not_eligible_at_promosmm() {
        assertThat(caller.call("promosmm", "cancel", "order", dropped("promosmm")))
                .isEqualTo("{\"error\":\"Order not eligible for cancellation.\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smmnova", "smmgulf"})
    void cancel_is_an_incorrect_request_where_there_is_none(String panel) {
        assertThat(json(caller.call(panel, "cancel", "order", caller.buy(panel, link(""))))
                        .getString("error"))
                .isEqualTo("Incorrect request");
    }

    @ParameterizedTest
    @MethodSource("panels")
    void balance_is_as_on_the_page(String panel) {
        assertThat(caller.call(panel, "balance")).matches("\\{\"balance\":\"\\d+\\.\\d{5,}\",\"currency\":\"USD\"}");
    }

    @Test
    void create_ticket_is_as_on_the_page_of_smmgulf() {
        assertThat(caller.call("smmgulf", "createTicket", "subject", "Refill", "message", "Please", "priority", "high"))
                .matches("\\{\"status\":200,\"ticket_id\":\"\\d+\",\"message\":\"Ticket created successfully\"}");
        assertThat(simulator.tickets("smmgulf").getLast().priority()).isEqualTo("high");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smmnew", "smmowner", "promosmm", "smmnova"})
    void create_ticket_is_an_incorrect_request_elsewhere(String panel) {
        assertThat(caller.call(panel, "createTicket", "subject", "Refill", "message", "Please"))
                .isEqualTo("{\"error\":\"Incorrect request\"}");
    }

    @ParameterizedTest
    @MethodSource("panels")
    void a_wrong_key_is_refused(String panel) {
        assertThat(json(caller.call(panel, "balance", "key", "wrong")).getString("error"))
                .endsWith("API key");
    }

    private static String[] with(String[] fields, String name, String value) {
        return Stream.concat(Stream.of(fields), Stream.of(name, value)).toArray(String[]::new);
    }
}
