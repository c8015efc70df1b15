package io.ordertrail.panel.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.LearnedRefusals;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.PanelCall;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.answer.AnswerParser;
import io.ordertrail.panel.answer.NumberStyle;
import io.ordertrail.panel.answer.RefusalTexts;
import io.ordertrail.panel.answer.StatusVocabulary;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Reads answers as the client does, without a connection. */
final class AnswerReading {

    static final PanelOrderId ORDER = new PanelOrderId("7");

    private final AnswerParser answers;
    private final ResponseInterpreter interpreter;

    AnswerReading() {
        this(LearnedRefusals.NONE);
    }

    AnswerReading(LearnedRefusals learned) {
        RefusalTexts refusals = new RefusalTexts(new PanelName("a-panel"), Map.of(), learned);
        answers = new AnswerParser("USD", refusals, new StatusVocabulary(Map.of(), Map.of()), NumberStyle.UNKNOWN);
        interpreter = new ResponseInterpreter(
                answers, refusals, new Secret(ScriptedPanel.KEY), InstantSource.fixed(Instant.EPOCH));
    }

    static Outcome<Reply> reply(int status, String body) {
        return reply(status, Buffer.buffer(body), Reply.Headers.NONE);
    }

    static Outcome<Reply> reply(int status, Buffer body, Reply.Headers headers) {
        return new Outcome.Answered<>(new Reply(status, headers, body, Instant.EPOCH, Duration.ZERO));
    }

    Outcome<PlacedOrder> add(int status, String body) {
        return add(reply(status, body));
    }

    Outcome<PlacedOrder> add(Outcome<Reply> reply) {
        return interpreter.read(PanelCall.ADD, reply, answers::placed);
    }

    <T> Outcome<T> read(PanelCall call, String body, ResponseInterpreter.Reader<JsonNode, T> reader) {
        return interpreter.read(call, reply(200, body), reader);
    }

    AnswerParser answers() {
        return answers;
    }

    Outcome<OrderAnswer> status(int status, String body) {
        return interpreter.readOne(PanelCall.STATUS, reply(status, body), answer -> answers.order(answer, ORDER));
    }

    Outcome<Map<PanelOrderId, OrderAnswer>> statuses(String body, long... asked) {
        List<PanelOrderId> ids = ids(asked);
        return interpreter.readStates(PanelCall.STATUS, reply(200, body), answer -> answers.orders(answer, ids));
    }

    RefillAnswer refill(String body) {
        return interpreter.refill(reply(200, body));
    }

    Outcome<Map<PanelOrderId, RefillAnswer>> refills(String body, long... asked) {
        List<PanelOrderId> ids = ids(asked);
        return interpreter.readMany(
                PanelCall.REFILL, reply(200, body), ids.size(), one -> interpreter.refills(one, ids));
    }

    CancelAnswer cancel(String body) {
        return interpreter.cancel(reply(200, body));
    }

    Outcome<Map<PanelOrderId, CancelAnswer>> cancels(String body, long... asked) {
        List<PanelOrderId> ids = ids(asked);
        return interpreter.readMany(
                PanelCall.CANCEL, reply(200, body), ids.size(), one -> interpreter.cancels(one, ids));
    }

    private static List<PanelOrderId> ids(long... asked) {
        return LongStream.of(asked).mapToObj(PanelOrderId::of).toList();
    }
}
