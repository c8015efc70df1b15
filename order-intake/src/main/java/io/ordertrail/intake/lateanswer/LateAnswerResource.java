package io.ordertrail.intake.lateanswer;

import io.ordertrail.intake.lateanswer.LateAnswers.LateAnswer;
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

/** Late answers, for operators. */
@Path("/v1/late-answers")
class LateAnswerResource {

    private final LateAnswers answers;
    private final Caller caller;

    LateAnswerResource(LateAnswers answers, Caller caller) {
        this.answers = answers;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Operation(
            summary =
                    "Lists ids that a panel gave an order after the order had gone another way: the panel may have it twice."
                            + " ?all=true lists settled ones too.")
    public Uni<Page<LateAnswer>> list(@QueryParam("all") boolean all, @BeanParam PageRequest page) {
        return answers.page(page.afterNumber(0), all, page.rows())
                .map(found -> Page.of(found, page.size(), answer -> Long.toString(answer.id())));
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{id}/settle")
    @Operation(summary = "Notes that the two orders were compared at the panel. Safe to repeat.")
    public Uni<LateAnswer> settle(@PathParam("id") long id) {
        return answers.settle(id, caller.name())
                .chain(() -> answers.find(id))
                .map(answer -> answer.orElseThrow(() -> Problem.notFound("There is no late answer " + id + ".")));
    }
}
