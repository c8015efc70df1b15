package io.ordertrail.poller.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.Money;
import io.ordertrail.events.SubmissionEvent.ServiceTerms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarrantyTest {

    @ParameterizedTest
    @CsvSource({
        "Instagram Followers [R30] [Max 100K],30",
        "YouTube Views | 30 Days Refill,30",
        "Telegram Members | R90,90",
        "TikTok Followers | Lifetime Refill,3650",
        "Followers 365 day refill,365",
        "Likes - 7D Refill,7",
        "Real & Active Followers,45",
        "Followers [Speed 5K/Day],45"
    })
    void is_what_the_services_name_says(String name, int days) {
        assertThat(Warranty.days(new ServiceTerms(name, "Default", Money.of("1", "USD"), true, true), 45))
                .isEqualTo(days);
    }

    @org.junit.jupiter.api.Test
    void is_none_without_refill_whatever_the_name_says() {
        assertThat(Warranty.days(new ServiceTerms("[R30]", "Default", Money.of("1", "USD"), false, true), 45))
                .isZero();
    }
}
