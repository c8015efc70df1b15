package io.ordertrail.intake.catalogue;

import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.Warranty;
import io.ordertrail.intake.catalogue.WarrantySettings.PanelOptions;
import io.ordertrail.panel.ServiceListing;
import io.ordertrail.panel.http.Panels;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says for how long a panel refills orders of a service: as the operator set it, else as the service's name says. It is asked
 * once for each order, when that is accepted; the answer travels with the order. Immutable, all of it checked when it is made.
 */
@Singleton
public class WarrantyPolicy {

    private static final String KEY = "ordertrail.intake.warranty.";
    private static final Warranty UNNAMED = Warranty.ofDays(30);

    private final WarrantySettings settings;

    @Inject
    WarrantyPolicy(WarrantySettings settings, Panels panels) {
        this(
                settings,
                panels.all().stream().map(panel -> panel.name().value()).collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Checks the settings.
     *
     * @param panels the names of the panels that are configured, to find misspelt ones
     * @throws IllegalArgumentException naming every key that is wrong, and what it must be
     */
    WarrantyPolicy(WarrantySettings settings, Set<String> panels) {
        this.settings = settings;
        List<String> faults = new ArrayList<>();
        check(KEY, settings, faults);
        settings.panels().forEach((panel, options) -> {
            String key = KEY + "panels." + panel + ".";
            if (!panels.contains(panel)) {
                faults.add("%spanels.%s: there is no panel of that name; ordertrail.panels has %s"
                        .formatted(KEY, panel, panels.stream().sorted().toList()));
            }
            check(key, options, faults);
            options.services()
                    .forEach((service, ofService) -> check(key + "services." + service + ".", ofService, faults));
        });
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("The warranties cannot be used:\n  " + String.join("\n  ", faults));
        }
    }

    /** Returns the warranty of the service; none where the panel does not refill it. */
    public Warranty of(PanelName panel, ServiceListing service) {
        if (!service.refill()) {
            return new Warranty.None();
        }
        List<WarrantyOptions> narrowFirst = narrowFirst(panel, service.id());
        return first(narrowFirst, WarrantyOptions::length)
                .or(() -> Warranty.inName(service.name()))
                .or(() -> first(narrowFirst, WarrantyOptions::unnamed))
                .orElse(UNNAMED);
    }

    private List<WarrantyOptions> narrowFirst(PanelName panel, ServiceId service) {
        PanelOptions ofPanel = settings.panels().get(panel.value());
        if (ofPanel == null) {
            return List.of(settings);
        }
        WarrantyOptions ofService = ofPanel.services().get(service.value());
        return ofService == null ? List.of(ofPanel, settings) : List.of(ofService, ofPanel, settings);
    }

    private static Optional<Warranty> first(
            List<WarrantyOptions> narrowFirst, Function<WarrantyOptions, Optional<String>> option) {
        Stream<Optional<String>> texts = narrowFirst.stream().map(option);
        return texts.flatMap(Optional::stream).findFirst().map(Warranty::parse);
    }

    private static void check(String key, WarrantyOptions options, List<String> faults) {
        check(key + "length", options.length(), faults);
        check(key + "unnamed", options.unnamed(), faults);
    }

    private static void check(String key, Optional<String> text, List<String> faults) {
        try {
            var _ = text.map(Warranty::parse);
        } catch (IllegalArgumentException e) {
            faults.add(key + ": " + e.getMessage());
        }
    }
}
