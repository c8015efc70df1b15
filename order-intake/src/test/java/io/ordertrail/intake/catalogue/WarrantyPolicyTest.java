package io.ordertrail.intake.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.Warranty;
import io.ordertrail.panel.ServiceListing;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WarrantyPolicyTest {

    private static final PanelName SMMNEW = new PanelName("smmnew");
    private static final PanelName SMMGULF = new PanelName("smmgulf");

    @Test
    void a_warranty_is_read_from_the_name_of_the_service() {
        WarrantyPolicy policy = policy(Map.of());

        assertThat(policy.of(SMMNEW, service("1", "Followers [R60]", true))).isEqualTo(Warranty.ofDays(60));
        assertThat(policy.of(SMMNEW, service("1", "Followers | Lifetime Refill", true)))
                .isEqualTo(new Warranty.Lifetime());
        assertThat(policy.of(SMMNEW, service("1", "Followers | No Refill", true)))
                .isEqualTo(new Warranty.None());
    }

    @Test
    void a_name_that_says_nothing_is_thirty_days_unless_it_is_set() {
        assertThat(policy(Map.of()).of(SMMNEW, service("1", "Followers", true))).isEqualTo(Warranty.ofDays(30));
        assertThat(policy(Map.of("ordertrail.intake.warranty.panels.smmnew.unnamed", "7"))
                        .of(SMMNEW, service("1", "Followers", true)))
                .isEqualTo(Warranty.ofDays(7));
    }

    @Test
    void a_service_that_the_panel_does_not_refill_has_none_whatever_is_set() {
        WarrantyPolicy policy = policy(Map.of("ordertrail.intake.warranty.length", "lifetime"));

        assertThat(policy.of(SMMNEW, service("1", "Followers [R30]", false))).isEqualTo(new Warranty.None());
    }

    @Test
    void what_is_set_for_a_service_goes_before_its_panel_and_that_before_all_and_all_before_the_name() {
        WarrantyPolicy policy = policy(Map.of(
                "ordertrail.intake.warranty.length", "10",
                "ordertrail.intake.warranty.panels.smmnew.length", "20d",
                "ordertrail.intake.warranty.panels.smmnew.services.7.length", "lifetime"));

        assertThat(policy.of(SMMNEW, service("7", "No refill", true))).isEqualTo(new Warranty.Lifetime());
        assertThat(policy.of(SMMNEW, service("8", "[R30]", true))).isEqualTo(Warranty.ofDays(20));
        assertThat(policy.of(SMMGULF, service("7", "[R30]", true))).isEqualTo(Warranty.ofDays(10));
    }

    @Test
    void every_wrong_setting_is_named_with_what_it_must_be() {
        assertThatThrownBy(() -> policy(Map.of(
                        "ordertrail.intake.warranty.length", "soon",
                        "ordertrail.intake.warranty.panels.smmnew.services.7.unnamed", "a while",
                        "ordertrail.intake.warranty.panels.smnew.length", "30")))
                .hasMessageContaining("ordertrail.intake.warranty.length: a warranty is 'none', 'lifetime'")
                .hasMessageContaining("ordertrail.intake.warranty.panels.smmnew.services.7.unnamed: a warranty is")
                .hasMessageContaining(
                        "ordertrail.intake.warranty.panels.smnew: there is no panel of that name; ordertrail.panels has [smmgulf, smmnew]");
    }

    private static WarrantyPolicy policy(Map<String, String> given) {
        WarrantySettings settings = new SmallRyeConfigBuilder()
                .withMapping(WarrantySettings.class)
                .withSources(new PropertiesConfigSource(given, "given", 100))
                .build()
                .getConfigMapping(WarrantySettings.class);
        return new WarrantyPolicy(settings, Set.of("smmnew", "smmgulf"));
    }

    private static ServiceListing service(String id, String name, boolean refill) {
        return new ServiceListing(
                new ServiceId(id), name, "Default", "", Money.of("0.90", "USD"), 1, 10_000, true, refill, true, "");
    }
}
