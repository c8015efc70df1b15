package io.ordertrail.intake.doubt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.PanelName;
import io.ordertrail.events.EventJson;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.intake.catalogue.Catalogue;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.panel.ServiceListing;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/** Computes what an order in doubt must cost at its panel, by the rate at its claim. */
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

    /** Returns the charge and quantity of an order by the columns request, rate and currency of its row. */
    Expected of(Row row) {
        PlaceOrder order = read(row.getString("request"));
        OptionalLong quantity = quantity(order);
        Optional<BigDecimal> charge = catalogue
                .cost(order.panel(), order.content(), OrderRowMapper.rate(row))
                .map(Money::amount);
        return new Expected(charge, quantity, order.content().dripFeed() == null);
    }

    /** Returns how much an order is for in all, by the column request of its row; empty where that is not known. */
    OptionalLong quantity(String request) {
        return quantity(read(request));
    }

    private OptionalLong quantity(PlaceOrder order) {
        String type = catalogue
                .find(order.panel(), order.content().service())
                .map(ServiceListing::type)
                .orElse("");
        return order.content().totalQuantity(type);
    }

    private PlaceOrder read(String request) {
        try {
            return json.readValue(request, PlaceOrder.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
