package io.ordertrail.intake.access;

import io.ordertrail.domain.ShopId;
import io.ordertrail.intake.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Keys, for operators. */
@Path("/v1/keys")
class KeyResource {

    private static final int SHORTEST_KEY = 24;

    private final Access access;
    private final ApiKeys keys;

    KeyResource(Access access, ApiKeys keys) {
        this.access = access;
        this.keys = keys;
    }

    @POST
    @Operation(summary = "Make a key for a shop, or, without one, for an operator. It is shown this once.")
    public Uni<Response> create(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @Nullable KeyRequest request) {
        return access.operator(authorization).chain(() -> {
            if (request == null
                    || request.description() == null
                    || request.description().isBlank()) {
                throw Problem.badRequest("description", "description is missing; say whose key it is and what for.");
            }
            if (request.key() != null && request.key().length() < SHORTEST_KEY) {
                throw Problem.badRequest("key", "A key of your own has at least 24 characters; or leave it out.");
            }
            return keys.create(
                            Optional.ofNullable(request.shop()).map(ShopId::new),
                            request.description(),
                            Optional.ofNullable(request.key()))
                    .map(key -> Response.status(201).entity(key).build());
        });
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke a key. It stops working at once.")
    public Uni<Response> revoke(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @PathParam("id") String id) {
        return access.operator(authorization).chain(() -> keys.revoke(id)).map(revoked -> {
            if (!revoked) {
                throw Problem.notFound("There is no key " + id + ", or it was revoked before.");
            }
            return Response.noContent().build();
        });
    }

    /**
     * What a key is wanted for.
     *
     * @param shop the CloudEvents source of its orders; an operator's key if it is absent
     * @param key one that the shop has already, as for the notifier; made here if it is absent
     */
    record KeyRequest(
            @Nullable String shop,
            @Nullable String description,
            @Nullable String key) {}
}
