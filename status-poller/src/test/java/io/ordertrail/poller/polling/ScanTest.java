package io.ordertrail.poller.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {

    private final Map<String, String> found = new LinkedHashMap<>();
    private final Map<String, Long> hashes = new LinkedHashMap<>();

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
    void the_same_bytes_have_the_same_hash_and_others_another() {
        scan("{\"1\":{\"status\":\"Pending\",\"remains\":\"10\"},\"2\":{\"status\":\"Pending\",\"remains\":\"10\"},"
                + "\"3\":{\"status\":\"Pending\",\"remains\":\"11\"}}");

        assertThat(hashes.get("1")).isEqualTo(hashes.get("2")).isNotEqualTo(hashes.get("3"));
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
                "[\"12\": {}]"
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

    private boolean scan(String body) {
        Scan scan = new Scan(body.getBytes(StandardCharsets.UTF_8));
        return scan.run((idFrom, idTo, from, to, hash) -> {
            found.put(scan.text(idFrom, idTo), scan.text(from, to));
            hashes.put(scan.text(idFrom, idTo), hash);
        });
    }
}
