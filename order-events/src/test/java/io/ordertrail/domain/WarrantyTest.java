package io.ordertrail.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarrantyTest {

    /** Names as panels write them, with what a person reads in them. */
    @ParameterizedTest
    @CsvFileSource(resources = "/warranty-names.tsv", delimiter = '\t', quoteCharacter = '\0')
    void a_name_from_the_field_is_read_as_a_person_reads_it(String name, String warranty) {
        assertThat(Warranty.inName(name)).contains(Warranty.parse(warranty));
    }

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
            Followers [Start 0-1 Day] [365 Days Refill]; 365
            Followers | 1-2 Days | R90; 90
            Followers 365 day refill; 365
            Likes - 7D Refill; 7
            Followers | Start 2 Days | ♻️ 60 Days; 60
            Followers | Speed 10K Day | Refill 14 Days; 14
            Views [No Drop] 90 days guaranteed; 90
            Plays | 12 months warranty; 365
            Beğeni | 90 gün telafi; 90
            Beğeni | 3 Ay Garanti; 90
            Takipçi 2 Hafta Garantili; 14
            Seguidores | Garantía 30 días; 30
            Curtidas | Reposição de 60 dias; 60
            Abonnés | Garantie 90 jours; 90
            Follower | 30 Tage Garantie; 30
            Лайки | Гарантия 1 год; 365
            Like bảo hành 7 ngày; 7
            Followers | Garansi 15 hari; 15
            متابعين ضمان 30 يوم; 30
            متابعين ضمان ٦٠ يوم; 60
            Followers 𝗥𝟯𝟬; 30
            Followers 𝟵𝟬 𝗗𝗮𝘆𝘀 𝗥𝗲𝗳𝗶𝗹𝗹; 90
            """)
    void a_name_with_a_length_is_a_warranty_of_so_many_days(String name, int days) {
        assertThat(Warranty.inName(name)).contains(new Warranty.Days(days));
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
                "Likes | 0 days refill",
                "Seguidores | Sin garantía",
                "Curtidas | sem reposição",
                "Лайки | Без гарантии",
                "Takipçi | Garantisiz",
                "Like không bảo hành",
                "Follower ohne Garantie"
            })
    void a_name_that_says_no_is_no_warranty(String name) {
        assertThat(Warranty.inName(name)).contains(new Warranty.None());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TikTok Followers | Lifetime Refill",
                "Members | Life Time Guarantee",
                "Likes R∞",
                "Likes ♾",
                "Forever refill",
                "Seguidores | Garantia vitalícia",
                "Followers | Garansi seumur hidup",
                "Followers | 10 years refill"
            })
    void a_name_with_lifetime_never_ends(String name) {
        assertThat(Warranty.inName(name).orElseThrow().endsAt(Instant.EPOCH)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Instagram Likes [10K] [Start 0-1H]",
                "Views | 30 days drip",
                "Followers | R10K Speed",
                "YouTube Views | 4R30x",
                "Likes | Refill Button",
                "Real & Active Followers",
                "Followers [Speed 5K/Day]",
                "Followers | Delivery 3 Days",
                "Likes | 30-60 days ♻️",
                "Views [100K/Day] ♻️",
                "Subscribers | 99999999999999 days"
            })
    void a_name_that_says_nothing_of_a_length_is_left_to_the_settings(String name) {
        assertThat(Warranty.inName(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "30d, 30", "'90 days', 90", "'1 day', 1"})
    void a_setting_is_a_number_of_days(String setting, int days) {
        assertThat(Warranty.parse(setting)).isEqualTo(new Warranty.Days(days));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "none", " NONE "})
    void zero_is_none(String setting) {
        assertThat(Warranty.parse(setting)).isEqualTo(new Warranty.None());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "lifetime", "1d", "30d"})
    void what_is_written_is_read_as_the_same(String written) {
        assertThat(Warranty.parse(written)).hasToString(written);
    }

    @Test
    void a_setting_that_is_none_of_these_is_refused_with_what_it_must_be() {
        assertThatThrownBy(() -> Warranty.parse("a month"))
                .hasMessage("a warranty is 'none', 'lifetime' or a number of days such as '30', but was 'a month'");
    }

    @Test
    void a_warranty_ends_its_length_after_its_beginning() {
        assertThat(Warranty.ofDays(30).endsAt(Instant.EPOCH))
                .isEqualTo(Optional.of(Instant.EPOCH.plus(Duration.ofDays(30))));
    }
}
