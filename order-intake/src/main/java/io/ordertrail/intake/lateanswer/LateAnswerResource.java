package io.ordertrail.intake.lateanswer;

import io.ordertrail.intake.access.Access;
import io.ordertrail.intake.lateanswer.LateAnswers.LateAnswer;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Late answers, for operators. */
@Path("/v1/late-answers")
class LateAnswerResource {

    private final Access access;
    private final LateAnswers answers;

    LateAnswerResource(Access access, LateAnswers answers) {
        this.access = access;
        this.answers = answers;
    }

    @GET
    @Operation(
            summary =
                    "List ids that a panel gave an order after the order had gone another way: the panel may have it twice."
                            + " ?all=true lists settled ones too.")
    public Uni<List<LateAnswer>> list(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @QueryParam("all") boolean all,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return access.operator(authorization).chain(() -> answers.page(after, all, Math.clamp(limit, 1, 500)));
    }

    @POST
    @Path("/{id}/settle")
    @Operation(summary = "Note that the two orders were compared at the panel. Safe to repeat.")
    public Uni<LateAnswer> settle(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @PathParam("id") long id) {
        return access.operator(authorization)
                .chain(caller -> answers.settle(id, caller.name()))
                .chain(() -> answers.find(id))
                .map(answer -> answer.orElseThrow(() -> Problem.notFound("There is no late answer " + id + ".")));
    }
}
