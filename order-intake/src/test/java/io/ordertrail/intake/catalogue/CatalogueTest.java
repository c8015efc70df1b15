package io.ordertrail.intake.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.DripFeed;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.panel.ServiceListing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final PanelName PANEL = new PanelName("smmnew");
    private static final String LINK = "https://example.org/p";

    private final Catalogue catalogue = new Catalogue();

    CatalogueTest() {
        catalogue.put(
                PANEL,
                List.of(
                        service("1", "Default"),
                        service("2", "Custom Comments"),
                        service("3", "custom comments package")));
    }

    @Test
    void an_order_costs_the_rate_of_a_thousand_times_its_quantity() {
        assertThat(catalogue.cost(PANEL, OrderContent.of(new ServiceId("1"), LINK, 150), null))
                .contains(Money.of("0.13500", "USD"));
    }

    @Test
    void the_rate_at_the_claim_counts_and_not_todays() {
        Money atClaim = Money.of("2.00", "USD");

        assertThat(catalogue.cost(PANEL, OrderContent.of(new ServiceId("1"), LINK, 500), atClaim))
                .hasValueSatisfying(cost -> assertThat(cost.amount()).isEqualByComparingTo("1"));
    }

    @Test
    void a_drip_feed_costs_all_its_runs() {
        OrderContent runs = new OrderContent(new ServiceId("1"), LINK, 100L, new DripFeed(10, 5), Map.of());

        assertThat(catalogue.cost(PANEL, runs, null))
                .hasValueSatisfying(cost -> assertThat(cost.amount()).isEqualByComparingTo("0.9"));
    }

    @Test
    void comments_are_counted_and_a_package_of_them_is_not() {
        Map<String, String> comments = Map.of("comments", "Nice\nGreat\nWow");

        assertThat(catalogue.cost(PANEL, new OrderContent(new ServiceId("2"), LINK, null, null, comments), null))
                .hasValueSatisfying(cost -> assertThat(cost.amount()).isEqualByComparingTo("0.0027"));
        assertThat(catalogue.cost(PANEL, new OrderContent(new ServiceId("3"), LINK, null, null, comments), null))
                .isEmpty();
    }

    @Test
    void what_a_service_costs_that_is_not_listed_is_unknown_unless_its_rate_was_kept() {
        OrderContent gone = OrderContent.of(new ServiceId("9"), LINK, 1000);

        assertThat(catalogue.cost(PANEL, gone, null)).isEmpty();
        assertThat(catalogue.cost(PANEL, gone, Money.of("3", "USD"))).isPresent();
    }

    private static ServiceListing service(String id, String type) {
        return new ServiceListing(
                new ServiceId(id), "Service " + id, type, "", Money.of("0.90", "USD"), 1, 10_000, true, true, true, "");
    }
}
