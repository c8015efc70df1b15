package io.ordertrail.intake.doubt;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.doubt.DoubtDecisions.Decision;
import io.ordertrail.intake.doubt.DoubtQueries.DoubtView;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.kit.web.Caller;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Orders in doubt, for operators: the evidence, and the three ways to decide. Each decision is safe to repeat. */
@Path("/v1/doubts")
class DoubtResource {

    private static final String KEY = "Idempotency-Key";

    private final DoubtQueries views;
    private final DoubtDecisions decisions;
    private final Caller caller;

    DoubtResource(DoubtQueries views, DoubtDecisions decisions, Caller caller) {
        this.views = views;
        this.decisions = decisions;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Operation(summary = "Open doubts with their evidence; ?person=true only those that wait for a person.")
    public Uni<List<DoubtView>> list(
            @QueryParam("person") boolean person,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return views.page(person, after, Math.clamp(limit, 1, 500));
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Path("/{id}")
    @Operation(summary = "One doubt by its order id, decided ones too.")
    public Uni<DoubtView> get(@PathParam("id") long id) {
        return known(id);
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{id}/attach")
    @Operation(summary = "It was bought: this is the panel's order id.")
    public Uni<DoubtView> attach(
            @HeaderParam(KEY) @Nullable String key, @PathParam("id") long id, @Nullable Attach body) {
        if (body == null || body.panelOrderId() == null) {
            throw Problem.badRequest(
                    "panelOrderId", "panelOrderId is missing; it is the id the panel shows for the order.");
        }
        return decide(
                id,
                new Decision(
                        "ATTACHED",
                        OrderState.ACCEPTED,
                        Problem.parse("panelOrderId", body.panelOrderId(), PanelOrderId::new),
                        caller.name(),
                        key,
                        reason(body.reason())));
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{id}/resubmit")
    @Operation(summary = "It was not bought: submit it again. Be sure: this can buy it a second time.")
    public Uni<DoubtView> resubmit(
            @HeaderParam(KEY) @Nullable String key, @PathParam("id") long id, @Nullable Why body) {
        return decideNotBought(key, id, body, "RESUBMITTED", OrderState.RECEIVED);
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{id}/reject")
    @Operation(summary = "It was not bought, and shall not be: the shop is told.")
    public Uni<DoubtView> reject(@HeaderParam(KEY) @Nullable String key, @PathParam("id") long id, @Nullable Why body) {
        return decideNotBought(key, id, body, "REJECTED", OrderState.REJECTED);
    }

    private Uni<DoubtView> decideNotBought(
            @Nullable String key, long id, @Nullable Why body, String name, OrderState next) {
        String why = reason(body == null ? null : body.reason());
        return decide(id, new Decision(name, next, null, caller.name(), key, why));
    }

    private Uni<DoubtView> decide(long id, Decision decision) {
        return known(id)
                .chain(doubt -> decisions
                        .decide(new OrderId(id), decision)
                        .onFailure(PgException.class)
                        .transform(failure -> Problem.conflict(
                                "Another order has that panel order id, or that Idempotency-Key was used for another"
                                        + " decision."))
                        .chain(moved -> known(id).invoke(now -> {
                            if (moved.isEmpty() && !now.isSame(decision)) {
                                throw Problem.conflict(
                                        "It was decided before: %s by %s.".formatted(now.decision(), now.decidedBy()));
                            }
                        })));
    }

    private Uni<DoubtView> known(long id) {
        return views.find(id)
                .map(doubt -> doubt.orElseThrow(() -> Problem.notFound("Order " + id + " was never in doubt.")));
    }

    private String reason(@Nullable String given) {
        return given == null || given.isBlank() ? "Decided by " + caller.name() + "." : given;
    }

    /** The id, and why. */
    record Attach(@Nullable String panelOrderId, @Nullable String reason) {}

    /** Why. */
    record Why(@Nullable String reason) {}
}
