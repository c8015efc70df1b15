package io.ordertrail.panel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.EvidenceKind;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.PlacedOrder;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no text, redirects, and firewalls: nothing is concluded, and an operator reads which it is. */
class InterceptedAnswersTest {

    private static final String ORDER = "{\"order\":23501}";

    private final AnswerReading reading = new AnswerReading();

    static Stream<Arguments> bytes() {
        return Stream.of(
                Arguments.of("gzip", gzip(ORDER)),
                Arguments.of("zstd", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 1, 2, 3}),
                Arguments.of("UTF-16", ORDER.getBytes(StandardCharsets.UTF_16)),
                Arguments.of("UTF-16", ORDER.getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of("UTF-16", ORDER.getBytes(StandardCharsets.UTF_16BE)),
                Arguments.of("NUL", (ORDER + "\0").getBytes(StandardCharsets.UTF_8)),
                Arguments.of("NUL", "{\"error\":\"Bad\0 link\"}".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bytes")
    void bytes_that_are_no_text_prove_nothing_and_can_be_kept(String what, byte[] body) {
        Evidence evidence = evidence(reading.add(AnswerReading.reply(200, Buffer.buffer(body), Reply.Headers.NONE)));

        assertThat(evidence.kind()).isEqualTo(EvidenceKind.UNREADABLE);
        assertThat(evidence.explanation()).contains(what);
        assertThat(evidence.summary()).doesNotContain("\0").startsWith("the body");
    }

    @Test
    void an_encoding_that_cannot_be_read_is_named() {
        Reply.Headers brotli = new Reply.Headers(null, null, "br");

        Evidence evidence = evidence(reading.add(AnswerReading.reply(200, Buffer.buffer("x"), brotli)));

        assertThat(evidence.explanation()).contains("'br'");
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 308})
    void a_permanent_redirect_is_not_sent_and_says_where_the_url_should_point(int status) {
        Outcome<PlacedOrder> outcome =
                reading.add(redirect(status, "https://panel.example:8443/api/v2?key=s3cr3t%2bkey"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.NotSent.class,
                        notSent -> assertThat(notSent.cause())
                                .contains("https://panel.example:8443/api/v2", "url", String.valueOf(status))
                                .doesNotContain("s3cr3t"));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 303, 307})
    void any_other_redirect_may_come_after_the_order_was_taken(int status) {
        Evidence evidence = evidence(reading.add(redirect(status, "/login")));

        assertThat(evidence.kind()).isEqualTo(EvidenceKind.INTERCEPTED);
        assertThat(evidence.explanation()).contains("/login");
    }

    private static Outcome<Reply> redirect(int status, String location) {
        return AnswerReading.reply(status, Buffer.buffer(), new Reply.Headers(null, location, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            403 ; <html><head><title>Just a moment...</title></head></html>           ; Just a moment...
            503 ; <html><head><title>Attention Required! | Cloudflare</title></html>  ; Attention Required!
            200 ; <html><body>Please complete the CAPTCHA</body></html>               ; captcha
            406 ; <html><head><title>Not Acceptable!</title></head>Mod_Security</html>; Not Acceptable!
            """)
    void a_firewall_is_named_with_the_settings_that_may_help(int status, String body, String sign) {
        Evidence evidence = evidence(reading.add(status, body));

        assertThat(evidence.kind()).isEqualTo(EvidenceKind.INTERCEPTED);
        assertThat(evidence.explanation()).contains("firewall", sign, "user-agent", "headers");
    }

    @Test
    void the_user_agent_and_more_headers_are_settings_of_a_panel() {
        try (ScriptedPanel panel =
                ScriptedPanel.with("Mozilla/5.0", Map.of("X-Client", "shop 7")).answers(ORDER)) {
            assertThat(panel.client()
                            .add(
                                    OrderContent.of(new ServiceId("1"), "https://example.org/p", 100),
                                    "Default",
                                    TestWindow.open())
                            .await()
                            .atMost(Duration.ofMinutes(1)))
                    .isInstanceOf(Outcome.Answered.class);

            assertThat(panel.heads().getFirst().toLowerCase(Locale.ROOT))
                    .contains("user-agent: mozilla/5.0", "x-client: shop 7");
        }
    }

    private static Evidence evidence(Outcome<PlacedOrder> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
        return ((Outcome.Unknown<PlacedOrder>) outcome).evidence();
    }
}
