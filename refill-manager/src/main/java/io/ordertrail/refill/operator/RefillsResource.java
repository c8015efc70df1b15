package io.ordertrail.refill.operator;

import io.ordertrail.domain.RefillId;
import io.ordertrail.kit.web.Page;
import io.ordertrail.kit.web.PageRequest;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.Roles;
import io.ordertrail.refill.lifecycle.RefillDoubt;
import io.ordertrail.refill.lifecycle.RefillState;
import io.ordertrail.refill.storage.RefillQueries;
import io.ordertrail.refill.storage.RefillQueries.Filter;
import io.ordertrail.refill.storage.RefillQueries.View;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Refills, and what a person decides about those that nothing else decides. */
@Path("/v1/refills")
@Produces(MediaType.APPLICATION_JSON)
public class RefillsResource {

    private final RefillQueries views;
    private final OperatorDecisions settling;

    RefillsResource(RefillQueries views, OperatorDecisions settling) {
        this.views = views;
        this.settling = settling;
    }

    /** @param refill the panel's id of it, if it was taken and has one */
    record Settlement(@Nullable Boolean taken, @Nullable String refill) {}

    /** @param reason kept with the refill and told in the event */
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
        return views.list(new Filter(page.afterNumber(0), panel, state, needsOperator, open, order, page.rows()))
                .map(found -> Page.of(found, page.size(), view -> Long.toString(view.id())));
    }

    /** One refill with its evidence. */
    @GET
    @Path("{id}")
    @RolesAllowed({Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    public Uni<View> find(@RestPath long id) {
        return views.find(id).map(found -> found.orElseThrow(() -> OperatorDecisions.unknown(id)));
    }

    /** A refill in doubt was found at the panel, or was not: then it is asked for again. */
    @POST
    @Path("{id}/settle")
    @RolesAllowed(Roles.OPERATOR)
    public Uni<View> settle(@RestPath long id, @Nullable Settlement settlement) {
        if (settlement == null || settlement.taken() == null) {
            throw Problem.invalid("taken", "is missing", "Send true if the panel has the refill, false if it has not.");
        }
        boolean taken = settlement.taken();
        RefillId refill = settlement.refill() == null || settlement.refill().isEmpty()
                ? null
                : Problem.parse("refill", settlement.refill(), RefillId::new);
        return settling.decide(
                id,
                context -> taken
                        ? RefillDoubt.foundTaken(context, refill, "An operator found it at the panel")
                        : RefillDoubt.foundNotTaken(context, "An operator did not find it at the panel"));
    }

    /** A refill that was escalated is tried anew. */
    @POST
    @Path("{id}/retry")
    @RolesAllowed(Roles.OPERATOR)
    public Uni<View> retry(@RestPath long id) {
        return settling.decide(id, context -> RefillDoubt.triedAnew(context, "An operator had it tried anew"));
    }

    /** A refill that was given up does not run at the panel any more: others may be asked for. */
    @POST
    @Path("{id}/release")
    @RolesAllowed(Roles.OPERATOR)
    public Uni<View> release(@RestPath long id) {
        return settling.release(id);
    }

    /** Nothing more is done about it. */
    @POST
    @Path("{id}/close")
    @RolesAllowed(Roles.OPERATOR)
    public Uni<View> close(@RestPath long id, @Nullable Closing closing) {
        String reason = closing == null || closing.reason() == null ? "no reason given" : closing.reason();
        return settling.decide(id, context -> RefillDoubt.closed(context, "Closed by an operator: " + reason));
    }
}
