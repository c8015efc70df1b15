package io.ordertrail.poller.tracked;

import io.ordertrail.poller.storage.WatchedOrders;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** What is watched, for operators; any replica answers for every order. */
@Path("/v1/tracked")
@Produces(MediaType.APPLICATION_JSON)
public class WatchedOrderResource {

    private final WatchedOrders orders;

    WatchedOrderResource(WatchedOrders orders) {
        this.orders = orders;
    }

    /** The order and its children. */
    @GET
    @Path("/{orderId}")
    public Uni<RestResponse<List<WatchedOrderView>>> find(@RestPath long orderId) {
        return orders.find(orderId)
                .map(states -> states.stream().map(WatchedOrderView::of).toList())
                .map(found -> found.isEmpty() ? RestResponse.notFound() : RestResponse.ok(found));
    }
}
