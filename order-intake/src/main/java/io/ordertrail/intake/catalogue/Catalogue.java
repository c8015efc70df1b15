package io.ordertrail.intake.catalogue;

import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.panel.ServiceListing;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

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
