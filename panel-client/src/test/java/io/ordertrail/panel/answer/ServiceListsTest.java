package io.ordertrail.panel.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.panel.ServiceListing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of services: an oddity costs the entry that has it, at most. */
class ServiceListsTest {

    private final AnswerParser answers = new AnswerParser("USD", new RefusalTexts(Map.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"service\":1,\"name\":\"A\",\"rate\":\"0.90\",\"min\":\"50\",\"max\":\"10000\"}]",
                "{\"status\":\"success\",\"data\":[{\"service\":1,\"name\":\"A\",\"rate\":\"0.90\",\"min\":\"50\",\"max\":\"10000\"}]}",
                "{\"services\":[{\"service\":1,\"name\":\"A\",\"rate\":\"0.90\",\"min\":\"50\",\"max\":\"10000\"}]}",
                "{\"success\":true,\"data\":{\"services\":[{\"service\":1,\"name\":\"A\",\"rate\":\"0.90\",\"min\":\"50\",\"max\":\"10000\"}]}}",
                "{\"1\":{\"name\":\"A\",\"rate\":\"0.90\",\"min\":\"50\",\"max\":\"10000\"}}",
                "{\"Instagram\":[{\"service\":1,\"name\":\"A\",\"rate\":\"0.90\",\"min\":\"50\",\"max\":\"10000\"}]}",
                "[{\"id\":\"1\",\"service\":\"A\",\"price\":\"$0.90\",\"min\":50,\"max\":\"10,000\"}]",
                "[{\"service_id\":1,\"name\":\"A\",\"rate\":\"0,90\",\"min\":\"50\",\"max\":\"10 000\"}]",
                "[{\"service\":1,\"name\":\"A\",\"rate\":\"0.90 USD\",\"min\":\"50\",\"max\":\"10.000\"},{\"service\":2,\"rate\":\"1\",\"min\":\"1\",\"max\":\"1.234.567\"}]"
            })
    void a_list_is_found_in_its_wrappers_and_under_its_names(String body) throws Exception {
        ServiceListing service = answers.services(AnswerParser.read(body)).getFirst();

        assertThat(service.id()).isEqualTo(new ServiceId("1"));
        assertThat(service.name()).isEqualTo("A");
        assertThat(service.rate()).isEqualTo(Money.of("0.90", "USD"));
        assertThat(service.minimum()).isEqualTo(50);
        assertThat(service.maximum()).isEqualTo(10_000);
    }

    @Test
    void of_a_service_that_is_listed_twice_the_last_counts() throws Exception {
        List<ServiceListing> services = services("""
                [{"service":1,"rate":"1"},{"service":2,"rate":"2"},{"service":1,"rate":"3"}]""");

        assertThat(services).extracting(service -> service.id().value()).containsExactly("2", "1");
        assertThat(services.getLast().rate()).isEqualTo(Money.of("3", "USD"));
    }

    @Test
    void what_cannot_be_read_costs_that_entry_alone() throws Exception {
        assertThat(services("""
                [{"service":1,"rate":"1.20"},{"service":2,"rate":"free"},{"service":null,"rate":1},{"service":-3,"rate":1},"x",null,
                 {"service":4,"rate":"0,5 EUR"},{"service":5,"rate":"-1"}]""")).extracting(service -> service.id().value()).containsExactly("1", "4");
    }

    @Test
    void a_list_without_a_readable_service_is_none() {
        assertThatExceptionOfType(UnreadableAnswerException.class).isThrownBy(() -> services("[{\"service\":1}]"));
        assertThatExceptionOfType(UnreadableAnswerException.class).isThrownBy(() -> services("{\"hello\":\"world\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            50  | 10000 | 50 | 10000
            50  | 0     | 50 | 9223372036854775807
            50  | -1    | 50 | 9223372036854775807
            50  | 10    | 1  | 9223372036854775807
            0   | 100   | 1  | 100
            x   | y     | 1  | 9223372036854775807
            """)
    void a_limit_that_makes_no_sense_is_no_limit(String min, String max, long minimum, long maximum) throws Exception {
        ServiceListing service = services(
                        "[{\"service\":1,\"rate\":1,\"min\":\"%s\",\"max\":\"%s\"}]".formatted(min, max))
                .getFirst();

        assertThat(service.minimum()).isEqualTo(minimum);
        assertThat(service.maximum()).isEqualTo(maximum);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Likes R30                      | -       | true
            Likes [30 Days Refill]         | -       | true
            Likes ♻️ 365 Days              | -       | true
            Likes AR60                     | -       | true
            Takipçi 30 Gün Garantili       | -       | true
            Likes No Refill                | -       | false
            Likes [Refill: No]             | -       | false
            Likes NR                       | -       | false
            Likes                          | -       | false
            Likes R30                      | false   | false
            Likes                          | "1"     | true
            Likes                          | "Yes"   | true
            Likes R30                      | "maybe" | true
            Likes R30                      | 0       | false
            """)
    void where_the_flag_is_missing_the_name_says_whether_there_are_refills(String name, String flag, boolean refill)
            throws Exception {
        String field = flag == null ? "" : ",\"refill\":" + flag;

        assertThat(services("[{\"service\":1,\"rate\":1,\"name\":\"%s\"%s}]".formatted(name, field))
                        .getFirst()
                        .refill())
                .isEqualTo(refill);
    }

    @Test
    void names_are_unescaped_once() throws Exception {
        ServiceListing service = services("""
                [{"service":1,"rate":1,"name":"Old &amp; &quot;Real&quot; &#039;x&#x27; &amp;lt; &unknown; R&D","category":"A &gt; B"}]""").getFirst();

        assertThat(service.name()).isEqualTo("Old & \"Real\" 'x' &lt; &unknown; R&D");
        assertThat(service.category()).isEqualTo("A > B");
    }

    private List<ServiceListing> services(String body) throws UnreadableAnswerException {
        return answers.services(AnswerParser.read(body));
    }
}
