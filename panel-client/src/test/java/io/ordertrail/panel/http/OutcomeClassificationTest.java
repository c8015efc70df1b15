package io.ordertrail.panel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.StatusKind;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known after an {@code add} that went wrong: only a known refusal proves that it was not taken. */
class OutcomeClassificationTest {

    private ScriptedPanel panel = new ScriptedPanel("smmnew");

    @AfterEach
    void close() {
        panel.close();
    }

    @Test
    void without_a_listener_nothing_was_sent() throws Exception {
        panel.stopListening();

        assertThat(add()).isInstanceOf(Outcome.NotSent.class);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("closed after reading", (ScriptedPanel.Script) Socket::close),
                Arguments.of("reset after reading", (ScriptedPanel.Script) socket -> {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }),
                Arguments.of("closed in the headers", (ScriptedPanel.Script)
                        socket -> ScriptedPanel.write(socket, "HTTP/1.1 200 OK\r\nContent-Le")),
                Arguments.of("closed in the body", (ScriptedPanel.Script) socket ->
                        ScriptedPanel.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"order\":1")),
                Arguments.of("no HTTP", (ScriptedPanel.Script) socket -> ScriptedPanel.write(socket, "hello\r\n\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void a_connection_that_fails_after_the_request_left_proves_nothing(String name, ScriptedPanel.Script script) {
        panel.does(script);

        assertThat(add()).as(name).isInstanceOf(Outcome.Unknown.class);
        assertThat(panel.requests()).as("tried once and never again").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void an_answer_with_a_number_that_is_none_of_javas_proves_nothing_and_is_an_outcome_all_the_same(int status) {
        panel.answers(status, "{\"order\":1e99999999999}");

        assertThat(add()).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void who_observes_a_call_may_fail_and_the_outcome_comes_all_the_same() {
        panel.close();
        panel = new ScriptedPanel("smmnew", (name, call) -> outcome -> {
                    throw new IllegalStateException("a meter is broken");
                })
                .answers("{\"order\":235}");

        assertThat(add()).isEqualTo(new Outcome.Answered<>(new PlacedOrder(PanelOrderId.of(235), false)));
    }

    @Test
    void no_answer_in_time_proves_nothing() {
        panel.close();
        panel = new ScriptedPanel("smmnew", Duration.ofMillis(300), 1000).does(OutcomeClassificationTest::untilClosed);

        assertThat(add())
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.evidence().explanation()).contains("no complete answer"));
    }

    private static void untilClosed(Socket socket) throws IOException {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void an_answer_that_is_too_large_is_not_read_to_its_end() {
        panel.close();
        panel = new ScriptedPanel("smmnew", Duration.ofSeconds(10), 1000).answers("[" + " ".repeat(5000) + "]");

        assertThat(add())
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.evidence().explanation()).contains("larger than 1000 bytes"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"error":"Operation timed out after 30001 milliseconds with 0 bytes received"}
            400 | {"error":"Operation timed out after 30001 milliseconds with 0 bytes received"}
            500 | {"error":"Something went wrong"}
            502 | <html><h1>Bad Gateway</h1></html>
            503 | Service Unavailable
            301 | moved
            200 | {"order":7,"error":"Something went wrong"}
            200 | <html>down for maintenance</html>
            """)
    void an_answer_that_is_unknown_proves_nothing_whatever_its_code(int status, String body) {
        panel.answers(status, body);

        assertThat(add()).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 402, 403, 404, 405, 413, 500, 503})
    void a_known_refusal_refuses_whatever_its_code(int status) {
        panel.answers(status, "{\"error\":\"Not enough funds on balance\"}");

        assertThat(add())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().kind()).isEqualTo(RefusalKind.NOT_ENOUGH_FUNDS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Retry-After: 7                             | PT7S
            Retry-After: 999999                        | P1D
            Retry-After: soon                          |
            X-Other: 1                                 |
            """)
    void a_rate_limit_says_when_to_come_back(String header, String wait) {
        panel.answers(429, "slow down", header);

        assertThat(add()).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.refusal().kind()).isEqualTo(RefusalKind.RATE_LIMITED);
            assertThat(refused.refusal().retryAfter().map(Object::toString).orElse(null))
                    .isEqualTo(wait == null ? null : Duration.parse(wait).toString());
        });
    }

    @Test
    void a_redirect_is_not_followed_since_it_would_carry_the_key_away() {
        panel.answers(302, "", "Location: http://127.0.0.1:1/elsewhere");

        assertThat(add()).isInstanceOf(Outcome.Unknown.class);
        assertThat(panel.requests()).hasSize(1);
    }

    @Test
    void a_key_that_the_panel_echoes_is_taken_out_of_the_evidence() {
        panel.answers(500, "{\"error\":\"bad call key=%s&action=add\"}".formatted(ScriptedPanel.KEY));

        Outcome<PlacedOrder> outcome = add();

        assertThat(outcome.toString()).contains("***").doesNotContain(ScriptedPanel.KEY);
        assertThat(panel.client().toString()).doesNotContain(ScriptedPanel.KEY);
    }

    @Test
    void an_error_for_a_batch_says_nothing_about_any_order_in_it() {
        panel.answers("{\"error\":\"Rate limit exceeded\"}");

        Outcome<?> outcome = panel.client()
                .status(StatusKind.NORMAL, List.of(new PanelOrderId("1"), new PanelOrderId("2")))
                .await()
                .atMost(Duration.ofMinutes(1));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void more_than_a_hundred_ids_are_an_internal_error() {
        List<PanelOrderId> ids =
                LongStream.rangeClosed(1, 101).mapToObj(PanelOrderId::of).toList();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> panel.client().status(StatusKind.NORMAL, ids))
                .withMessageContaining("101");
    }

    private Outcome<PlacedOrder> add() {
        return panel.client()
                .add(OrderContent.of(new ServiceId("1"), "https://example.org/p", 100), "Default", TestWindow.open())
                .await()
                .atMost(Duration.ofMinutes(1));
    }
}
