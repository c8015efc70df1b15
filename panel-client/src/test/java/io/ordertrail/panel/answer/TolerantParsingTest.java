package io.ordertrail.panel.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefillStatus;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.panel.RefusalKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are on no panel's page: numbers, words, error objects and JSON that is none. */
class TolerantParsingTest {

    private final RefusalTexts refusals = new RefusalTexts(Map.of());
    private final AnswerParser answers = new AnswerParser("USD", refusals);
    private final RepeatingAnswers repeating = new RepeatingAnswers(
            refusals, why -> new Evidence(Instant.EPOCH, Duration.ZERO, OptionalInt.of(200), why, ""));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "0.27819"      | 0.27819
            0.27819        | 0.27819
            "1,234.50000"  | 1234.50000
            "1,234,567"    | 1234567
            "+5"           | 5
            -3             | -3
            "-3"           | -3
            " 12 "         | 12
            1e2            | 1e2
            """)
    void numbers_come_as_numbers_and_texts_with_commas_and_signs(String json, BigDecimal number) throws Exception {
        assertThat(NumberParser.decimal(number(json))).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "null", "\"Unknown\"", "\"n/a\"", "{}", "[]", "\"12abc\"", "true"})
    void what_is_no_number_is_absent(String json) throws Exception {
        assertThat(NumberParser.decimal(number(json))).isNull();
        assertThat(NumberParser.count(number(json))).isNull();
    }

    private static JsonNode number(String json) throws UnreadableAnswerException {
        return AnswerParser.read("{\"n\":" + json + "}").path("n");
    }

    @ParameterizedTest
    @CsvSource({
        "Pending, PENDING",
        "In progress, IN_PROGRESS",
        "Inprogress, IN_PROGRESS",
        "in_progress, IN_PROGRESS",
        "Processing, PROCESSING",
        "Completed, COMPLETED",
        "complete, COMPLETED",
        "Partial, PARTIAL",
        "Canceled, CANCELED",
        "Cancelled, CANCELED",
        "Refunded, REFUNDED",
        "Rejected, CANCELED",
        "Awaiting, PENDING",
        "Holding, ON_HOLD",
        "Fail, FAILED",
        "Failed, FAILED",
        "Error, FAILED",
        "Active, ACTIVE",
        "Paused, ON_HOLD",
        "Expired, EXPIRED",
        "Refill, REFILLING",
        "COMPLETED, COMPLETED",
        "Dormant, UNKNOWN",
        "Under review, UNKNOWN"
    })
    void words_of_orders_are_known_in_any_case_and_kept_where_they_are_not(String word, OrderStatus status)
            throws Exception {
        assertThat(order("{\"status\":\"%s\"}".formatted(word)))
                .isEqualTo(new OrderAnswer.Seen(status, word, null, null, null, List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "Pending, PENDING",
        "In progress, IN_PROGRESS",
        "Completed, COMPLETED",
        "Rejected, REJECTED",
        "Canceled, CANCELED",
        "Error, FAILED",
        "Mysterious, UNKNOWN"
    })
    void words_of_refills_are_known(String word, RefillStatus status) throws Exception {
        assertThat(answers.refillStatus(AnswerParser.read("{\"status\":\"%s\"}".formatted(word))))
                .isEqualTo(new RefillStatusAnswer.Seen(status, word));
    }

    @Test
    void a_null_or_unknown_start_count_is_absent_and_remains_may_be_negative() throws Exception {
        assertThat(order("{\"status\":\"Completed\",\"start_count\":\"Unknown\",\"remains\":-12,\"charge\":null}"))
                .isEqualTo(new OrderAnswer.Seen(OrderStatus.COMPLETED, "Completed", null, -12L, null, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"10\":{\"error\":\"Incorrect order ID\"}}", "{\"10\":\"Incorrect order ID\"}"})
    void an_id_that_is_not_ours_is_denied_in_either_form(String body) throws Exception {
        assertThat(answers.orders(AnswerParser.read(body)))
                .containsEntry(new PanelOrderId("10"), new OrderAnswer.Denied("Incorrect order ID"));
    }

    @Test
    void null_or_another_error_in_place_of_an_order_says_nothing_about_it() throws Exception {
        Map<PanelOrderId, OrderAnswer> read =
                answers.orders(AnswerParser.read("{\"10\":null,\"11\":{\"error\":\"Rate limit exceeded\"}}"));

        assertThat(read.values()).hasSize(2).allMatch(OrderAnswer.Unreadable.class::isInstance);
    }

    @Test
    void an_empty_list_where_an_object_is_meant_is_no_order() throws Exception {
        assertThat(answers.orders(AnswerParser.read("[]"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"order\":23501}",
                "{\"order\":\"23501\"}",
                "{\"status\":\"success\",\"order\":23501}",
                "\uFEFF{\"order\":23501}",
                "<br />\n<b>Warning</b>: Undefined index in /var/www/api.php on line 7<br />\n{\"order\":23501}",
                "{\"order\":23501,}",
                "{\"order\":23501 //dripfeed or normal\n}"
            })
    void an_added_order_is_read_in_all_its_forms(String body) throws Exception {
        assertThat(answers.placed(AnswerParser.read(body)))
                .isEqualTo(new PlacedOrder(new PanelOrderId("23501"), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "<html><body>{\"order\":1}</body></html>",
                "<!DOCTYPE html>\n{\"order\":1}",
                "OK",
                "{\"order\":235",
                "{\"order\":",
                "[{\"order\":1}",
                "{\"order\":\"235",
                "{\"order\":235,\"charge\":1e99999999999}",
                "{\"error\":1e99999999999}"
            })
    void what_is_no_json_or_was_cut_off_is_never_completed_by_guessing(String body) {
        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> answers.placed(AnswerParser.read(body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"order\":null}", "{\"order\":0}", "{\"order\":{}}", "{\"success\":true}", "[]"})
    void an_answer_to_add_without_an_id_is_no_order(String body) {
        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> answers.placed(AnswerParser.read(body)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"order":3,"refill":{"error":"Order not eligible for refill."}}        | NOT_ELIGIBLE
            {"order":3,"error":"Order not eligible for refill."}                   | NOT_ELIGIBLE
            {"order":1,"refill":{"order":100016,"error":"Incorrect order ID"}}     | NOT_FOUND
            {"error":"Incorrect order ID"}                                         | NOT_FOUND
            """)
    void a_refill_is_refused_in_all_its_forms(String body, RefusalKind kind) throws Exception {
        assertThat(repeating.refill(AnswerParser.read(body)))
                .isInstanceOfSatisfying(
                        RefillAnswer.NotTaken.class,
                        answer -> assertThat(answer.refusal().kind()).isEqualTo(kind));
    }

    @Test
    void a_refill_with_an_error_that_is_unknown_may_have_been_taken() throws Exception {
        assertThat(repeating.refill(AnswerParser.read("{\"order\":3,\"refill\":{\"error\":\"Operation timed out\"}}")))
                .isInstanceOf(RefillAnswer.InDoubt.class);
    }

    @Test
    void a_refill_without_an_id_of_its_own_is_taken() throws Exception {
        assertThat(repeating.refill(AnswerParser.read("{\"success\":\"Your order will be refill asap.\"}")))
                .isEqualTo(new RefillAnswer.Taken(Optional.empty()));
    }

    @Test
    void a_refill_that_is_not_found_is_an_answer_about_that_refill() throws Exception {
        assertThat(answers.refillStatuses(
                        AnswerParser.read("[{\"refill\":3,\"status\":{\"error\":\"Refill not found\"}}]")))
                .containsEntry(new RefillId("3"), new RefillStatusAnswer.NotFound("Refill not found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"cancel\":1}", "{\"cancel\":\"88123\"}", "{\"success\":\"We will attempt.\"}"})
    void a_cancel_is_asked_for_in_all_its_forms(String body) throws Exception {
        assertThat(repeating.cancel(AnswerParser.read(body))).isInstanceOf(CancelAnswer.Asked.class);
    }

    @Test
    void a_balance_without_currency_is_in_the_panels_own() throws Exception {
        assertThat(answers.balance(AnswerParser.read("{\"balance\":\"1,000.5\"}")))
                .isEqualTo(Money.of("1000.5", "USD"));
        assertThat(answers.balance(AnswerParser.read("{\"balance\":3,\"currency\":\"eur\"}")))
                .isEqualTo(Money.of("3", "EUR"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Incorrect request                                | BAD_ORDER
            Invalid API key                                  | BAD_KEY
            Incorrect API key                                | BAD_KEY
            Incorrect order ID                               | NOT_FOUND
            Order not found                                  | NOT_FOUND
            Incorrect service ID                             | SERVICE_GONE
            error.incorrect_service_id                       | SERVICE_GONE
            Disabled service ID                              | SERVICE_GONE
            Bad link                                         | BAD_ORDER
            Incorrect link                                   | BAD_ORDER
            Invalid link                                     | BAD_ORDER
            Quantity less than minimal 100                   | BAD_ORDER
            Quantity more than maximum 10000                 | BAD_ORDER
            Order not eligible for refill.                   | NOT_ELIGIBLE
            Order not eligible for cancellation.             | NOT_ELIGIBLE
            Refill not found                                 | NOT_FOUND
            Not enough funds on balance                      | NOT_ENOUGH_FUNDS
            neworder.error.not_enough_funds                  | NOT_ENOUGH_FUNDS
            Rate limit exceeded                              | RATE_LIMITED
            Too many requests                                | RATE_LIMITED
            neworder.error.link_duplicate                    | ACTIVE_LINK
            You have active order with this link. Please wait until order being completed. | ACTIVE_LINK
            """)
    void the_texts_of_refusals_are_known(String text, RefusalKind kind) {
        assertThat(refusals.classify(text)).contains(kind);
        assertThat(refusals.classify("  " + text.toUpperCase(Locale.ROOT))).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Operation timed out after 30001 milliseconds with 0 bytes received",
                "Incorrect order ID, but your order was placed",
                "Internal error",
                "",
                "error"
            })
    void a_text_that_is_unknown_refuses_nothing(String text) {
        assertThat(refusals.classify(text)).isEmpty();
    }

    @Test
    void a_panel_may_have_texts_of_its_own() {
        assertThat(new RefusalTexts(Map.of("Sold out today.", RefusalKind.SERVICE_GONE)).classify("sold out  TODAY"))
                .contains(RefusalKind.SERVICE_GONE);
    }

    private OrderAnswer order(String body) throws UnreadableAnswerException {
        return answers.order(AnswerParser.read(body));
    }
}
