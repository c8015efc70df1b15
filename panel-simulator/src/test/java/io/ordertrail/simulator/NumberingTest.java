package io.ordertrail.simulator;

import static io.ordertrail.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.simulator.ledger.LedgerOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ids that orders get: id spaces, gaps, restarts, and orders of others in between. */
class NumberingTest {

    private static final SimulatorConfig STILL =
            SimulatorConfig.forTests().withSpeed(0).startingAt(Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void drip_feeds_of_smmowner_have_ids_of_their_own_far_below_and_their_runs_do_not() {
        try (Simulator simulator = Simulator.start(STILL)) {
            Caller caller = new Caller(simulator);
            long before = Long.parseLong(caller.buy("smmowner", "https://e.org/1?sim=fast"));
            long first = dripFeed(caller, "https://e.org/2?sim=fast");
            long second = dripFeed(caller, "https://e.org/3?sim=fast");
            simulator.clock().advance(Duration.ofMinutes(1));
            long after = Long.parseLong(caller.buy("smmowner", "https://e.org/4?sim=fast"));

            assertThat(first).isLessThan(1000);
            assertThat(second).isBetween(first + 1, first + 5);
            assertThat(simulator
                            .order("smmowner", "dripfeed-" + first)
                            .orElseThrow()
                            .runs())
                    .hasSize(1)
                    .allSatisfy(run -> assertThat(Long.parseLong(run)).isBetween(before + 1, after - 1));
            assertThat(caller.call("smmowner", "status", "order", Long.toString(first)))
                    .contains("Incorrect order ID");
        }
    }

    @Test
    void one_number_can_be_an_order_and_a_drip_feed(@TempDir Path folder) {
        SimulatorConfig kept = STILL.withDataDir(folder).eachPanel(panel -> panel.withOthersBetween(0));
        long id;
        List<LedgerOrder> before;
        try (Simulator simulator = Simulator.start(kept)) {
            Caller caller = new Caller(simulator);
            id = dripFeed(caller, "https://e.org/drip?simpending=1s&simrun=1h");
            caller.admin("panels/smmowner/ids", "{\"restart\":" + id + "}");
            simulator.clock().advance(Duration.ofMinutes(2)); // its first run gets the number
            assertThat(caller.call("smmowner", "status", "order", Long.toString(id)))
                    .contains("charge");
            assertThat(caller.call("smmowner", "status", "order", Long.toString(id), "type", "dripfeed"))
                    .contains("\"orders\":[");
            before = simulator.orders("smmowner");
            assertThat(before).extracting(LedgerOrder::dripFeed).containsExactly(true, false);
            assertThat(before.getLast().parent()).contains(Long.toString(id));
        }
        try (Simulator simulator = Simulator.start(kept)) {
            assertThat(simulator.orders("smmowner")).isEqualTo(before);
            assertThat(dripFeed(new Caller(simulator), "https://e.org/other")).isGreaterThan(id);
        }
    }

    @Test
    void ids_of_a_gap_are_of_no_order_also_where_the_panel_answers_for_others() {
        SimulatorConfig open =
                STILL.panel("smmnova", panel -> panel.withAnswersForOthers(true).withOthersBetween(0));
        try (Simulator simulator = Simulator.start(open)) {
            Caller caller = new Caller(simulator);
            long first = Long.parseLong(caller.buy("smmnova", "https://e.org/1"));
            caller.admin("panels/smmnova/ids", "{\"skip\":3}");
            caller.admin("panels/smmnova/others", "{\"count\":1}");
            assertThat(Long.parseLong(caller.buy("smmnova", "https://e.org/2"))).isEqualTo(first + 5);
            assertThat(caller.call("smmnova", "status", "order", Long.toString(first + 3)))
                    .contains("Incorrect order ID");
            assertThat(caller.call("smmnova", "status", "order", Long.toString(first + 4)))
                    .contains("charge");
        }
    }

    @Test
    void a_restarted_numbering_leaves_out_the_ids_that_are_given() {
        try (Simulator simulator = Simulator.start(STILL.eachPanel(panel -> panel.withOthersBetween(0)))) {
            Caller caller = new Caller(simulator);
            simulator.panel("smmnew").restartNumbering(501);
            assertThat(caller.buy("smmnew", "https://e.org/1")).isEqualTo("501");
            assertThat(caller.buy("smmnew", "https://e.org/2")).isEqualTo("502");
            simulator.panel("smmnew").restartNumbering(500);
            assertThat(caller.buy("smmnew", "https://e.org/3")).isEqualTo("500");
            assertThat(caller.buy("smmnew", "https://e.org/4")).isEqualTo("503");
        }
    }

    @Test
    void an_order_bought_by_hand_answers_to_the_same_key_and_is_in_the_ledger() {
        try (Simulator simulator = Simulator.start(STILL)) {
            Caller caller = new Caller(simulator);
            String fields = "{\"service\":1,\"link\":\"https://e.org/by-hand\",\"quantity\":1000}";
            String id = caller.admin("panels/smmnova/by-hand", fields).getString("order");
            assertThat(caller.status("smmnova", id).getString("status")).isEqualTo("Pending");
            assertThat(simulator.orders("smmnova"))
                    .singleElement()
                    .satisfies(order -> assertThat(order.link()).isEqualTo("https://e.org/by-hand"));
            assertThat(caller.admin("panels/smmnova/by-hand", "{\"service\":99}")
                            .getString("error"))
                    .contains("error.incorrect_service_id");
        }
    }

    private static long dripFeed(Caller caller, String link) {
        String[] fields = {"service", "1", "link", link, "quantity", "100", "runs", "1", "intervals", "5"};
        return Long.parseLong(
                json(caller.call("smmowner", "add", fields)).getValue("order").toString());
    }
}
