package io.ordertrail.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.simulator.fault.Fault;
import io.ordertrail.simulator.fault.FaultKind;
import io.ordertrail.simulator.fault.Faults;
import io.ordertrail.simulator.ledger.LedgerFault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault: the answer that the caller gets, and whether the order was bought by the ledger. */
class FaultsTest {

    private static final String PANEL = "smmnew";

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

    @AfterEach
    void nothing_goes_wrong() {
        simulator.faults().clear();
    }

    private static String link() {
        return "https://example.org/p/" + ++links;
    }

    /** Uses a connection of its own, so that a second answer to the previous call is not taken for one to this. */
    private static HttpResponse<String> add(String link) throws IOException {
        return new Caller(simulator).sendOrFail(PANEL, "add", "service", "1", "link", link, "quantity", "100");
    }

    private static boolean bought(String link) {
        return simulator.orders(PANEL).stream().anyMatch(order -> order.link().equals(link));
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void what_is_done_is_in_the_ledger_however_it_is_answered(FaultKind kind) {
        String link = link();
        simulator.inject(Fault.doneThen(kind).at(PANEL).times(1).lasting(20));
        anyAnswer(link);
        assertThat(bought(link)).isTrue();
        LedgerFault fault = simulator.injected(PANEL).getLast();
        assertThat(fault.fault()).isEqualTo(kind.title());
        assertThat(fault.done()).isTrue();
        assertThat(fault.link()).contains(link);
        assertThat(fault.order()).contains(simulator.orders(PANEL).getLast().id());
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void what_is_refused_is_not_in_the_ledger_however_it_is_answered(FaultKind kind) {
        String link = link();
        simulator.inject(Fault.refusedThen(kind).at(PANEL).times(1).lasting(20));
        anyAnswer(link);
        assertThat(bought(link)).isFalse();
        assertThat(simulator.injected(PANEL).getLast().done()).isFalse();
        assertThat(simulator.injected(PANEL).getLast().link()).contains(link);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"CLOSE", "RESET", "RESET_AFTER_HEADERS", "CUT"})
    void a_connection_that_breaks_is_no_answer(FaultKind kind) {
        simulator.inject(Fault.doneThen(kind).at(PANEL));
        assertThatThrownBy(() -> add(link())).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({"429,7", "429,0", "500,0", "502,0", "503,3"})
    void a_status_comes_with_its_retry_after(int status, int retryAfter) throws IOException {
        simulator.inject(Fault.doneThen(FaultKind.STATUS)
                .at(PANEL)
                .withStatus(status)
                .withRetryAfter(retryAfter)
                .withText("Later"));
        HttpResponse<String> answer = add(link());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"error\":\"Later\"}");
        assertThat(answer.headers().firstValue("retry-after"))
                .isEqualTo(retryAfter == 0 ? Optional.empty() : Optional.of(Integer.toString(retryAfter)));
    }

    @Test
    void an_error_with_200_says_what_a_reselling_panel_says() throws IOException {
        simulator.inject(Fault.doneThen(FaultKind.ERROR).at(PANEL));
        HttpResponse<String> answer = add(link());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"error\":\"" + Fault.RESELLER_TIMEOUT + "\"}");
    }

    @Test
    void html_and_cut_json_are_no_json() throws IOException {
        simulator.inject(Fault.doneThen(FaultKind.HTML).at(PANEL).times(1));
        simulator.inject(Fault.doneThen(FaultKind.CUT_JSON).at(PANEL).times(1));
        assertThat(add(link()).body()).startsWith("<!DOCTYPE html>");
        assertThat(add(link()).body()).startsWith("{\"").doesNotEndWith("}");
    }

    @Test
    void a_late_answer_and_one_in_bites_are_whole() throws IOException {
        simulator.inject(Fault.doneThen(FaultKind.DELAY).at(PANEL).times(1).lasting(50));
        simulator.inject(Fault.doneThen(FaultKind.DRIP).at(PANEL).times(1).lasting(50));
        assertThat(add(link()).body()).matches("\\{\"order\":\\d+}");
        assertThat(add(link()).body()).matches("\\{\"order\":\\d+}");
    }

    @Test
    void what_is_done_late_is_done_though_the_caller_has_gone() throws IOException {
        String link = link();
        simulator.inject(Fault.doneThen(FaultKind.LATE).at(PANEL).times(1).lasting(300));
        String body = "key=smmnew-key&action=add&service=1&quantity=100&link=" + link;
        try (Socket socket = new Socket("127.0.0.1", simulator.url(PANEL).getPort())) {
            socket.getOutputStream()
                    .write(("POST /smmnew/api/v2 HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                    + body)
                            .getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(bought(link)).isFalse();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> bought(link));
    }

    @Test
    void an_answer_twice_is_two_responses_on_one_connection() throws IOException {
        simulator.inject(Fault.doneThen(FaultKind.TWICE).at(PANEL).times(1));
        String body = "key=smmnew-key&action=add&service=1&quantity=100&link=" + link();
        try (Socket socket = new Socket("127.0.0.1", simulator.url(PANEL).getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write(("POST /smmnew/api/v2 HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                    + body)
                            .getBytes(StandardCharsets.US_ASCII));
            StringBuilder seen = new StringBuilder();
            while (seen.toString().split("\"order\":", -1).length < 3) {
                seen.append((char) socket.getInputStream().read());
            }
            assertThat(seen).contains("HTTP/1.1 200 OK");
        }
    }

    @Test
    void refused_connections_are_refused_until_they_are_taken_again() {
        simulator.accept(PANEL, false);
        assertThatThrownBy(() -> add(link())).isInstanceOf(ConnectException.class);
        simulator.accept(PANEL, true);
        assertThat(caller.buy(PANEL, link())).matches("\\d+");
    }

    @Test
    void a_fault_hits_only_its_panel_action_link_and_count() throws IOException {
        simulator.inject(
                Fault.doneThen(FaultKind.ERROR).at(PANEL).forLinks("bad").times(1));
        assertThat(caller.call("smmnova", "add", "service", "1", "link", "https://e.org/bad", "quantity", "100"))
                .contains("order");
        assertThat(caller.call(PANEL, "balance")).contains("balance");
        assertThat(add(link()).body()).contains("order");
        assertThat(add("https://e.org/bad/1").body()).contains("error");
        assertThat(add("https://e.org/bad/2").body()).contains("order");
    }

    @Test
    void the_same_seed_hits_the_same_calls() {
        assertThat(hits(7)).isEqualTo(hits(7)).isNotEqualTo(hits(8));
        assertThat(hits(7).stream().filter(hit -> hit).count()).isBetween(20L, 80L);
    }

    private static List<Boolean> hits(long seed) {
        Faults faults = new Faults(seed);
        faults.add(Fault.doneThen(FaultKind.CLOSE).withProbability(0.25));
        List<Boolean> hits = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            hits.add(faults.next(PANEL, "add", Optional.empty()).isPresent());
        }
        return hits;
    }

    @Test
    void faults_are_asked_for_counted_and_taken_back_over_http() {
        int id = caller.admin("faults", "{\"panel\":\"smmgulf\",\"fault\":\"error\",\"text\":\"Oops\",\"done\":false}")
                .getInteger("id");
        assertThat(caller.call("smmgulf", "add", "service", "1")).isEqualTo("{\"error\":\"Oops\"}");
        assertThat(caller.adminGet("stats")).contains("\"smmgulf\":{\"add\":{\"error\":1}}");
        assertThat(caller.adminGet("ledger/faults?panel=smmgulf")).contains("\"fault\":\"error\",\"done\":false");
        assertThat(simulator.faults().remove(id)).isTrue();
        assertThat(caller.admin("faults", "{\"fault\":\"quake\"}").getString("error"))
                .contains("one of delay, late, close");
    }

    private static void anyAnswer(String link) {
        try {
            assertThat(add(link).statusCode()).isPositive();
        } catch (IOException broken) {
            assertThat(broken).isNotNull();
        }
    }
}
