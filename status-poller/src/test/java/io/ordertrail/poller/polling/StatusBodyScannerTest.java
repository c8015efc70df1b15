package io.ordertrail.poller.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusBodyScannerTest {

    private final Map<String, String> found = new LinkedHashMap<>();
    private final Map<String, Long> marks = new LinkedHashMap<>();

    @Test
    void hands_out_each_entry_as_it_is_written() {
        assertThat(scan("""
                {
                  "1": {"charge": "0.27819", "status": "In } progress\\"", "a": [{"b": 1}]},
                  "10" : {"error":"Incorrect order ID"} ,
                  "100":"Incorrect order ID"
                }
                """)).isTrue();

        assertThat(found)
                .containsEntry("1", "{\"charge\": \"0.27819\", \"status\": \"In } progress\\\"\", \"a\": [{\"b\": 1}]}")
                .containsEntry("10", "{\"error\":\"Incorrect order ID\"}")
                .containsEntry("100", "\"Incorrect order ID\"");
    }

    @Test
    void the_same_bytes_have_the_same_mark_and_others_another() {
        scan("{\"1\":{\"status\":\"Pending\",\"remains\":\"10\"},\"2\":{\"status\":\"Pending\",\"remains\":\"10\"},"
                + "\"3\":{\"status\":\"Pending\",\"remains\":\"11\"}}");

        assertThat(marks.get("1")).isEqualTo(marks.get("2")).isNotEqualTo(marks.get("3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "[]",
                "{}",
                "<html>",
                "\uFEFF{\"1\":{}}",
                "Warning: x\n{\"1\":{}}",
                "{\"1\":{\"status\":\"Pend",
                "{\"1\":{}",
                "{\"1\":{},}",
                "{\"1\":{}} trailing",
                "{\"1\":null}",
                "{\"1\":5}",
                "{'1':{}}",
                "{1:{}}",
                "[\"12\": {}]",
                "{\"A\\/18\":{\"status\":\"Pending\"}}",
                "{\"1\":{},\"\\u00e919\":{}}"
            })
    void gives_up_what_is_written_any_other_way(String body) {
        assertThat(scan(body)).isFalse();
    }

    @Test
    void every_beginning_of_an_answer_is_given_up() {
        String whole = "{\"1\":{\"status\":\"Pending\"},\"2\":\"x\"}";
        for (int length = 0; length < whole.length(); length++) {
            assertThat(scan(whole.substring(0, length))).isFalse();
        }
        assertThat(scan(whole)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"1\":{\"status\":\"Pending\",\"remains\":\"11\"},\"2\":\"y\"}",
                "{\"1\":{\"status\":\"Pending\",\"remains\":\"1\"},\"2\":\"yy\"}",
                "{\"1\":{\"status\":\"Pending\",\"remains\":\"10\",\"charge\":\"1\"},\"2\":\"\"}",
                "{\"1\": {\"status\":\"Pending\",\"remains\":\"10\"}, \"2\": \"x\"}",
                "{\"1\":\"x\",\"2\":{\"status\":\"Pending\",\"remains\":\"10\"}}",
            })
    void what_was_marked_the_last_time_does_not_hide_what_is_there_now(String now) {
        scan("{\"1\":{\"status\":\"Pending\",\"remains\":\"10\"},\"2\":\"x\"}");
        found.clear();

        assertThat(scan(now)).isTrue();

        StatusBodyScannerTest withoutMemory = new StatusBodyScannerTest();
        withoutMemory.scan(now);
        assertThat(found).isEqualTo(withoutMemory.found);
        assertThat(marks).isEqualTo(withoutMemory.marks);
    }

    @Test
    void a_value_that_was_longer_the_last_time_than_the_answer_is_now_is_given_up() {
        scan("{\"1\":{\"status\":\"Pending\",\"remains\":\"10\"}}");

        assertThat(scan("{\"1\":{\"status\":\"Pend")).isFalse();
    }

    @Test
    void a_value_longer_than_a_mark_can_say_is_walked_over_each_time() {
        String body = "{\"1\":{\"link\":\"%s\"},\"2\":\"x\"}".formatted("y".repeat(5000));

        assertThat(scan(body)).isTrue();
        Map<String, Long> first = Map.copyOf(marks);

        assertThat(scan(body)).isTrue();
        assertThat(marks).isEqualTo(first);
        assertThat(found.get("1")).hasSize(5011);
    }

    /** Every mark is remembered for the next answer. */
    private boolean scan(String body) {
        StatusBodyScanner scan = new StatusBodyScanner(body.getBytes(StandardCharsets.UTF_8));
        return scan.run(new StatusBodyScanner.Entries() {
            private String id = "";

            @Override
            public long id(int from, int to) {
                id = scan.text(from, to);
                return marks.getOrDefault(id, 0L);
            }

            @Override
            public void value(int from, int to, long mark) {
                found.put(id, scan.text(from, to));
                marks.put(id, mark);
            }
        });
    }
}
