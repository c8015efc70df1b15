package io.ordertrail.notifier.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.notifier.address.UrlRules.Checked;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlRulesTest {

    private final UrlRules rules =
            new UrlRules(false, List.of(PortRange.of("443"), PortRange.of("8000-8999")), new AddressPolicy(List.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/hook",
                "https://shop.example",
                "HTTPS://shop.example:8443/a?b=c%20d",
                "https://8.8.8.8/hook",
                "https://[2606:4700:4700::1111]/hook"
            })
    void a_proper_url_is_fit(String url) {
        assertThat(rules.check(url)).isInstanceOf(Checked.Fit.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://shop.example/            | must begin with https://
            ftp://shop.example/             | must begin with https://
            shop.example/hook               | must begin with https://
            https:///hook                   | has no host
            https://user:pw@shop.example/   | has a user or password
            https://shop.example/#top       | has a fragment
            https://shop.example:22/        | uses port 22
            https://shop.example:0/         | uses port 0
            https://127.0.0.1/              | no webhook may go
            https://127.1/                  | has no host
            https://[::1]/                  | no webhook may go
            https://[::ffff:10.0.0.1]/      | no webhook may go
            https://169.254.169.254/latest  | no webhook may go
            https://exämple.org/            | characters that a URL cannot have
            'https://shop.example/a b'      | characters that a URL cannot have
            """)
    void what_is_wrong_with_a_url_is_reported(String url, String rule) {
        assertThat(rules.check(url)).isInstanceOfSatisfying(Checked.Unfit.class, unfit -> {
            assertThat(unfit.rule()).contains(rule);
            assertThat(unfit.remedy()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example/a\r\nx-evil: 1", "https://shop.example/\u0000", "https://a\tb/"})
    void nothing_in_a_url_can_become_a_header(String url) {
        assertThat(rules.check(url)).isInstanceOf(Checked.Unfit.class);
    }

    @Test
    void http_may_be_allowed() {
        UrlRules lax = new UrlRules(true, List.of(PortRange.of("80")), new AddressPolicy(List.of()));
        assertThat(lax.check("http://shop.example/")).isInstanceOf(Checked.Fit.class);
    }

    @Test
    void path_and_query_go_out_as_they_were_written() {
        Checked.Fit fit = (Checked.Fit) rules.check("https://shop.example?x=%2F&y=1");
        assertThat(fit.url().pathAndQuery()).isEqualTo("/?x=%2F&y=1");
        assertThat(fit.url().port()).isEqualTo(443);
    }
}
