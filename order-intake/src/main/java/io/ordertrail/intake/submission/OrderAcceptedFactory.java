package io.ordertrail.intake.submission;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.Warranty;
import io.ordertrail.events.SubmissionEvent.OrderAccepted;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.events.SubmissionEvent.ServiceTerms;
import io.ordertrail.intake.catalogue.Catalogue;
import io.ordertrail.intake.catalogue.WarrantyPolicy;
import io.ordertrail.intake.order.Order;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.ServiceListing;
import io.ordertrail.panel.StatusKind;
import io.ordertrail.panel.http.Panels;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Makes the event and the stored values of an order that was bought, whoever found out that it was. */
@Singleton
public class OrderAcceptedFactory {

    private final Catalogue catalogue;
    private final WarrantyPolicy warranties;
    private final Panels panels;

    OrderAcceptedFactory(Catalogue catalogue, WarrantyPolicy warranties, Panels panels) {
        this.catalogue = catalogue;
        this.warranties = warranties;
        this.panels = panels;
    }

    /**
     * Returns the event.
     *
     * @param order with the panel's id and its new revision
     * @param dripFeed whether the panel said so
     */
    public OrderAccepted event(Order order, boolean dripFeed, Instant now) {
        Optional<ServiceListing> service = service(order);
        return new OrderAccepted(
                order.ref(),
                order.revision(),
                now,
                order.content(),
                kind(order, dripFeed, service.map(ServiceListing::type).orElse("")),
                service.map(listing -> terms(order, listing)).orElseGet(OrderAcceptedFactory::unknownTerms),
                charge(order).orElse(null));
    }

    /** Returns how the order's status is asked for, and whether it has children at the panel. */
    public OrderKind kind(Order order, boolean dripFeed) {
        return kind(order, dripFeed, service(order).map(ServiceListing::type).orElse(""));
    }

    /** Returns the id space that the panel's id of an order of that kind is in. */
    public StatusKind idSpace(Order order, OrderKind kind) {
        return kind == OrderKind.DRIP_FEED && hasTwoIdSpaces(order) ? StatusKind.DRIP_FEED : StatusKind.NORMAL;
    }

    /**
     * Returns the id space that the panel would put the order in, or empty where that cannot be said: how a panel with two of
     * them keeps subscriptions is not documented.
     */
    public Optional<StatusKind> expectedIdSpace(Order order) {
        if (!hasTwoIdSpaces(order)) {
            return Optional.of(StatusKind.NORMAL);
        }
        if (order.content().dripFeed() != null) {
            return Optional.of(StatusKind.DRIP_FEED);
        }
        return order.content().link() == null ? Optional.empty() : Optional.of(StatusKind.NORMAL);
    }

    /** Whether the panel keeps drip-feeds in an id space of their own. */
    public boolean hasTwoIdSpaces(Order order) {
        return panels.find(order.panel())
                .map(Panel::dialect)
                .filter(dialect -> dialect.dripFeedStatus())
                .isPresent();
    }

    /** Returns what the order costs by the rate at its claim. Empty where the rate or the quantity is not known. */
    public Optional<Money> charge(Order order) {
        return catalogue.cost(order.panel(), order.content(), order.rate());
    }

    private Optional<ServiceListing> service(Order order) {
        return catalogue.find(order.panel(), order.content().service());
    }

    private OrderKind kind(Order order, boolean dripFeed, String type) {
        return kind(dripFeed, hasTwoIdSpaces(order), type, order.content().dripFeed() != null);
    }

    /**
     * Returns how the order's status is asked for. Where the panel says which it is, its word counts, whatever the service is:
     * it knows the order by nothing else. Elsewhere the service's type and the runs decide.
     *
     * @param dripFeed whether the panel said so
     * @param panelSays whether it would have
     * @param type of the service
     * @param runs whether it was ordered in portions
     */
    static OrderKind kind(boolean dripFeed, boolean panelSays, String type, boolean runs) {
        if (dripFeed) {
            return OrderKind.DRIP_FEED;
        }
        if (type.strip().equalsIgnoreCase("Subscriptions")) {
            return OrderKind.SUBSCRIPTION;
        }
        return runs && !panelSays ? OrderKind.DRIP_FEED : OrderKind.NORMAL;
    }

    private ServiceTerms terms(Order order, ServiceListing listing) {
        boolean cancels = panels.find(order.panel())
                .map(panel -> panel.dialect().cancels())
                .orElse(false);
        Money rate = order.rate() == null ? listing.rate() : order.rate();
        return new ServiceTerms(
                listing.name(),
                listing.type(),
                rate,
                listing.refill(),
                listing.cancel() && cancels,
                warranties.of(order.panel(), listing));
    }

    /** The list was never read, or the service has gone from it since: nothing is promised. */
    private static ServiceTerms unknownTerms() {
        return new ServiceTerms("", "", new Money(BigDecimal.ZERO, "USD"), false, false, new Warranty.None());
    }
}
