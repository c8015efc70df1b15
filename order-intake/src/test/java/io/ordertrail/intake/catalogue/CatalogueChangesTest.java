package io.ordertrail.intake.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.events.OperationsEvent;
import io.ordertrail.panel.ServiceListing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueChangesTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final CatalogueChanges changes = new CatalogueChanges(new PanelName("smmnew"), new BigDecimal("0.05"));

    @Test
    void the_same_list_and_new_services_are_not_published() {
        assertThat(between(List.of(service("1", "0.90", 50)), List.of(service("1", "0.90", 50), service("2", "1", 1))))
                .isEmpty();
    }

    @Test
    void a_rate_that_moved_by_more_than_the_threshold_is_published() {
        assertThat(between(List.of(service("1", "1.00", 50)), List.of(service("1", "1.05", 50))))
                .isEmpty();
        assertThat(between(List.of(service("1", "1.00", 50)), List.of(service("1", "0.94", 50))))
                .hasOnlyElementsOfType(OperationsEvent.ServicePriceChanged.class)
                .hasSize(1);
    }

    @Test
    void a_service_that_is_gone_or_back_is_published() {
        assertThat(between(List.of(service("1", "1", 50)), List.of(service("2", "1", 50))))
                .hasOnlyElementsOfType(OperationsEvent.ServiceGone.class);
        assertThat(changes.between(List.of(), Set.of(new ServiceId("1")), List.of(service("1", "1", 50)), NOON))
                .hasOnlyElementsOfType(OperationsEvent.ServiceBack.class)
                .hasSize(1);
    }

    @Test
    void other_limits_are_published() {
        assertThat(between(List.of(service("1", "1", 50)), List.of(service("1", "1", 60))))
                .hasOnlyElementsOfType(OperationsEvent.ServiceLimitsChanged.class);
    }

    private List<OperationsEvent> between(List<ServiceListing> before, List<ServiceListing> now) {
        return changes.between(before, Set.of(), now, NOON);
    }

    private static ServiceListing service(String id, String rate, long minimum) {
        return new ServiceListing(
                new ServiceId(id),
                "Followers",
                "Default",
                "",
                Money.of(rate, "USD"),
                minimum,
                1000,
                false,
                true,
                true,
                "");
    }
}
