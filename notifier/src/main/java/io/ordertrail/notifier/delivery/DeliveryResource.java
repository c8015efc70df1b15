package io.ordertrail.notifier.delivery;

import io.ordertrail.kit.web.Caller;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Single deliveries over REST: look at one, send one again. */
@Path("/v1/deliveries")
@Tag(name = "Deliveries")
public class DeliveryResource {

    private final DeliveryStore deliveries;
    private final Replays replays;
    private final Caller caller;

    DeliveryResource(DeliveryStore deliveries, Replays replays, Caller caller) {
        this.deliveries = deliveries;
        this.replays = replays;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Path("/{id}")
    @Operation(summary = "Read a delivery, with what is sent and every attempt")
    public Uni<DeliveryView> read(@PathParam("id") String id) {
        return ownDelivery(id);
    }

    @POST
    @RolesAllowed({Roles.SHOP, Roles.OPERATOR})
    @Path("/{id}/replay")
    @Operation(summary = "Send a delivery again that was delivered or given up")
    public Uni<Response> replay(@PathParam("id") String id) {
        return ownDelivery(id)
                .flatMap(delivery -> replays.one(DeliveryView.internalId(delivery.id()), delivery.subscription()))
                .map(again -> {
                    if (!again) {
                        throw Problem.conflict("It is still being tried; there is nothing to send again yet.");
                    }
                    return Response.accepted(new SubscriptionDeliveryResource.Replayed(1))
                            .build();
                });
    }

    private Uni<DeliveryView> ownDelivery(String id) {
        return deliveries
                .find(DeliveryView.internalId(id))
                .map(found -> found.filter(one -> caller.maySee(one.shop()))
                        .map(DeliveryStore.Found::delivery)
                        .orElseThrow(() -> Problem.notFound("There is no delivery '" + id + "'.")));
    }
}
