package io.ordertrail.panel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.RefillAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of the field, arranged by what they mean, in {@code src/test/resources/answers/}. */
class AnswerCorpusTest {

    private final AnswerReading reading = new AnswerReading();

    static Stream<Arguments> add() {
        return lines("add.txt", 3);
    }

    @ParameterizedTest(name = "{0} <- {1} {2}")
    @MethodSource("add")
    void add_is_read_by_what_the_answer_says(String expected, String status, String body) {
        assertThat(ofAdd(expected, reading.add(Integer.parseInt(status), body))).isEqualTo(expected);
    }

    private static String ofAdd(String expected, Outcome<PlacedOrder> outcome) {
        return switch (outcome) {
            case Outcome.Answered<PlacedOrder>(PlacedOrder placed) -> "accepted " + placed.id();
            case Outcome.Refused<PlacedOrder>(var refusal) -> "refused " + refusal.kind();
            case Outcome.NotSent<PlacedOrder> _ -> "not-sent";
            case Outcome.Unknown<PlacedOrder>(var evidence) ->
                expected.equals("doubt")
                        ? "doubt"
                        : "doubt "
                                + evidence.kind()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-');
        };
    }

    static Stream<Arguments> status() {
        return lines("status.txt", 2);
    }

    @ParameterizedTest(name = "{0} <- {1}")
    @MethodSource("status")
    void status_is_read_by_what_the_answer_says(String expected, String body) {
        assertThat(ofStatus(reading.status(200, body))).isEqualTo(expected);
    }

    private static String ofStatus(Outcome<OrderAnswer> outcome) {
        return switch (outcome) {
            case Outcome.Answered<OrderAnswer>(OrderAnswer answer) -> ofStatus(answer);
            case Outcome.Refused<OrderAnswer>(var refusal) -> "refused " + refusal.kind();
            case Outcome.NotSent<OrderAnswer> _ -> "not-sent";
            case Outcome.Unknown<OrderAnswer> _ -> "doubt";
        };
    }

    private static String ofStatus(OrderAnswer answer) {
        return switch (answer) {
            case OrderAnswer.Seen seen ->
                "seen %s %s %s %s"
                        .formatted(
                                seen.status(),
                                orDash(seen.startCount()),
                                orDash(seen.remains()),
                                seen.charge() == null
                                        ? "-"
                                        : seen.charge().amount().toPlainString() + " "
                                                + seen.charge().currency());
            case OrderAnswer.Denied _ -> "denied";
            case OrderAnswer.Unreadable _ -> "unreadable";
        };
    }

    private static String orDash(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    static Stream<Arguments> refill() {
        return lines("refill.txt", 2);
    }

    @ParameterizedTest(name = "{0} <- {1}")
    @MethodSource("refill")
    void refill_is_read_by_what_the_answer_says(String expected, String body) {
        assertThat(ofRefill(reading.refill(body))).isEqualTo(expected);
    }

    private static String ofRefill(RefillAnswer answer) {
        return switch (answer) {
            case RefillAnswer.Taken(var id) ->
                "taken" + id.map(known -> " " + known).orElse("");
            case RefillAnswer.NotTaken(var refusal) -> "refused " + refusal.kind();
            case RefillAnswer.NotAsked _ -> "not-asked";
            case RefillAnswer.InDoubt _ -> "doubt";
        };
    }

    static Stream<Arguments> cancel() {
        return lines("cancel.txt", 2);
    }

    @ParameterizedTest(name = "{0} <- {1}")
    @MethodSource("cancel")
    void cancel_is_read_by_what_the_answer_says(String expected, String body) {
        String actual = switch (reading.cancel(body)) {
            case CancelAnswer.Asked _ -> "asked";
            case CancelAnswer.NotCanceled _ -> "refused";
            case CancelAnswer.InDoubt _ -> "doubt";
        };

        assertThat(actual).isEqualTo(expected);
    }

    private static Stream<Arguments> lines(String file, int parts) {
        return read(file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\|", parts))
                .map(line -> Arguments.of(Stream.of(line).map(String::strip).toArray()));
    }

    private static String read(String file) {
        try (InputStream in = Objects.requireNonNull(AnswerCorpusTest.class.getResourceAsStream("/answers/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
