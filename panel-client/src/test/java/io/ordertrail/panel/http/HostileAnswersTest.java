package io.ordertrail.panel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.StatusKind;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks by the answers of a panel, or of an attacker behind it; and by the parameters of a shop. */
class HostileAnswersTest {

    private static final List<PanelOrderId> FIVE =
            LongStream.rangeClosed(1, 5).mapToObj(PanelOrderId::of).toList();

    private ScriptedPanel panel = new ScriptedPanel("promosmm");

    @AfterEach
    void close() {
        panel.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"error\":["})
    void an_answer_nested_without_end_proves_nothing(String opening) {
        panel.answers(opening.repeat(100_000));

        assertThat(await(panel.client().add(order(Map.of()), "Default", TestWindow.open())))
                .isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void an_entry_whose_name_is_no_id_spoils_no_other() {
        panel.answers("{\"\":{\"status\":\"Pending\"},\"%s\":null,\"2\":{\"status\":\"Completed\"}}"
                .formatted("x".repeat(65)));

        Outcome<Map<PanelOrderId, OrderAnswer>> outcome = await(panel.client().status(StatusKind.NORMAL, FIVE));

        assertThat(value(outcome)).containsOnlyKeys(new PanelOrderId("2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"Rate limit exceeded for s3cr3t+key\"}",
                "{\"error\":\"bad call key=s3cr3t%2bkey\"}",
                "{\"error\":\"bad call key=s3cr3t%2Bkey\"}",
                "{\"1\":{\"error\":\"no s3cr3t+key here\"},\"refill\":{\"error\":\"no s3cr3t+key here\"}}"
            })
    void no_answer_hands_the_key_on(String body) {
        panel.answers(body);
        Panel client = panel.client();

        assertThat(List.of(
                        await(client.add(order(Map.of()), "Default", TestWindow.open())),
                        await(client.status(StatusKind.NORMAL, FIVE)),
                        await(client.refill(FIVE, TestWindow.open())),
                        await(client.refillStatus(List.of(new RefillId("1")))),
                        await(client.cancel(FIVE, TestWindow.open())),
                        client.readStatusEntry("{\"error\":\"no s3cr3t+key here\"}")))
                .allSatisfy(outcome -> assertThat(outcome.toString())
                        .doesNotContain(ScriptedPanel.KEY)
                        .doesNotContainIgnoringCase("s3cr3t%2b"));
    }

    @Test
    void a_parameter_cannot_say_over_again_what_has_a_place_of_its_own() {
        panel.answers("{\"order\":1}");
        Map<String, String> parameters = Map.of(
                "quantity",
                "999999",
                "service",
                "9",
                "key",
                "x",
                "action",
                "balance",
                "quantity[]",
                "7",
                "color",
                "red");

        await(panel.client().add(order(parameters), "An Unknown Type", TestWindow.open()));

        assertThat(panel.requests().getFirst())
                .containsEntry("quantity", "100")
                .containsEntry("service", "1")
                .containsEntry("key", ScriptedPanel.KEY)
                .containsEntry("action", "add")
                .containsEntry("color", "red")
                .doesNotContainKey("quantity[]");
    }

    @Test
    void refills_after_a_rate_limit_are_known_not_to_be_asked_for() {
        panel.answers(429, "slow down");

        Map<PanelOrderId, RefillAnswer> answers = refill();

        assertThat(panel.requests()).hasSize(1);
        assertThat(answers).containsOnlyKeys(FIVE);
        assertThat(answers.get(FIVE.getFirst())).isInstanceOf(RefillAnswer.NotTaken.class);
        assertThat(FIVE.subList(1, 5))
                .allSatisfy(id -> assertThat(answers.get(id)).isInstanceOf(RefillAnswer.NotAsked.class));
    }

    @Test
    void two_refills_without_an_answer_are_in_doubt_and_the_rest_not_asked_for() {
        panel.does(Socket::close);

        Map<PanelOrderId, RefillAnswer> answers = refill();

        assertThat(panel.requests()).hasSize(2);
        assertThat(FIVE.subList(0, 2))
                .allSatisfy(id -> assertThat(answers.get(id)).isInstanceOf(RefillAnswer.InDoubt.class));
        assertThat(FIVE.subList(2, 5))
                .allSatisfy(id -> assertThat(answers.get(id)).isInstanceOf(RefillAnswer.NotAsked.class));
    }

    @Test
    void an_answer_that_drips_is_given_up_after_the_time_of_the_call() {
        panel.close();
        panel = new ScriptedPanel("promosmm", Duration.ofMillis(500), 1 << 20).does(HostileAnswersTest::drip);

        assertThat(await(panel.client().add(order(Map.of()), "Default", TestWindow.open())))
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.evidence().explanation()).contains("no complete answer"));
    }

    private static void drip(Socket socket) throws IOException {
        ScriptedPanel.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        socket.setSoTimeout(20);
        while (!gone(socket)) {
            ScriptedPanel.write(socket, " ");
        }
    }

    /** Waits a moment for the client to go. */
    private static boolean gone(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void a_page_in_place_of_a_status_is_not_taken_for_an_answer() {
        panel.answers("<html>down for maintenance</html>");

        assertThat(await(panel.client().statusRaw(StatusKind.NORMAL, FIVE))).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | {"message":"Server Error"}
            500 | []
            503 | {"status":"fail","reason":"maintenance"}
            401 | {"message":"Unauthenticated."}
            403 | {"status":"error","message":"Forbidden"}
            """)
    void json_of_a_web_server_is_no_state_of_any_order(int code, String body) {
        panel.answers(code, body);

        assertThat(await(panel.client().statusRaw(StatusKind.NORMAL, FIVE))).isInstanceOf(Outcome.Unknown.class);
        assertThat(await(panel.client().status(StatusKind.NORMAL, FIVE.subList(0, 1))))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(await(panel.client().status(StatusKind.NORMAL, FIVE))).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"message\":\"Too Many Attempts.\"}", "{\"status\":\"error\",\"message\":\"slow\"}", "[]"})
    void too_many_requests_is_a_rate_limit_whatever_comes_with_it(String body) {
        panel.answers(429, body, "Retry-After: 7");

        assertThat(List.of(
                        await(panel.client().statusRaw(StatusKind.NORMAL, FIVE)),
                        await(panel.client().status(StatusKind.NORMAL, FIVE.subList(0, 1))),
                        await(panel.client().status(StatusKind.NORMAL, FIVE))))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.refusal().kind()).isEqualTo(RefusalKind.RATE_LIMITED);
                    assertThat(refused.refusal().retryAfter()).contains(Duration.ofSeconds(7));
                }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"status":"fail","reason":"maintenance"}         | false
            {"status":"error","message":"Too many requests"} | false
            {"status":500,"message":"Server Error"}          | false
            {"status":"Fail"}                                | true
            {"status":"Fail","charge":"0.1","message":"no"}  | true
            {"status":"Held","note":"by hand"}               | true
            {"status":"Completed","message":"done"}          | true
            """)
    void what_explains_a_failed_call_is_no_failed_order(String body, boolean seen) {
        panel.answers(body);
        PanelOrderId id = FIVE.getFirst();

        OrderAnswer answer = value(await(panel.client().status(StatusKind.NORMAL, List.of(id))))
                .get(id);

        assertThat(answer).isInstanceOf(seen ? OrderAnswer.Seen.class : OrderAnswer.Unreadable.class);
    }

    @Test
    void what_no_database_takes_is_in_no_answer() {
        PanelOrderId id = FIVE.getFirst();
        panel.answers("{\"status\":\"Pe\\u0000nding\",\"orders\":[\"8\\u00006\",87]}");

        OrderAnswer answer = value(await(panel.client().status(StatusKind.NORMAL, List.of(id))))
                .get(id);

        assertThat(answer).isInstanceOfSatisfying(OrderAnswer.Seen.class, seen -> {
            assertThat(seen.panelStatus()).isEqualTo("Pe\uFFFDnding");
            assertThat(seen.children()).containsExactly(new PanelOrderId("87"));
        });
    }

    private Map<PanelOrderId, RefillAnswer> refill() {
        return value(await(panel.client().refill(FIVE, TestWindow.open())));
    }

    private static <T> T value(Outcome<T> outcome) {
        return ((Outcome.Answered<T>) outcome).value();
    }

    private static OrderContent order(Map<String, String> parameters) {
        return new OrderContent(new ServiceId("1"), "https://example.org/p", 100L, null, parameters);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(1));
    }
}
