package io.ordertrail.simulator;

import static io.ordertrail.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.simulator.ledger.LedgerOrder;
import io.ordertrail.simulator.panel.ChargeForm;
import io.ordertrail.simulator.panel.RateLimitForm;
import io.ordertrail.simulator.panel.RemainsForm;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lifecycle of orders, their charges, and the ledger. */
class OrdersTest {

    private static final SimulatorConfig STILL =
            SimulatorConfig.forTests().withSpeed(0).startingAt(Instant.parse("2026-01-01T00:00:00Z"));

    private static String quick(String fate) {
        return "https://example.org/p/1?sim=" + fate
                + "&simamount=40&simpending=10s&simrun=100s&simafter=1h&simrefill=10m&simcancel=10s";
    }

    private static String words(LedgerOrder order) {
        return order.changes().stream()
                .map(change -> change.status() + " " + change.remains())
                .filter(change -> !change.startsWith("Processing"))
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            smmnew   | complete    | Pending 100, In progress 100, Completed 0
            smmnew   | partial     | Pending 100, In progress 100, Partial 40
            promosmm | cancel      | Pending 100, Cancelled 100
            smmnew   | refund      | Pending 100, Refunded 100
            smmnew   | fail        | Pending 100, Fail 100
            smmnew   | drop        | Pending 100, In progress 100, Completed 0, Completed 40
            smmowner | drop        | Pending 100, In progress 100, Completed 0, In progress 40
            promosmm | drop        | Pending 100, In progress 100, Completed 0, Completed 0
            smmnew   | hiddendrop  | Pending 100, In progress 100, Completed 0, Completed 0
            smmnew   | stuck       | Pending 100, In progress 100
            smmnew   | neverstarts | Pending 100
            smmnew   | strange     | Pending 100, Under review 100, Completed 0
            smmnew   | correction  | Pending 100, In progress 100, Partial 40, Partial 80
            smmnew   | gone        | Pending 100, In progress 100, Gone 50
            """)
    void an_order_follows_the_scenario_in_its_link(String panel, String fate, String life) {
        try (Simulator simulator = Simulator.start(STILL)) {
            String id = new Caller(simulator).buy(panel, quick(fate));
            simulator.clock().advance(Duration.ofDays(2));
            assertThat(simulator.order(panel, id).map(OrdersTest::words)).contains(life);
        }
    }

    @Test
    void remains_falls_while_the_order_is_delivered() {
        try (Simulator simulator = Simulator.start(STILL)) {
            Caller caller = new Caller(simulator);
            String id = caller.buy("smmnew", quick("complete"));
            assertThat(caller.status("smmnew", id).getString("start_count")).isEqualTo("0");
            simulator.clock().advance(Duration.ofSeconds(35));
            assertThat(caller.status("smmnew", id).getString("remains")).isEqualTo("75");
            assertThat(caller.status("smmnew", id).getString("status")).isEqualTo("In progress");
        }
    }

    @Test
    void an_order_is_charged_and_the_undelivered_part_is_paid_back() {
        try (Simulator simulator = Simulator.start(STILL)) {
            Caller caller = new Caller(simulator);
            String id = caller.buy("smmnew", quick("partial"));
            assertThat(simulator.order("smmnew", id).orElseThrow().charge()).isEqualByComparingTo("0.09");
            assertThat(simulator.panel("smmnew").balance()).isEqualByComparingTo("99999.91");
            simulator.clock().advance(Duration.ofHours(1));
            assertThat(simulator.panel("smmnew").balance()).isEqualByComparingTo("99999.946");
            assertThat(caller.status("smmnew", id).getString("charge")).isEqualTo("0.09000");
        }
    }

    @ParameterizedTest
    @CsvSource({"partial, 0.05400", "correction, 0.05400", "cancel, 0.00000", "refund, 0.00000", "complete, 0.09000"})
    void a_panel_may_lower_the_charge_by_what_it_gives_back(String fate, String charge) {
        SimulatorConfig lowering = STILL.panel("smmnew", panel -> panel.withChargeForm(ChargeForm.LOWERED));
        try (Simulator simulator = Simulator.start(lowering)) {
            Caller caller = new Caller(simulator);
            String id = caller.buy("smmnew", quick(fate));
            assertThat(caller.status("smmnew", id).getString("charge")).isEqualTo("0.09000");
            simulator.clock().advance(Duration.ofMinutes(10));
            assertThat(caller.status("smmnew", id).getString("charge")).isEqualTo(charge);
            assertThat(simulator.order("smmnew", id).orElseThrow().charge()).isEqualByComparingTo("0.09");
        }
    }

    @Test
    void a_panel_may_move_remains_only_at_the_end() {
        SimulatorConfig atEnd = STILL.panel("smmnew", panel -> panel.withRemainsForm(RemainsForm.AT_END));
        try (Simulator simulator = Simulator.start(atEnd)) {
            Caller caller = new Caller(simulator);
            String id = caller.buy("smmnew", quick("partial"));
            simulator.clock().advance(Duration.ofSeconds(35));
            assertThat(caller.status("smmnew", id).getString("status")).isEqualTo("In progress");
            assertThat(caller.status("smmnew", id).getString("remains")).isEqualTo("100");
            simulator.clock().advance(Duration.ofMinutes(10));
            assertThat(caller.status("smmnew", id).getString("remains")).isEqualTo("40");
        }
    }

    @Test
    void a_panel_may_complete_an_order_before_its_remains_are_right() {
        SimulatorConfig late = STILL.panel("smmnew", panel -> panel.withRemainsForm(RemainsForm.LATE));
        try (Simulator simulator = Simulator.start(late)) {
            Caller caller = new Caller(simulator);
            String id = caller.buy("smmnew", quick("complete"));
            simulator.clock().advance(Duration.ofMinutes(10));
            assertThat(caller.status("smmnew", id).getString("status")).isEqualTo("Completed");
            assertThat(caller.status("smmnew", id).getString("remains")).isEqualTo("100");
            simulator.clock().advance(Duration.ofMinutes(10));
            assertThat(caller.status("smmnew", id).getString("remains")).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            service=99&link=https://e.org/1&quantity=100            | Incorrect service ID
            link=https://e.org/1&quantity=100                       | Incorrect request
            service=1&quantity=100                                  | Bad link
            service=1&link=nothing&quantity=100                     | Bad link
            service=1&link=https://e.org/1&quantity=49              | Quantity less than minimal 50
            service=1&link=https://e.org/1&quantity=100001          | Quantity more than maximum 100000
            service=2&link=https://e.org/1                          | Incorrect request
            service=3&link=https://e.org/1&quantity=10&runs=2&interval=5 | Incorrect request
            service=1&link=https://e.org/1?sim=refuse&quantity=100  | Bad link
            service=5&link=https://e.org/1&quantity=50000           | Not enough funds on balance
            """)
    void an_order_that_cannot_be_taken_is_refused_and_costs_nothing(String fields, String error) {
        BigDecimal little = new BigDecimal("100");
        try (Simulator simulator = Simulator.start(STILL.eachPanel(panel -> panel.withBalance(little)))) {
            Caller caller = new Caller(simulator);
            assertThat(json(caller.call("smmnew", "add", fields.split("[&=](?!refuse)")))
                            .getString("error"))
                    .isEqualTo(error);
            assertThat(simulator.orders("smmnew")).isEmpty();
            assertThat(simulator.panel("smmnew").balance()).isEqualByComparingTo(little);
        }
    }

    @Test
    void a_second_order_for_a_link_waits_until_the_first_is_over() {
        try (Simulator simulator = Simulator.start(STILL)) {
            Caller caller = new Caller(simulator);
            caller.buy("smmnew", quick("complete"));
            assertThat(caller.call("smmnew", "add", "service", "1", "link", quick("complete"), "quantity", "100"))
                    .contains("You have active order with this link.");
            simulator.clock().advance(Duration.ofHours(1));
            assertThat(caller.buy("smmnew", quick("complete"))).matches("\\d+");
        }
    }

    @Test
    void custom_comments_count_by_lines() {
        try (Simulator simulator = Simulator.start(STILL)) {
            new Caller(simulator)
                    .call("smmnew", "add", "service", "2", "link", "https://e.org/1", "comments", "good; very\n\nnice");
            LedgerOrder order = simulator.orders("smmnew").getFirst();
            assertThat(order.quantity()).isEqualTo(2);
            assertThat(order.charge()).isEqualByComparingTo("0.016");
        }
    }

    @Test
    void a_drip_feed_becomes_orders_of_its_own_when_they_are_due() {
        try (Simulator simulator = Simulator.start(STILL)) {
            Caller caller = new Caller(simulator);
            String[] order = {"service", "1", "link", quick("complete"), "quantity", "50", "runs", "3", "interval", "60"
            };
            String id =
                    json(caller.call("smmnew", "add", order)).getValue("order").toString();
            simulator.clock().advance(Duration.ofMinutes(70));
            JsonObject parent = caller.status("smmnew", id);
            assertThat(parent.getString("status")).isEqualTo("In progress");
            assertThat(parent.getString("runs")).isEqualTo("3");
            assertThat(parent.getJsonArray("orders")).hasSize(2);
            simulator.clock().advance(Duration.ofHours(2));
            assertThat(caller.status("smmnew", id).getString("status")).isEqualTo("Completed");
            List<LedgerOrder> orders = simulator.orders("smmnew");
            assertThat(orders).hasSize(4);
            assertThat(orders.getFirst().charge()).isEqualByComparingTo("0.135");
            assertThat(orders.getFirst().runs()).hasSize(3);
            assertThat(orders.getLast().parent()).contains(id);
            assertThat(simulator.panel("smmnew").balance()).isEqualByComparingTo("99999.865");
        }
    }

    @Test
    void a_drop_is_refilled_once_and_not_while_a_refill_runs() {
        try (Simulator simulator = Simulator.start(STILL)) {
            Caller caller = new Caller(simulator);
            String id = caller.buy("smmnew", quick("drop"));
            simulator.clock().advance(Duration.ofHours(2));
            long before = simulator.order("smmnew", id).orElseThrow().count();
            assertThat(caller.call("smmnew", "refill", "order", id)).contains("refill");
            assertThat(caller.call("smmnew", "refill", "order", id)).contains("Refill already requested");
            simulator.clock().advance(Duration.ofHours(1));
            LedgerOrder order = simulator.order("smmnew", id).orElseThrow();
            assertThat(order.count()).isEqualTo(before + 40);
            assertThat(order.refills()).hasSize(1);
            assertThat(order.refills().getFirst().changes().getLast().status()).isEqualTo("Completed");
            assertThat(caller.call("smmnew", "refill", "order", id)).contains("not eligible");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dropthenreject,Rejected",
        "rejectonce,Rejected",
        "refillstuck,In progress",
        "refillstrange,Under review"
    })
    void a_refill_follows_the_scenario_in_the_link(String fate, String ending) {
        try (Simulator simulator = Simulator.start(STILL)) {
            Caller caller = new Caller(simulator);
            String id = caller.buy("smmgulf", quick(fate));
            simulator.clock().advance(Duration.ofHours(2));
            String refill = json(caller.call("smmgulf", "refill", "order", id)).getString("refill");
            simulator.clock().advance(Duration.ofHours(1));
            assertThat(caller.call("smmgulf", "refill_status", "refill", refill))
                    .isEqualTo("{\"status\":\"" + ending + "\"}");
        }
    }

    @Test
    void after_the_warranty_no_drop_is_refilled() {
        try (Simulator simulator = Simulator.start(STILL)) {
            Caller caller = new Caller(simulator);
            String id = caller.buy("smmnew", quick("drop"));
            simulator.clock().advance(Duration.ofDays(31));
            assertThat(caller.call("smmnew", "refill", "order", id)).contains("not eligible");
        }
    }

    @Test
    void a_cancel_takes_effect_later_and_pays_back() {
        try (Simulator simulator = Simulator.start(STILL)) {
            Caller caller = new Caller(simulator);
            String id = caller.buy("smmnew", quick("complete"));
            simulator.clock().advance(Duration.ofSeconds(25));
            assertThat(caller.call("smmnew", "cancel", "orders", id)).contains("\"cancel\":1");
            assertThat(caller.status("smmnew", id).getString("status")).isEqualTo("In progress");
            simulator.clock().advance(Duration.ofSeconds(20));
            assertThat(caller.status("smmnew", id).getString("status")).isEqualTo("Partial");
            assertThat(caller.status("smmnew", id).getString("remains")).isEqualTo("75");
            assertThat(simulator.panel("smmnew").balance()).isEqualByComparingTo("99999.9775");
        }
    }

    @Test
    void a_cancel_in_the_scenario_nocancel_has_no_effect() {
        try (Simulator simulator = Simulator.start(STILL)) {
            Caller caller = new Caller(simulator);
            String id = caller.buy("smmowner", quick("nocancel"));
            assertThat(caller.call("smmowner", "cancel", "order", id)).isEqualTo("{\"cancel\":1}");
            simulator.clock().advance(Duration.ofHours(2));
            assertThat(caller.status("smmowner", id).getString("status")).isEqualTo("Completed");
        }
    }

    @Test
    void more_than_a_hundred_ids_are_refused_or_cut() {
        String ids = IntStream.rangeClosed(1, 150).mapToObj(Integer::toString).collect(Collectors.joining(","));
        try (Simulator simulator = Simulator.start(STILL)) {
            Caller caller = new Caller(simulator);
            assertThat(caller.call("smmnova", "status", "orders", ids)).isEqualTo("{\"error\":\"Incorrect request\"}");
            assertThat(json(caller.call("promosmm", "status", "orders", ids))).hasSize(100);
        }
    }

    @Test
    void ids_between_two_orders_belong_to_others_and_answer_only_where_the_panel_lets_them() {
        try (Simulator simulator = Simulator.start(STILL.panel("smmnova", panel -> panel.withAnswersForOthers(true)))) {
            Caller caller = new Caller(simulator);
            for (String panel : List.of("smmnew", "smmnova")) {
                long first = Long.parseLong(caller.buy(panel, "https://e.org/1"));
                simulator.panel(panel).othersBuy(5);
                long second = Long.parseLong(caller.buy(panel, "https://e.org/2"));
                assertThat(second).isGreaterThan(first + 5);
                String foreign = caller.call(panel, "status", "order", Long.toString(first + 1));
                assertThat(foreign).contains(panel.equals("smmnova") ? "Completed" : "Incorrect order ID");
                assertThat(caller.call(panel, "status", "order", Long.toString(second + 1)))
                        .contains("Incorrect order ID");
            }
        }
    }

    @Test
    void ids_can_be_texts() {
        try (Simulator simulator = Simulator.start(STILL.panel("smmnew", panel -> panel.withTextIds(true)))) {
            Caller caller = new Caller(simulator);
            String id = caller.buy("smmnew", "https://e.org/1");
            assertThat(id).startsWith("ord-");
            assertThat(json(caller.call("smmnew", "status", "orders", id)).containsKey(id))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"RETRY_AFTER,429,true", "BARE_429,429,false", "TEXT,200,false"})
    void too_many_calls_are_refused_in_the_form_that_is_set(RateLimitForm form, int status, boolean retryAfter) {
        try (Simulator simulator = Simulator.start(STILL.panel("smmnew", panel -> panel.withRateLimit(2, form)))) {
            Caller caller = new Caller(simulator);
            caller.call("smmnew", "balance");
            caller.call("smmnew", "balance");
            HttpResponse<String> third = caller.send("smmnew", "balance");
            assertThat(third.statusCode()).isEqualTo(status);
            assertThat(third.body()).isEqualTo("{\"error\":\"Rate limit exceeded\"}");
            assertThat(third.headers().firstValue("retry-after").isPresent()).isEqualTo(retryAfter);
        }
    }

    @Test
    void services_can_be_limited_by_the_hour() {
        try (Simulator simulator = Simulator.start(STILL.panel("smmnew", panel -> panel.withServicesPerHour(1)))) {
            Caller caller = new Caller(simulator);
            caller.call("smmnew", "services");
            assertThat(caller.send("smmnew", "services").statusCode()).isEqualTo(429);
            assertThat(caller.send("smmnew", "balance").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void the_same_seed_gives_the_same_lifecycles() {
        assertThat(lives(1)).isEqualTo(lives(1)).isNotEqualTo(lives(2));
    }

    private static List<String> lives(long seed) {
        try (Simulator simulator = Simulator.start(STILL.withSeed(seed))) {
            Caller caller = new Caller(simulator);
            for (int i = 0; i < 40; i++) {
                caller.buy("smmnew", "https://example.org/p/" + i);
            }
            simulator.clock().advance(Duration.ofDays(3));
            return simulator.orders("smmnew").stream()
                    .map(order -> order.id() + " " + order.fate() + " " + order.changes())
                    .map(text -> text.replaceAll("atWall=[^]]*", ""))
                    .toList();
        }
    }

    @Test
    void a_restart_continues_where_the_ledger_ends(@TempDir Path folder) throws Exception {
        SimulatorConfig kept = STILL.withDataDir(folder);
        List<LedgerOrder> before;
        String refill;
        try (Simulator simulator = Simulator.start(kept)) {
            Caller caller = new Caller(simulator);
            String id = caller.buy("smmnew", quick("drop"));
            caller.buy("smmnew", "https://e.org/2");
            caller.call("smmowner", "cancel", "order", caller.buy("smmowner", quick("complete")));
            simulator.clock().advance(Duration.ofHours(2));
            refill = json(caller.call("smmnew", "refill", "order", id)).getString("refill");
            simulator.panel("smmnew").changeCatalogue(catalogue -> catalogue.without(3));
            simulator.clock().advance(Duration.ofHours(2));
            before = simulator.orders("smmnew");
        }
        Files.writeString(folder.resolve("ledger.ndjson"), "{\"entry\":\"Bou", StandardOpenOption.APPEND);
        try (Simulator simulator = Simulator.start(kept)) {
            Caller caller = new Caller(simulator);
            assertThat(simulator.orders("smmnew")).isEqualTo(before);
            assertThat(simulator.orders("smmowner").getFirst().cancels()).hasSize(1);
            assertThat(caller.call("smmnew", "refill_status", "refill", refill)).contains("Completed");
            assertThat(simulator.panel("smmnew").catalogue().find("3")).isEmpty();
            assertThat(Long.parseLong(caller.buy("smmnew", "https://e.org/3")))
                    .isGreaterThan(Long.parseLong(before.getLast().id()));
        }
    }

    @Test
    void the_ledger_is_lines_of_json_and_can_be_filtered() {
        try (Simulator simulator = Simulator.start(STILL)) {
            Caller caller = new Caller(simulator);
            for (int i = 0; i < 500; i++) {
                caller.buy("smmnew", "https://e.org/" + i);
            }
            caller.buy("smmnova", "https://e.org/x");
            assertThat(caller.adminGet("ledger").lines().map(JsonObject::new)).hasSize(501);
            assertThat(caller.adminGet("ledger?panel=smmnova").lines().map(JsonObject::new))
                    .singleElement()
                    .satisfies(order -> assertThat(order.getString("link")).isEqualTo("https://e.org/x"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/ready", "/admin/health"})
    void health_is_at_the_usual_paths(String path) {
        try (Simulator simulator = Simulator.start(STILL)) {
            assertThat(new Caller(simulator).get(path)).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void orders_balance_catalogue_and_clock_are_changed_over_http() {
        try (Simulator simulator = Simulator.start(STILL)) {
            Caller caller = new Caller(simulator);
            String id = caller.buy("smmnew", "https://e.org/1");
            caller.admin("panels/smmnew/orders/" + id, "{\"state\":\"completed\"}");
            assertThat(caller.status("smmnew", id).getString("status")).isEqualTo("Completed");
            caller.admin("panels/smmnew/orders/" + id, "{\"drop\":12}");
            assertThat(caller.status("smmnew", id).getString("remains")).isEqualTo("12");
            caller.admin("panels/smmnew/balance", "{\"balance\":\"1.5\"}");
            assertThat(caller.call("smmnew", "balance")).contains("\"1.50000\"");
            caller.admin("panels/smmnew/services", "{\"service\":1,\"rate\":\"1.80\"}");
            assertThat(caller.call("smmnew", "services")).contains("\"rate\":\"1.80\"");
            caller.admin("panels/smmnew/services", "{\"service\":1,\"gone\":true}");
            assertThat(caller.call("smmnew", "services")).doesNotContain("\"service\":1,");
            caller.admin("panels/smmnew/services", "{\"service\":1,\"back\":true}");
            assertThat(caller.call("smmnew", "services")).contains("\"service\":1,");
            caller.admin("panels/smmnew/services", "{\"list\":\"empty\"}");
            assertThat(caller.call("smmnew", "services")).isEqualTo("[]");
            caller.admin("panels/smmnew/services", "{\"list\":\"broken\"}");
            assertThat(caller.call("smmnew", "services")).startsWith("[{").doesNotEndWith("]");
            caller.admin("clock", "{\"advance\":\"PT1H\"}");
            assertThat(simulator.clock().instant()).isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
        }
    }
}
