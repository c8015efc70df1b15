package io.ordertrail.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.notifier.delivery.AttemptResult.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpRepliesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            421 | 4.3.2 shutting down               | FAILED
            450 | mailbox busy                      | FAILED
            452 | 4.2.2 over quota                  | FAILED
            550 | no such user                      | GONE
            550 | 5.1.1 user unknown                | GONE
            550 | 5.2.1 mailbox disabled            | GONE
            550 | 5.7.1 looks like spam             | UNDELIVERABLE
            551 | not local                         | GONE
            552 | 5.2.2 mailbox full                | UNDELIVERABLE
            553 | bad mailbox name                  | GONE
            554 | transaction failed                | UNDELIVERABLE
            """)
    void a_refusal_for_good_is_of_the_address_or_of_the_mail(int code, String words, Verdict verdict) {
        assertThat(SmtpReplies.verdict(code, words)).isEqualTo(verdict);
    }
}
