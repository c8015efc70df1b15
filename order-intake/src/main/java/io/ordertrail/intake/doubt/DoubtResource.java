package io.ordertrail.intake.doubt;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.access.Access;
import io.ordertrail.intake.access.Access.Caller;
import io.ordertrail.intake.doubt.DoubtDecisions.Decision;
import io.ordertrail.intake.doubt.DoubtQueries.DoubtView;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.intake.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Orders in doubt, for operators: the evidence, and the three ways to decide. A decision names the submission that it is
 * about by {@code If-Match}, and is safe to repeat.
 */
@Path("/v1/doubts")
class DoubtResource {

    private static final String KEY = "Idempotency-Key";

    private final Access access;
    private final DoubtQueries doubts;
    private final OperatorDecisions decisions;
    private final Attaching attaching;

    DoubtResource(Access access, DoubtQueries doubts, OperatorDecisions decisions, Attaching attaching) {
        this.access = access;
        this.doubts = doubts;
        this.decisions = decisions;
        this.attaching = attaching;
    }

    @GET
    @Operation(summary = "Lists open doubts with their evidence; ?operator=true only those that need an operator.")
    public Uni<List<DoubtView>> list(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @QueryParam("operator") boolean operator,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return access.operator(authorization).chain(() -> doubts.page(operator, after, Math.clamp(limit, 1, 500)));
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary =
                    "Returns the latest doubt of an order by the order's id, decided ones too, with the doubts about its"
                            + " earlier submissions. The ETag is the If-Match of a decision.")
    public Uni<Response> get(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @PathParam("id") long id) {
        return access.operator(authorization)
                .chain(() -> decisions.latest(new OrderId(id)))
                .map(DoubtResource::tagged);
    }

    @POST
    @Path("/{id}/attach")
    @Operation(
            summary =
                    "Decides that it was bought, as the order with the panel's id in the body. The panel is asked for the"
                            + " id first; what it does not confirm needs \"force\": true.")
    public Uni<Response> attach(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(KEY) @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @PathParam("id") long id,
            @Nullable Attach body) {
        return access.operator(authorization).chain(caller -> {
            if (body == null || body.panelOrderId() == null) {
                throw Problem.badRequest(
                        "panelOrderId", "panelOrderId is missing; it is the id the panel shows for the order.");
            }
            PanelOrderId panelOrderId = new PanelOrderId(body.panelOrderId());
            Attaching.Wanted wanted = new Attaching.Wanted(
                    panelOrderId, caller.name(), key, reason(body.reason(), caller), Boolean.TRUE.equals(body.force()));
            return decisions
                    .decide(
                            new OrderId(id),
                            ifMatch,
                            wanted.unchecked(),
                            doubt -> attaching.checked(new OrderId(id), doubt.submission(), wanted))
                    .map(DoubtResource::tagged);
        });
    }

    @POST
    @Path("/{id}/resubmit")
    @Operation(
            summary = "Decides that it was not bought, and submits it again. Be sure: this can buy it a second time.")
    public Uni<Response> resubmit(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(KEY) @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @PathParam("id") long id,
            @Nullable Reason body) {
        return decideNotBought(authorization, key, ifMatch, id, body, "RESUBMITTED", OrderState.RECEIVED);
    }

    @POST
    @Path("/{id}/reject")
    @Operation(summary = "Decides that it was not bought, rejects the order and notifies the shop.")
    public Uni<Response> reject(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(KEY) @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @PathParam("id") long id,
            @Nullable Reason body) {
        return decideNotBought(authorization, key, ifMatch, id, body, "REJECTED", OrderState.REJECTED);
    }

    private Uni<Response> decideNotBought(
            @Nullable String authorization,
            @Nullable String key,
            @Nullable String ifMatch,
            long id,
            @Nullable Reason body,
            String name,
            OrderState next) {
        return access.operator(authorization).chain(caller -> {
            String why = reason(body == null ? null : body.reason(), caller);
            Decision decision = new Decision(name, next, null, caller.name(), key, why);
            return decisions
                    .decide(
                            new OrderId(id),
                            ifMatch,
                            decision,
                            _ -> Uni.createFrom().item(decision))
                    .map(DoubtResource::tagged);
        });
    }

    private static Response tagged(DoubtView doubt) {
        return Response.ok(doubt).header(HttpHeaders.ETAG, doubt.etag()).build();
    }

    private static String reason(@Nullable String given, Caller caller) {
        return given == null || given.isBlank() ? "Decided by " + caller.name() + "." : given;
    }

    /**
     * The body of an attach.
     *
     * @param force whether the id is believed although the panel does not confirm it
     */
    record Attach(
            @Nullable String panelOrderId,
            @Nullable String reason,
            @Nullable Boolean force) {}

    /** The body of the other decisions. */
    record Reason(@Nullable String reason) {}
}
