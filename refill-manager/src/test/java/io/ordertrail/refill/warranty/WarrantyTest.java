package io.ordertrail.refill.warranty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarrantyTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            Instagram Followers [R30] [Max 100K]; 30
            Telegram Members | R90; 90
            YouTube Views | 30 Days Refill; 30
            Followers | AR365 | Non Drop; 365
            Likes - Refill 60 Days - 10K/day; 60
            Likes (30D Refill); 30
            Subscribers ~ 1 Year Refill; 365
            Plays ♻️ 6 months guarantee; 180
            Members 2 Weeks Warranty; 14
            Views 30-day auto refill; 30
            Followers Refill: 15 days; 15
            Followers [Refill 45]; 45
            """)
    void a_name_with_days_is_a_warranty_of_so_many(String name, long days) {
        assertThat(Warranty.inName(name)).contains(new Warranty.Limited(Duration.ofDays(days)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Instagram Likes | No Refill",
                "Likes - NO REFILL - 30 days old accounts",
                "Followers [Non-Refill]",
                "Views | without guarantee",
                "Plays | NR",
                "Followers | R0",
                "Likes [no auto refill]",
                "Likes | 0 days refill"
            })
    void a_name_that_says_no_is_no_warranty(String name) {
        assertThat(Warranty.inName(name)).contains(new Warranty.None());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TikTok Followers | Lifetime Refill", "Members | Life Time Guarantee", "Likes R∞", "Likes ♾"})
    void a_name_with_lifetime_never_ends(String name) {
        Warranty warranty = Warranty.inName(name).orElseThrow();

        assertThat(warranty.endsAt(Instant.EPOCH)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Instagram Likes [10K] [Start 0-1H]",
                "Views | 30 days drip",
                "Followers | R10K Speed",
                "YouTube Views | 4R30x",
                "Likes | Refill Button"
            })
    void a_name_that_says_nothing_is_left_to_the_policy(String name) {
        assertThat(Warranty.inName(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "30d, 30", "'90 days', 90", "'1 day', 1"})
    void a_setting_is_a_number_of_days(String setting, long days) {
        assertThat(Warranty.parse(setting)).isEqualTo(new Warranty.Limited(Duration.ofDays(days)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "none", " NONE "})
    void zero_is_none(String setting) {
        assertThat(Warranty.parse(setting)).isEqualTo(new Warranty.None());
    }

    @Test
    void a_setting_that_is_none_of_these_is_refused_with_what_it_must_be() {
        assertThatThrownBy(() -> Warranty.parse("a month"))
                .hasMessage("a warranty is 'none', 'lifetime' or a number of days such as '30', but was 'a month'");
    }

    @Test
    void a_warranty_ends_its_length_after_its_beginning() {
        assertThat(Warranty.ofDays(30).endsAt(Instant.EPOCH)).contains(Instant.EPOCH.plus(Duration.ofDays(30)));
    }
}
