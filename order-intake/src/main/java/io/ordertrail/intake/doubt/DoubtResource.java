package io.ordertrail.intake.doubt;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.intake.doubt.DoubtDecisions.Decision;
import io.ordertrail.intake.doubt.DoubtQueries.DoubtView;
import io.ordertrail.intake.order.OrderState;
import io.ordertrail.kit.web.Caller;
import io.ordertrail.kit.web.Page;
import io.ordertrail.kit.web.PageRequest;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Orders in doubt, for operators: the evidence, and the three ways to decide. A decision names the submission that it is
 * about by {@code If-Match}, and is safe to repeat.
 */
@Path("/v1/doubts")
class DoubtResource {

    private static final String KEY = "Idempotency-Key";

    private final DoubtQueries doubts;
    private final OperatorDecisions decisions;
    private final Attaching attaching;
    private final Caller caller;

    DoubtResource(DoubtQueries doubts, OperatorDecisions decisions, Attaching attaching, Caller caller) {
        this.caller = caller;
        this.doubts = doubts;
        this.decisions = decisions;
        this.attaching = attaching;
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Operation(summary = "Lists open doubts with their evidence; ?operator=true only those that need an operator.")
    public Uni<Page<DoubtView>> list(@QueryParam("operator") boolean operator, @BeanParam PageRequest page) {
        return doubts.page(operator, page.afterNumber(0), page.rows())
                .map(found -> Page.of(found, page.size(), doubt -> Long.toString(doubt.order())));
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Path("/{id}")
    @Operation(
            summary = "Returns the latest doubt of an order by the order's id, decided ones too, with the doubts about"
                    + " its earlier submissions. The ETag is the If-Match of a decision.")
    public Uni<Response> get(@PathParam("id") long id) {
        return decisions.latest(order(id)).map(DoubtResource::tagged);
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{id}/attach")
    @Operation(
            summary = "Decides that it was bought, as the order with the panel's id in the body. The panel is asked for"
                    + " the id first; what it does not confirm needs \"force\": true.")
    public Uni<Response> attach(
            @HeaderParam(KEY) @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @PathParam("id") long id,
            @Nullable Attach body) {
        if (body == null || body.panelOrderId() == null) {
            throw Problem.badRequest(
                    "panelOrderId", "panelOrderId is missing; it is the id the panel shows for the order.");
        }
        PanelOrderId panelOrderId = Problem.parse("panelOrderId", body.panelOrderId(), PanelOrderId::new);
        Attaching.Wanted wanted = new Attaching.Wanted(
                panelOrderId, caller.name(), key, reason(body.reason()), Boolean.TRUE.equals(body.force()));
        return decisions
                .decide(
                        order(id),
                        ifMatch,
                        wanted.unchecked(),
                        doubt -> attaching.checked(order(id), doubt.submission(), wanted))
                .map(DoubtResource::tagged);
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{id}/resubmit")
    @Operation(
            summary =
                    "Decides that it was not bought, and submits it again. Be sure: this can buy it a second time. 409 before"
                            + " settledAt.")
    public Uni<Response> resubmit(
            @HeaderParam(KEY) @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @PathParam("id") long id,
            @Nullable Reason body) {
        return decideNotBought(key, ifMatch, id, body, "RESUBMITTED", OrderState.RECEIVED);
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{id}/reject")
    @Operation(
            summary = "Decides that it was not bought, rejects the order and notifies the shop. 409 before settledAt.")
    public Uni<Response> reject(
            @HeaderParam(KEY) @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @PathParam("id") long id,
            @Nullable Reason body) {
        return decideNotBought(key, ifMatch, id, body, "REJECTED", OrderState.REJECTED);
    }

    private Uni<Response> decideNotBought(
            @Nullable String key,
            @Nullable String ifMatch,
            long id,
            @Nullable Reason body,
            String name,
            OrderState next) {
        String why = reason(body == null ? null : body.reason());
        Decision decision = new Decision(name, next, null, caller.name(), key, why);
        return decisions.decideNotBought(order(id), ifMatch, decision).map(DoubtResource::tagged);
    }

    private static OrderId order(long id) {
        if (id <= 0) {
            throw Problem.notFound("There is no order " + id + ".");
        }
        return new OrderId(id);
    }

    private static Response tagged(DoubtView doubt) {
        return Response.ok(doubt).header(HttpHeaders.ETAG, doubt.etag()).build();
    }

    private String reason(@Nullable String given) {
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
