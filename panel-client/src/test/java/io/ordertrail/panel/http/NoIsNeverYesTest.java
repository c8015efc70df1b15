package io.ordertrail.panel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.RefillAnswer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Errors in all the shapes that panels give them, made by chance from fixed seeds: none is ever read as a yes. */
class NoIsNeverYesTest {

    private static final int ANSWERS = 20_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> TEXTS = List.of(
            "Not enough funds on balance",
            "Incorrect service ID",
            "Order placed? No.",
            "error 17",
            "Bad link",
            "Gateway timeout",
            "x",
            "12345",
            "true",
            "Заказ не создан",
            "Refill not allowed",
            "Cancellation failed",
            "-1",
            "null",
            "Success is not ours",
            "\u0000",
            "\ud83d",
            "😀 no",
            "neworder.error.link",
            "Rate limit exceeded",
            "You have an active order",
            "€",
            "Thank you, no");
    private static final List<String> ERRORS = List.of("error", "errors", "Error", "ERROR", "error_message", "err");
    private static final List<String> IDS =
            List.of("order", "order_id", "orderId", "id", "refill", "refill_id", "cancel");

    private final AnswerReading reading = new AnswerReading();
    private final Random random = new Random(17);

    @Test
    void an_error_of_any_shape_is_no_order() throws Exception {
        for (int i = 0; i < ANSWERS; i++) {
            String body = JSON.writeValueAsString(wrapped(withError()));
            Outcome<PlacedOrder> outcome = reading.add(status(), body);
            assertThat(outcome).as(body).isNotInstanceOf(Outcome.Answered.class);
        }
    }

    @Test
    void an_error_of_any_shape_is_no_refill_and_no_cancellation() throws Exception {
        for (int i = 0; i < ANSWERS; i++) {
            String body = JSON.writeValueAsString(wrapped(withError()));
            assertThat(reading.refill(body)).as(body).isNotInstanceOf(RefillAnswer.Taken.class);
            boolean already = body.contains("already");
            assertThat(already || !(reading.cancel(body) instanceof CancelAnswer.Asked))
                    .as(body)
                    .isTrue();
        }
    }

    @Test
    void an_error_of_any_shape_is_no_state_of_an_order() throws Exception {
        for (int i = 0; i < ANSWERS; i++) {
            String body = JSON.writeValueAsString(wrapped(withError()));
            Outcome<OrderAnswer> outcome = reading.status(200, body);
            boolean seen = outcome instanceof Outcome.Answered<OrderAnswer>(OrderAnswer answer)
                    && answer instanceof OrderAnswer.Seen;
            assertThat(seen).as(body).isFalse();
        }
    }

    @Test
    void what_is_no_id_is_never_an_order() throws Exception {
        List<JsonNode> noIds = List.of(
                NODES.numberNode(0),
                NODES.numberNode(-1),
                NODES.numberNode(1.5),
                NODES.booleanNode(true),
                NODES.booleanNode(false),
                NODES.nullNode(),
                NODES.textNode(""),
                NODES.textNode("true"),
                NODES.textNode("-5"),
                NODES.textNode("Array"),
                NODES.textNode("Order 5 placed"),
                NODES.textNode("0"),
                NODES.textNode("a\u00005"),
                NODES.textNode("5\ud83d"),
                NODES.arrayNode(),
                NODES.objectNode());
        for (JsonNode none : noIds) {
            for (String name : IDS.subList(0, 4)) {
                String body = JSON.writeValueAsString(NODES.objectNode().set(name, none));
                assertThat(reading.add(200, body)).as(body).isNotInstanceOf(Outcome.Answered.class);
            }
        }
    }

    private int status() {
        return List.of(200, 200, 201, 400, 401, 402, 403, 404, 422, 429, 500, 503)
                .get(random.nextInt(12));
    }

    /** An answer that says no, perhaps beside an id, a success, and what else panels put there. */
    private ObjectNode withError() {
        ObjectNode answer = NODES.objectNode();
        if (random.nextInt(3) == 0) {
            answer.put(pick(IDS), 1 + random.nextInt(100_000));
        }
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> answer.set(pick(ERRORS), error(0));
            case 3 -> answer.put("success", false).set("message", error(0));
            case 4 ->
                answer.put("status", pick(List.of("error", "fail", "failed", "Failure")))
                        .set("data", error(0));
            default -> answer.put(pick(List.of("success", "ok")), pick(List.of("false", "0", "no")));
        }
        if (random.nextInt(3) == 0 && !answer.has("success")) {
            answer.put("success", true);
        }
        if (random.nextInt(4) == 0 && !answer.has("status")) {
            answer.put("status", pick(List.of("Pending", "success", "ok")));
        }
        return answer;
    }

    private JsonNode error(int depth) {
        return switch (depth < 3 ? random.nextInt(6) : 0) {
            case 0, 1 -> NODES.textNode(text());
            case 2 -> NODES.booleanNode(true);
            case 3 -> NODES.objectNode().set(pick(List.of("message", "msg", "text", "link", "0")), error(depth + 1));
            case 4 -> NODES.objectNode().put("code", 1 + random.nextInt(900)).set("message", error(depth + 1));
            default -> {
                ArrayNode list = NODES.arrayNode();
                for (int i = 0; i <= random.nextInt(3); i++) {
                    list.add(error(depth + 1));
                }
                yield list;
            }
        };
    }

    /** No text that panels use for "no error". */
    private String text() {
        String text = pick(TEXTS);
        return text.equals("null") || text.isBlank() ? "Bad link" : text;
    }

    private JsonNode wrapped(JsonNode answer) {
        return switch (random.nextInt(5)) {
            case 0 -> NODES.objectNode().set(pick(List.of("data", "result", "response")), answer);
            case 1 -> NODES.objectNode().put("status", "success").set("data", answer);
            case 2 -> NODES.arrayNode().add(answer);
            default -> answer;
        };
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
