package io.ordertrail.intake.doubt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertrail.domain.PanelName;
import io.ordertrail.events.EventJson;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.intake.catalogue.Catalogue;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/** Computes by the catalogue what an order in doubt must cost at its panel. */
@Singleton
class ExpectedCharges {

    private final Catalogue catalogue;
    private final ObjectMapper json = EventJson.mapper();

    ExpectedCharges(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The charge and the quantity of an order; each empty where it is not known.
     *
     * @param atOnce whether the panel charges it when it takes it; the runs of a drip-feed may be charged one by one
     */
    record Expected(Optional<BigDecimal> charge, OptionalLong quantity, boolean atOnce) {}

    /** Whether the panel's prices are known here yet; shortly after a start they are not. */
    boolean knows(PanelName panel) {
        return catalogue.knows(panel);
    }

    /** Returns the charge and quantity of an order by its stored request. */
    Expected of(String request) {
        PlaceOrder order = read(request);
        OptionalLong quantity = order.content().totalQuantity();
        Optional<BigDecimal> charge = catalogue
                .find(order.panel(), order.content().service())
                .filter(_ -> quantity.isPresent())
                .map(service -> service.rate()
                        .amount()
                        .multiply(BigDecimal.valueOf(quantity.orElseThrow()))
                        .movePointLeft(3));
        return new Expected(charge, quantity, order.content().dripFeed() == null);
    }

    private PlaceOrder read(String request) {
        try {
            return json.readValue(request, PlaceOrder.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
