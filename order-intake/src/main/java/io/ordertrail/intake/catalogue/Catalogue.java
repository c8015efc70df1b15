package io.ordertrail.intake.catalogue;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.panel.ServiceListing;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What panels sell, as their last good lists said; in memory, kept current by {@link CatalogueSync}. Thread-safe. */
@Singleton
public class Catalogue {

    private final Map<PanelName, Map<ServiceId, ServiceListing>> byPanel = new ConcurrentHashMap<>();

    /** Whether the panel's list has ever been read. */
    public boolean knows(PanelName panel) {
        return byPanel.containsKey(panel);
    }

    /** The service, if the panel sells it now. */
    public Optional<ServiceListing> find(PanelName panel, ServiceId service) {
        return Optional.ofNullable(byPanel.getOrDefault(panel, Map.of()).get(service));
    }

    /**
     * Returns what an order costs: rate × quantity ÷ 1000. Empty where one of them is not known; what is in a package only the
     * panel knows.
     *
     * @param rateAtClaim the rate when the order was claimed, or null to take today's
     */
    public Optional<Money> cost(PanelName panel, OrderContent content, @Nullable Money rateAtClaim) {
        Optional<ServiceListing> service = find(panel, content.service());
        OptionalLong quantity =
                content.totalQuantity(service.map(ServiceListing::type).orElse(""));
        if (quantity.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(rateAtClaim)
                .or(() -> service.map(ServiceListing::rate))
                .map(rate -> new Money(
                        rate.amount()
                                .multiply(BigDecimal.valueOf(quantity.getAsLong()))
                                .movePointLeft(3),
                        rate.currency()));
    }

    /** All that the panel sells now. */
    Collection<ServiceListing> of(PanelName panel) {
        return byPanel.getOrDefault(panel, Map.of()).values();
    }

    void put(PanelName panel, Collection<ServiceListing> services) {
        byPanel.put(
                panel,
                services.stream()
                        .collect(Collectors.toUnmodifiableMap(
                                ServiceListing::id, Function.identity(), (first, second) -> second)));
    }
}
