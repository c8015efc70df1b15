package io.ordertrail.intake.refusal;

import io.ordertrail.intake.refusal.RefusalProofs.LearnedRefusal;
import io.ordertrail.kit.web.Caller;
import io.ordertrail.kit.web.Page;
import io.ordertrail.kit.web.PageRequest;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Learned refusals, for operators. */
@Path("/v1/learned-refusals")
class LearnedRefusalResource {

    private final RefusalProofs proofs;
    private final Caller caller;

    LearnedRefusalResource(RefusalProofs proofs, Caller caller) {
        this.proofs = proofs;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Operation(
            summary =
                    "Lists error texts of panels after which orders proved not taken; from the second proof on such a text"
                            + " rejects an order. The doubt about firstOrder has the evidence. ?all=true lists revoked ones too.")
    public Uni<Page<LearnedRefusal>> list(@QueryParam("all") boolean all, @BeanParam PageRequest page) {
        return proofs.page(page.afterNumber(0), all, page.rows())
                .map(found -> Page.of(found, page.size(), refusal -> Long.toString(refusal.id())));
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{id}/revoke")
    @Operation(
            summary =
                    "The text proves nothing from now on, and is not learned again. Safe to repeat; takes effect within"
                            + " seconds.")
    public Uni<LearnedRefusal> revoke(@PathParam("id") long id) {
        return proofs.revoke(id, caller.name())
                .chain(() -> proofs.find(id))
                .map(refusal -> refusal.orElseThrow(() -> Problem.notFound("There is no learned refusal " + id + ".")));
    }
}
