package io.ordertrail.refill.operator;

import io.ordertrail.domain.RefillId;
import io.ordertrail.kit.web.Page;
import io.ordertrail.kit.web.PageRequest;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.Roles;
import io.ordertrail.refill.lifecycle.RefillDecision;
import io.ordertrail.refill.lifecycle.RefillState;
import io.ordertrail.refill.storage.RefillQueries;
import io.ordertrail.refill.storage.RefillQueries.Filter;
import io.ordertrail.refill.storage.RefillQueries.View;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Arrays;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Lists refills, and takes operators' decisions about those that nothing else decides. */
@Path("/v1/refills")
@Produces(MediaType.APPLICATION_JSON)
public class RefillsResource {

    private final RefillQueries queries;
    private final OperatorDecisions decisions;
    private final InstantSource clock;

    RefillsResource(RefillQueries queries, OperatorDecisions decisions, InstantSource clock) {
        this.queries = queries;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * What was found at the panel.
     *
     * @param taken must be given: {@code false} requests the refill again
     * @param refill the panel's id of it, if it was taken and has one
     */
    record Settlement(@Nullable Boolean taken, @Nullable String refill) {}

    /** @param reason kept with the refill and published in the event */
    record Closing(@Nullable String reason) {}

    /** Lists refills: {@code ?needsOperator=true}, {@code ?state=IN_DOUBT}, {@code ?panel=smmnew}, {@code ?order=7}. */
    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    public Uni<Page<View>> list(
            @BeanParam PageRequest page,
            @QueryParam("panel") @Nullable String panel,
            @QueryParam("state") @Nullable String state,
            @QueryParam("needsOperator") boolean needsOperator,
            @QueryParam("open") boolean open,
            @QueryParam("order") @Nullable Long order) {
        if (state != null
                && Arrays.stream(RefillState.values())
                        .noneMatch(known -> known.name().equals(state))) {
            throw Problem.badRequest(
                    "state",
                    "state must be one of %s, but is '%s'.".formatted(Arrays.toString(RefillState.values()), state));
        }
        return queries.list(new Filter(page.afterNumber(0), panel, state, needsOperator, open, order, page.rows()))
                .map(found -> Page.of(found, page.size(), view -> Long.toString(view.id())));
    }

    /** Returns one refill with its evidence, and the ETag that a decision about it must name. */
    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Path("{id}")
    public Uni<Response> find(@RestPath long id) {
        return queries.find(id)
                .map(found -> OperatorDecisions.shown(
                        found.orElseThrow(() -> OperatorDecisions.unknown(id)), clock.instant()));
    }

    /** A refill in doubt was found at the panel, or was not: then it is requested again. */
    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("{id}/settle")
    public Uni<Response> settle(
            @RestPath long id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable Settlement settlement) {
        if (settlement == null || settlement.taken() == null) {
            throw Problem.badRequest(
                    "taken", "taken must be true or false: whether the panel has the refill. false requests it again.");
        }
        RefillId refill = settlement.refill() == null || settlement.refill().isBlank()
                ? null
                : Problem.parse("refill", settlement.refill(), RefillId::new);
        return decisions.decide(
                id,
                ifMatch,
                settlement.taken() ? new RefillDecision.FoundAtPanel(refill) : new RefillDecision.NotAtPanel());
    }

    /** A refill that was escalated is tried again. */
    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("{id}/retry")
    public Uni<Response> retry(@RestPath long id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return decisions.decide(id, ifMatch, new RefillDecision.TryAgain());
    }

    /** A refill that was given up does not run at the panel any more: others may be requested. */
    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("{id}/release")
    public Uni<Response> release(@RestPath long id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return decisions.decide(id, ifMatch, new RefillDecision.Release());
    }

    /** Nothing more is done about it. */
    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("{id}/close")
    public Uni<Response> close(
            @RestPath long id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Nullable Closing closing) {
        String reason = closing == null || closing.reason() == null ? "no reason given" : closing.reason();
        return decisions.decide(id, ifMatch, new RefillDecision.Close(reason));
    }
}
