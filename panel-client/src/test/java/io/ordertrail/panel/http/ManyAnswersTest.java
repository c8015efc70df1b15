package io.ordertrail.panel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers about several orders: by id, by position, in wrappers; and errors in place of all of them. */
class ManyAnswersTest {

    private final AnswerReading reading = new AnswerReading();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"1\":{\"status\":\"Completed\"},\"2\":{\"error\":\"Incorrect order ID\"}}",
                "{\"1\":\"Completed\",\"2\":\"Incorrect order ID\"}",
                "{\"status\":\"success\",\"data\":{\"1\":{\"status\":\"Completed\"},\"2\":{\"error\":\"Incorrect order ID\"}}}",
                "{\"orders\":{\"1\":{\"status\":\"Completed\"},\"2\":{\"error\":\"Incorrect order ID\"}}}",
                "[{\"order\":1,\"status\":\"Completed\"},{\"order\":2,\"error\":\"Incorrect order ID\"}]",
                "[{\"order_id\":\"1\",\"status\":\"Completed\"},{\"order_id\":\"2\",\"error\":\"Incorrect order ID\"}]",
                "[{\"id\":1,\"status\":\"Completed\"},{\"id\":2,\"error\":\"Incorrect order ID\"}]",
                "{\"data\":[{\"orderId\":1,\"status\":\"Completed\"},{\"orderId\":2,\"error\":\"Incorrect order ID\"}]}",
                "[{\"1\":{\"status\":\"Completed\"}},{\"2\":{\"error\":\"Incorrect order ID\"}}]",
                "[{\"status\":\"Completed\"},{\"error\":\"Incorrect order ID\"}]",
                "[\"Completed\",\"Incorrect order ID\"]"
            })
    void orders_are_found_wherever_their_ids_are(String body) {
        Map<PanelOrderId, OrderAnswer> answers = value(reading.statuses(body, 1, 2));

        assertThat(answers).containsOnlyKeys(PanelOrderId.of(1), PanelOrderId.of(2));
        assertThat(answers.get(PanelOrderId.of(1)))
                .isInstanceOfSatisfying(
                        OrderAnswer.Seen.class,
                        seen -> assertThat(seen.status()).isEqualTo(OrderStatus.COMPLETED));
        assertThat(answers.get(PanelOrderId.of(2))).isInstanceOf(OrderAnswer.Denied.class);
    }

    @Test
    void a_list_without_ids_is_not_read_by_position_where_the_order_of_the_ids_leaves_a_choice() {
        assertThat(reading.statuses("[{\"status\":\"Completed\"},{\"status\":\"Pending\"}]", 2, 1))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(reading.statuses("[{\"status\":\"Completed\"}]", 1, 2)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void an_id_that_was_not_asked_about_is_no_answer() {
        assertThat(value(reading.statuses("{\"1\":{\"status\":\"Pending\"},\"9\":{\"status\":\"Completed\"}}", 1, 2)))
                .containsOnlyKeys(PanelOrderId.of(1));
        assertThat(reading.statuses("[{\"id\":9,\"status\":\"Completed\"},{\"id\":2,\"status\":\"Completed\"}]", 1, 2))
                .isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"fail\",\"message\":\"Maintenance, try later\"}",
                "{\"error\":\"Something strange\"}",
                "{\"success\":false}",
                "{\"status\":\"Completed\",\"charge\":\"1\"}",
                "{\"message\":\"hello\"}"
            })
    void what_names_no_order_is_an_answer_about_none(String body) {
        assertThat(reading.statuses(body, 1, 2)).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"error":"Incorrect order ID"}                              | NOT_FOUND        | false
            {"error":"Order not eligible for refill."}                  | NOT_ELIGIBLE     | false
            {"success":false,"message":"Refill is disabled"}            | NOT_ELIGIBLE     | false
            {"error":{"message":"Incorrect request"}}                   | BAD_ORDER        | false
            {"error":"Rate limit exceeded"}                             | RATE_LIMITED     | true
            {"status":"error","message":"Invalid API key"}              | BAD_KEY          | true
            {"error":["Not enough funds on balance"]}                   | NOT_ENOUGH_FUNDS | true
            """)
    void one_error_for_many_says_whether_it_holds_for_each_of_them(String body, RefusalKind kind, boolean forEach) {
        Refusal refusal = refusal(reading.refills(body, 1, 2));

        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.ofBatch()).isTrue();
        assertThat(refusal.holdsForEachOrder()).isEqualTo(forEach);
        assertThat(refusal(reading.statuses(body, 1, 2)).ofBatch()).isTrue();
        assertThat(refusal(reading.cancels(body, 1, 2)).holdsForEachOrder()).isEqualTo(forEach);
    }

    @Test
    void one_error_for_one_order_in_the_form_for_many_is_about_that_order() {
        Outcome<Map<PanelOrderId, CancelAnswer>> outcome =
                reading.cancels("{\"error\":\"Order not eligible for cancellation.\"}", 1);

        assertThat(refusal(outcome).holdsForEachOrder()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"order\":1,\"refill\":11},{\"order\":2,\"error\":\"Refill is disabled for this service\"}]",
                "{\"1\":{\"refill\":11},\"2\":{\"error\":\"Refill is disabled for this service\"}}",
                "{\"1\":11,\"2\":\"Refill is disabled for this service\"}",
                "{\"success\":true,\"data\":[{\"order_id\":1,\"refill_id\":11},{\"order_id\":2,\"success\":false}]}",
                "[{\"refill\":11},{\"refill\":\"Refill request has been rejected\"}]"
            })
    void refills_of_many_are_read_order_by_order(String body) {
        Map<PanelOrderId, RefillAnswer> answers = value(reading.refills(body, 1, 2));

        assertThat(answers.get(PanelOrderId.of(1)))
                .isInstanceOfSatisfying(
                        RefillAnswer.Taken.class,
                        taken -> assertThat(taken.id().orElseThrow().value()).isEqualTo("11"));
        assertThat(answers.get(PanelOrderId.of(2))).isInstanceOf(RefillAnswer.NotTaken.class);
    }

    @Test
    void one_yes_for_many_refills_is_a_yes_to_none_of_them() {
        assertThat(reading.refills("{\"success\":true}", 1, 2)).isInstanceOf(Outcome.Unknown.class);
    }

    private static <T> T value(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered<T>) outcome).value();
    }

    private static <T> Refusal refusal(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<T>) outcome).refusal();
    }
}
