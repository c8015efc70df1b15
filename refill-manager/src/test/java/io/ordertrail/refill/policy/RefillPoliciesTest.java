package io.ordertrail.refill.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.refill.policy.RefillPolicy.DoubtPolicy;
import io.ordertrail.refill.policy.RefillPolicy.DropSources;
import io.ordertrail.refill.policy.RefillPolicy.Pace;
import io.ordertrail.refill.policy.RefillPolicy.TicketPolicy;
import io.ordertrail.refill.policy.RefillPolicy.Tolerance;
import io.ordertrail.refill.policy.RefillPolicy.Tries;
import io.ordertrail.refill.policy.RefillPolicy.WarrantyStart;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefillPoliciesTest {

    private static final PanelName SMMNEW = new PanelName("smmnew");
    private static final PanelName SMMGULF = new PanelName("smmgulf");

    @Test
    void defaults_are_these() {
        RefillPolicy policy = Policies.with(Map.of()).of(SMMNEW);

        assertThat(policy)
                .isEqualTo(new RefillPolicy(
                        true,
                        false,
                        new DropSources(true, true, Optional.of(new Tolerance(10, 5, 2)), Optional.empty()),
                        WarrantyStart.COMPLETION,
                        Duration.ofHours(24),
                        50,
                        true,
                        new Tries(3, Duration.ofHours(12), Duration.ofDays(3)),
                        Duration.ofDays(14),
                        new Pace(Duration.ofMinutes(5), Duration.ofHours(6)),
                        new DoubtPolicy(false, Duration.ofHours(6)),
                        new TicketPolicy(true, "normal")));
    }

    @Test
    void a_service_is_as_its_panel_and_its_panel_as_all_unless_it_is_set() {
        RefillPolicies policies = Policies.with(Map.of(
                "ordertrail.refill.cool-down", "48h",
                "ordertrail.refill.retry.limit", "5",
                "ordertrail.refill.panels.smmnew.retry.limit", "4",
                "ordertrail.refill.panels.smmnew.services.7.retry.limit", "2"));

        RefillPolicy service = policies.of(SMMNEW, new ServiceId("7"));

        assertThat(service.tries().limit()).isEqualTo(2);
        assertThat(service.coolDown()).isEqualTo(Duration.ofHours(48));
        assertThat(policies.of(SMMNEW, new ServiceId("8")).tries().limit()).isEqualTo(4);
        assertThat(policies.of(SMMGULF, new ServiceId("7")).tries().limit()).isEqualTo(5);
    }

    @Test
    void the_schedule_is_off_unless_a_service_of_the_panel_asks() {
        RefillPolicies policies =
                Policies.with(Map.of("ordertrail.refill.panels.smmnew.services.7.drops.ask-every-days", "3"));

        assertThat(policies.asksBySchedule(SMMNEW)).isTrue();
        assertThat(policies.asksBySchedule(SMMGULF)).isFalse();
        assertThat(policies.of(SMMNEW, new ServiceId("7")).drops().schedule()).contains(Duration.ofDays(3));
    }

    @Test
    void every_wrong_setting_is_named_with_what_it_must_be() {
        assertThatThrownBy(() -> Policies.with(Map.of(
                        "ordertrail.refill.cool-down", "0s",
                        "ordertrail.refill.panels.smmnew.retry.limit", "0",
                        "ordertrail.refill.panels.smmgulf.ticket.priority", "asap",
                        "ordertrail.refill.panels.smmgulf.services.7.drops.tolerance-percent", "101",
                        "ordertrail.refill.panels.smnew.enabled", "false")))
                .hasMessageContaining("ordertrail.refill.cool-down must be longer than 0, such as 24h, but is PT0S")
                .hasMessageContaining("ordertrail.refill.panels.smmnew.retry.limit must be from 1 to 100, but is 0")
                .hasMessageContaining(
                        "ordertrail.refill.panels.smmgulf.ticket.priority must be low, normal, high or urgent, but is 'asap'")
                .hasMessageContaining(
                        "ordertrail.refill.panels.smmgulf.services.7.drops.tolerance-percent must be from 0 to 100, but is 101")
                .hasMessageContaining(
                        "ordertrail.refill.panels.smnew: there is no panel of that name; ordertrail.panels has [smmgulf, smmnew]");
    }

    @Test
    void a_misspelt_key_is_refused() {
        assertThatThrownBy(() -> Policies.with(Map.of("ordertrail.refill.cooldown", "1h")))
                .hasMessageContaining("ordertrail.refill.cooldown");
    }

    @Test
    void a_wait_doubles_up_to_the_longest_and_ends_with_the_last_try() {
        Tries tries = new Tries(4, Duration.ofHours(12), Duration.ofHours(36));
        Instant now = Instant.EPOCH;

        assertThat(tries.next(1, now)).contains(now.plus(Duration.ofHours(12)));
        assertThat(tries.next(2, now)).contains(now.plus(Duration.ofHours(24)));
        assertThat(tries.next(3, now)).contains(now.plus(Duration.ofHours(36)));
        assertThat(tries.next(4, now)).isEmpty();
    }

    /** Both limits must be passed. */
    @Test
    void a_tolerance_is_passed_when_absolute_and_percent_are() {
        Tolerance tolerance = new Tolerance(10, 5, 2);

        assertThat(tolerance.isPassedBy(11, 200)).isTrue();
        assertThat(tolerance.isPassedBy(10, 100)).isFalse();
        assertThat(tolerance.isPassedBy(11, 1000)).isFalse();
        assertThat(tolerance.isPassedBy(51, 1000)).isTrue();
    }

    /** Policies of a configuration that knows smmnew and smmgulf. */
    static final class Policies {

        private Policies() {}

        static RefillPolicies with(Map<String, String> settings) {
            return RefillPolicies.of(TestSettings.of(settings), Set.of("smmnew", "smmgulf"));
        }
    }
}
