package io.ordertrail.poller.tracked;

import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.Roles;
import io.ordertrail.poller.storage.WatchedOrders;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/** Watched orders, for operators; any replica answers for every order. */
@Path("/v1/tracked")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
public class WatchedOrderResource {

    private final WatchedOrders orders;

    WatchedOrderResource(WatchedOrders orders) {
        this.orders = orders;
    }

    /** Returns the order and its children. */
    @GET
    @Path("/{orderId}")
    public Uni<List<WatchedOrderView>> find(@RestPath long orderId) {
        return orders.find(orderId).map(states -> {
            if (states.isEmpty()) {
                throw Problem.notFound("Order " + orderId + " is not watched.");
            }
            return states.stream().map(WatchedOrderView::of).toList();
        });
    }
}
