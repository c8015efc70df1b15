package io.ordertrail.intake.catalogue;

import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.PanelName;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.events.SubmissionEvent.RejectionReason;
import io.ordertrail.intake.order.NewOrder.Rejection;
import io.ordertrail.panel.OrderType;
import io.ordertrail.panel.ServiceListing;
import io.ordertrail.panel.http.Panels;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Checks what an order asks for against the catalogue, before money is spent. */
@Singleton
public class OrderValidator {

    private static final int MOST_TAGS = 10;
    /** Browsers and servers take about as much. */
    private static final int LONGEST_LINK = 2048;

    private final Panels panels;
    private final Catalogue catalogue;

    OrderValidator(Panels panels, Catalogue catalogue) {
        this.panels = panels;
        this.catalogue = catalogue;
    }

    /** Whether the panel's list of services has been read. Before that nothing is bought: it could not be compared later. */
    public boolean knows(PanelName panel) {
        return catalogue.knows(panel);
    }

    /** Why it cannot be bought, or empty: also while the panel's list has never been read, since then it is unknown. */
    public Optional<Rejection> check(PlaceOrder order) {
        if (panels.find(order.panel()).isEmpty()) {
            return no(
                    RejectionReason.UNKNOWN_PANEL,
                    "panel '%s' is unknown; there are %s"
                            .formatted(
                                    order.panel(),
                                    panels.all().stream()
                                            .map(panel -> panel.name().value())
                                            .collect(Collectors.joining(", "))));
        }
        if (order.tags().size() > MOST_TAGS) {
            return no(
                    RejectionReason.BAD_PARAMETERS,
                    "tags are at most 10, but are " + order.tags().size());
        }
        String link = order.content().link();
        if (link != null && link.length() > LONGEST_LINK) {
            return no(
                    RejectionReason.BAD_PARAMETERS,
                    "content.link must be at most %d characters, but is %d".formatted(LONGEST_LINK, link.length()));
        }
        if (!catalogue.knows(order.panel())) {
            return Optional.empty();
        }
        return catalogue
                .find(order.panel(), order.content().service())
                .map(service -> against(service, order.content()))
                .orElseGet(() -> no(
                        RejectionReason.UNKNOWN_SERVICE,
                        "the panel %s does not sell service %s"
                                .formatted(order.panel(), order.content().service())));
    }

    private static Optional<Rejection> against(ServiceListing service, OrderContent content) {
        List<String> problems = OrderType.find(service.type())
                .map(type -> type.problems(content))
                .orElse(List.of());
        if (!problems.isEmpty()) {
            return no(RejectionReason.BAD_PARAMETERS, String.join("; ", problems));
        }
        OptionalLong quantity = content.quantity() == null
                ? content.totalQuantity(service.type())
                : OptionalLong.of(content.quantity());
        boolean outside = quantity.isPresent()
                && (quantity.getAsLong() < service.minimum() || quantity.getAsLong() > service.maximum());
        return outside
                ? no(
                        RejectionReason.QUANTITY_OUT_OF_RANGE,
                        "quantity must be %d to %d for service %s, but is %d"
                                .formatted(service.minimum(), service.maximum(), service.id(), quantity.getAsLong()))
                : Optional.empty();
    }

    private static Optional<Rejection> no(RejectionReason reason, String message) {
        return Optional.of(new Rejection(reason, message));
    }
}
