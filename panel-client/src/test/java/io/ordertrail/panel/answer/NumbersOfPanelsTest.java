package io.ordertrail.panel.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.ServiceListing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as panels write them: read right, or not at all. */
class NumbersOfPanelsTest {

    private final AnswerParser answers = new AnswerParser("USD", new RefusalTexts(Map.of()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0,90            | 0.90
            0,27819         | 0.27819
            12,5            | 12.5
            1 234,56        | 1234.56
            1.234,56        | 1234.56
            1,234.56        | 1234.56
            12,34,567.00    | 1234567.00
            1.234.567       | 1234567
            1234,567        | 1234.567
            0,125           | 0.125
            1'234.50        | 1234.50
            1 234,567       | 1234.567
            $0.90           | 0.90
            0.90 USD        | 0.90
            USD 0.90        | 0.90
            -$1.20          | -1.20
            € 1,20          | 1.20
            1,20 €          | 1.20
            ₺1.234,50       | 1234.50
            Rs. 90.5        | 90.5
            R$ 1.234,50     | 1234.50
            90 руб.         | 90
            ١٢٫٥            | 12.5
            １２．５         | 12.5
            .5              | 0.5
            5.              | 5
            1.0E-5          | 0.00001
            −3.5            | -3.5
            """)
    void an_amount_is_read_in_the_marks_that_it_has(String text, BigDecimal amount) {
        assertThat(NumberText.of(text).value(NumberStyle.UNKNOWN)).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.250", "1,250", "12.000", "999,999", "$1.250"})
    void an_amount_that_can_be_read_in_two_ways_is_not_read(String text) {
        assertThat(NumberText.of(text).isAmbiguous()).isTrue();
        assertThat(NumberText.of(text).value(NumberStyle.UNKNOWN)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Unknown",
                "n/a",
                "12abc",
                "1.2.3",
                "1,23.4",
                "1.23,4.5",
                "1 2",
                "--1",
                ".",
                ",",
                "1e999",
                "0x10",
                "1.20 per 1000",
                "1..2",
                "USD EUR",
                "1-2",
                "$",
                "12.345.6"
            })
    void what_is_no_number_is_absent(String text) {
        NumberText number = NumberText.of(text);

        assertThat(number.value(NumberStyle.POINT)).isNull();
        assertThat(number.value(NumberStyle.COMMA)).isNull();
        assertThat(number.count(NumberStyle.UNKNOWN)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            1.250     | 1250
            1,250     | 1250
            1,000     | 1000
            1.000     | -
            1 250     | 1250
            3572      | 3572
            +5        | 5
            """)
    void a_count_has_no_decimals(String text, Long count) {
        assertThat(NumberParser.count(TextNode.valueOf(text))).isEqualTo(count);
    }

    /** Whatever the marks: what a panel wrote is read back, or nothing is. */
    @Test
    void no_amount_is_ever_read_wrong() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            boolean comma = random.nextBoolean();
            DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
            symbols.setDecimalSeparator(comma ? ',' : '.');
            symbols.setGroupingSeparator(comma ? '.' : ',');
            DecimalFormat format = new DecimalFormat("0", symbols);
            format.setGroupingUsed(random.nextBoolean());
            format.setGroupingSize(3);
            int decimals = random.nextInt(6);
            format.setMinimumFractionDigits(decimals);
            format.setMaximumFractionDigits(decimals);
            BigDecimal amount = BigDecimal.valueOf(random.nextDouble() * Math.pow(10, random.nextInt(8)))
                    .setScale(decimals, RoundingMode.HALF_EVEN);
            NumberText text = NumberText.of(format.format(amount));
            BigDecimal read = text.value(NumberStyle.UNKNOWN);
            if (read != null) {
                assertThat(read).as(format.format(amount)).isEqualByComparingTo(amount);
            }
            assertThat(text.value(comma ? NumberStyle.COMMA : NumberStyle.POINT))
                    .as(format.format(amount))
                    .isEqualByComparingTo(amount);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            "1.250" "0.90"          | 1.250
            "1.250" "0,90"          | 1250
            "1.250" "1.234,50"      | 1250
            "1.250" "2.500" "250"   | 1250
            "1.255" "2.500" "2500"  | 1.255
            "1.255" "2.555"         | -
            "1.250" "0.90" "0,90"   | -
            1.250 "2.500"           | 1.250
            """)
    void the_other_rates_of_a_list_show_how_its_numbers_are_written(String rates, BigDecimal first) throws Exception {
        List<ServiceListing> services = answers.services(list(rates.split(" ")));

        assertThat(services.stream()
                        .filter(service -> service.id().equals(new ServiceId("1")))
                        .map(service -> service.rate().amount())
                        .findFirst()
                        .orElse(null))
                .usingComparator(Comparator.nullsFirst(BigDecimal::compareTo))
                .isEqualTo(first);
    }

    private static JsonNode list(String... rates) throws UnreadableAnswerException {
        StringBuilder list = new StringBuilder("[{\"service\":99,\"rate\":1}");
        for (int i = 0; i < rates.length; i++) {
            list.append(",{\"service\":")
                    .append(i + 1)
                    .append(",\"rate\":")
                    .append(rates[i])
                    .append('}');
        }
        return AnswerParser.read(list.append(']').toString());
    }

    @Test
    void what_was_read_before_decides_what_can_be_read_in_two_ways() throws Exception {
        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> answers.balance(AnswerParser.read("{\"balance\":\"1.250\"}")))
                .withMessageContaining("two ways");

        answers.order(AnswerParser.read("{\"status\":\"Pending\",\"charge\":\"0,27\"}"));

        assertThat(answers.balance(AnswerParser.read("{\"balance\":\"1.250\"}")))
                .isEqualTo(Money.of("1250", "USD"));
    }

    @Test
    void a_currency_without_small_change_has_no_decimals() throws Exception {
        assertThat(answers.balance(AnswerParser.read("{\"balance\":\"150.000\",\"currency\":\"IDR\"}")))
                .isEqualTo(Money.of("150000", "IDR"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"balance":"100.84292","currency":"USD"}                   | 100.84292 | USD
            {"balance":"12,5"}                                         | 12.5      | USD
            {"balance":"1 234,56"}                                     | 1234.56   | USD
            {"balance":"1.234,56"}                                     | 1234.56   | USD
            {"status":"success","data":{"balance":12.3,"currency":"EUR"}} | 12.3   | EUR
            {"balance":{"amount":"5.50","currency":"EUR"}}             | 5.50      | EUR
            {"balance":"€5,50"}                                        | 5.50      | EUR
            """)
    void a_balance_is_read_in_its_forms(String body, BigDecimal amount, String currency) throws Exception {
        Money balance = answers.balance(AnswerParser.read(body));

        assertThat(balance.amount()).isEqualByComparingTo(amount);
        assertThat(balance.currency()).isEqualTo(currency);
    }

    /** At smmowner the status of one order has no currency, and the status of many has. */
    @Test
    void the_currency_that_the_panel_stated_for_orders_before_holds_for_an_order_without_one() throws Exception {
        answers.order(AnswerParser.read("{\"status\":\"Pending\",\"charge\":\"0.5\",\"currency\":\"INR\"}"));

        OrderAnswer answer = answers.order(AnswerParser.read("{\"status\":\"Pending\",\"charge\":\"0.5\"}"));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        OrderAnswer.Seen.class,
                        seen -> assertThat(seen.charge()).isEqualTo(Money.of("0.5", "INR")));
    }
}
