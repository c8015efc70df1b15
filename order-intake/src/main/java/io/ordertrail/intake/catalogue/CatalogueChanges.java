package io.ordertrail.intake.catalogue;

import static java.util.stream.Collectors.toMap;

import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.events.OperationsEvent;
import io.ordertrail.events.OperationsEvent.ServiceBack;
import io.ordertrail.events.OperationsEvent.ServiceGone;
import io.ordertrail.events.OperationsEvent.ServiceLimitsChanged;
import io.ordertrail.events.OperationsEvent.ServicePriceChanged;
import io.ordertrail.panel.ServiceListing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is different between two lists of one panel, as events. Deterministic. */
final class CatalogueChanges {

    private final PanelName panel;
    private final BigDecimal threshold;

    /**
     * @param threshold a rate that moved by more than this share is published
     */
    CatalogueChanges(PanelName panel, BigDecimal threshold) {
        this.panel = panel;
        this.threshold = threshold;
    }

    /**
     * @param gone services that were missing in the list before
     * @param before the list before; what it did not have and is not gone is new, and not published
     */
    List<OperationsEvent> between(
            Collection<ServiceListing> before, Set<ServiceId> gone, Collection<ServiceListing> now, Instant at) {
        Map<ServiceId, ServiceListing> old = before.stream().collect(toMap(ServiceListing::id, service -> service));
        Map<ServiceId, ServiceListing> current =
                now.stream().collect(toMap(ServiceListing::id, service -> service, (first, second) -> second));
        List<OperationsEvent> events = new ArrayList<>();
        old.values().stream()
                .filter(service -> !current.containsKey(service.id()))
                .forEach(service -> events.add(new ServiceGone(panel, service.id(), service.name(), at)));
        current.values().forEach(service -> {
            ServiceListing was = old.get(service.id());
            if (was != null) {
                events.addAll(changes(was, service, at));
            } else if (gone.contains(service.id())) {
                events.add(new ServiceBack(panel, service.id(), service.name(), at));
            }
        });
        return events;
    }

    private List<OperationsEvent> changes(ServiceListing was, ServiceListing is, Instant at) {
        List<OperationsEvent> events = new ArrayList<>();
        if (moved(was.rate().amount(), is.rate().amount())) {
            events.add(new ServicePriceChanged(panel, is.id(), is.name(), was.rate(), is.rate(), at));
        }
        if (was.minimum() != is.minimum() || was.maximum() != is.maximum()) {
            events.add(new ServiceLimitsChanged(
                    panel, is.id(), is.name(), was.minimum(), was.maximum(), is.minimum(), is.maximum(), at));
        }
        return events;
    }

    private boolean moved(BigDecimal before, BigDecimal now) {
        return now.subtract(before).abs().compareTo(before.abs().multiply(threshold)) > 0;
    }
}
