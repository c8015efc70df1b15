package io.ordertrail.panel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalFingerprintTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Only 5 of 12 slots are free.           | only 7 of 3 slots  are free
            No slot for https://t.me/a?b=1         | No slot for www.example.org/x
            Order AB12-9F is blocked!              | order 77 is blocked
            Ask @shop_one                          | ask @other.shop
            Needs 1.234,50 USD                     | needs 7 usd
            Mail a@b.example                       | MAIL c@d.example
            Ｓｏｌｄ out                             | sold out
            """)
    void texts_that_differ_in_numbers_ids_and_links_are_the_same_refusal(String one, String other) {
        assertThat(RefusalFingerprint.of(one)).isEqualTo(RefusalFingerprint.of(other));
    }

    @Test
    void texts_that_differ_in_words_are_not() {
        assertThat(RefusalFingerprint.of("Sold out until 5")).isNotEqualTo(RefusalFingerprint.of("Sold until 5"));
    }

    @Test
    void a_long_text_is_cut() {
        assertThat(RefusalFingerprint.of("word ".repeat(100_000)).value()).hasSizeLessThanOrEqualTo(200);
    }
}
