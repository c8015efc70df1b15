package io.ordertrail.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.SubmissionEvent.OrderKind;
import org.junit.jupiter.api.Test;

class OrderAcceptedFactoryTest {

    @Test
    void where_the_panel_says_dripfeed_it_is_asked_for_as_one_whatever_the_service_is() {
        assertThat(OrderAcceptedFactory.kind(true, true, "Default", true)).isEqualTo(OrderKind.DRIP_FEED);
        assertThat(OrderAcceptedFactory.kind(true, true, "Subscriptions", false))
                .isEqualTo(OrderKind.DRIP_FEED);
    }

    @Test
    void where_the_panel_would_have_said_so_and_did_not_runs_make_no_drip_feed() {
        assertThat(OrderAcceptedFactory.kind(false, true, "Default", true)).isEqualTo(OrderKind.NORMAL);
    }

    @Test
    void elsewhere_runs_make_a_drip_feed() {
        assertThat(OrderAcceptedFactory.kind(false, false, "Default", true)).isEqualTo(OrderKind.DRIP_FEED);
        assertThat(OrderAcceptedFactory.kind(false, false, "Default", false)).isEqualTo(OrderKind.NORMAL);
    }

    @Test
    void a_subscription_is_known_by_its_type_in_any_spelling() {
        assertThat(OrderAcceptedFactory.kind(false, false, " subscriptions ", false))
                .isEqualTo(OrderKind.SUBSCRIPTION);
        assertThat(OrderAcceptedFactory.kind(false, true, "Subscriptions", false))
                .isEqualTo(OrderKind.SUBSCRIPTION);
    }
}
