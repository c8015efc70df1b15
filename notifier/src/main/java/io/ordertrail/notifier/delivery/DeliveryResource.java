package io.ordertrail.notifier.delivery;

import io.ordertrail.notifier.access.CurrentCaller;
import io.ordertrail.notifier.problem.Problem;
import io.ordertrail.notifier.problem.ProblemException;
import io.smallrye.mutiny.Uni;
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
    private final CurrentCaller caller;

    DeliveryResource(DeliveryStore deliveries, Replays replays, CurrentCaller caller) {
        this.deliveries = deliveries;
        this.replays = replays;
        this.caller = caller;
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a delivery, with what is sent and every attempt")
    public Uni<DeliveryView> read(@PathParam("id") String id) {
        return ownDelivery(id);
    }

    @POST
    @Path("/{id}/replay")
    @Operation(summary = "Send a delivery again that was delivered or given up")
    public Uni<Response> replay(@PathParam("id") String id) {
        return ownDelivery(id)
                .flatMap(delivery -> replays.one(DeliveryView.internalId(delivery.id()), delivery.subscription()))
                .map(again -> {
                    if (!again) {
                        throw new ProblemException(
                                Problem.conflict("It is still being tried; there is nothing to send again yet."));
                    }
                    return Response.accepted(new SubscriptionDeliveryResource.Replayed(1))
                            .build();
                });
    }

    private Uni<DeliveryView> ownDelivery(String id) {
        return deliveries
                .find(DeliveryView.internalId(id))
                .map(found -> found.filter(one -> caller.get().maySee(one.shop()))
                        .map(DeliveryStore.Found::delivery)
                        .orElseThrow(
                                () -> new ProblemException(Problem.notFound("There is no delivery '" + id + "'."))));
    }
}
