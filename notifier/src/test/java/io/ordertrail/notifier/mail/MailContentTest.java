package io.ordertrail.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ordertrail.notifier.mail.MailContent.Fact;
import org.junit.jupiter.api.Test;

class MailContentTest {

    @Test
    void a_letter_has_a_subject_paragraphs_and_facts() {
        MailContent letter = MailContent.parse("x", """
                Subject: Hello
                ---
                One
                goes on.

                Two.
                ---
                Panel: smmnew
                Link: https://a.example/b: c
                Nothing:
                """);
        assertThat(letter.subject()).isEqualTo("Hello");
        assertThat(letter.paragraphs()).containsExactly("One goes on.", "Two.");
        assertThat(letter.facts())
                .containsExactly(new Fact("Panel", "smmnew"), new Fact("Link", "https://a.example/b: c"));
    }

    @Test
    void a_template_without_a_subject_is_reported_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailContent.parse("order-accepted", "Hello"))
                .withMessageContaining("'order-accepted'");
    }
}
