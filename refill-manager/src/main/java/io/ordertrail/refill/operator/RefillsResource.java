package io.ordertrail.refill.operator;

import io.ordertrail.domain.RefillId;
import io.ordertrail.refill.lifecycle.RefillDoubt;
import io.ordertrail.refill.lifecycle.RefillState;
import io.ordertrail.refill.storage.RefillQueries;
import io.ordertrail.refill.storage.RefillQueries.Filter;
import io.ordertrail.refill.storage.RefillQueries.View;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Refills, and what a person decides about those that nothing else decides. */
@Path("/v1/refills")
@Produces(MediaType.APPLICATION_JSON)
public class RefillsResource {

    private static final int MOST = 200;
    private static final String UNSET = "";

    private final RefillQueries views;
    private final OperatorDecisions settling;

    RefillsResource(RefillQueries views, OperatorDecisions settling) {
        this.views = views;
        this.settling = settling;
    }

    /** A page; {@code next} is the {@code after} of the following one, absent after the last. */
    record Page(List<View> refills, @Nullable Long next) {}

    /** @param refill the panel's id of it, if it was taken and has one */
    record Settlement(boolean taken, @Nullable String refill) {}

    /** @param reason kept with the refill and told in the event */
    record Closing(@Nullable String reason) {}

    /** Lists refills: {@code ?needsOperator=true}, {@code ?state=IN_DOUBT}, {@code ?panel=smmnew}, {@code ?order=7}. */
    @GET
    public Uni<Response> list(
            @QueryParam("after") long after,
            @QueryParam("panel") @Nullable String panel,
            @QueryParam("state") @Nullable String state,
            @QueryParam("needsOperator") boolean needsOperator,
            @QueryParam("open") boolean open,
            @QueryParam("order") @Nullable Long order,
            @QueryParam("limit") int limit) {
        if (state != null
                && Arrays.stream(RefillState.values())
                        .noneMatch(known -> known.name().equals(state))) {
            return Uni.createFrom()
                    .item(OperatorDecisions.answer(
                            Response.Status.BAD_REQUEST,
                            "state must be one of %s, but is '%s'."
                                    .formatted(Arrays.toString(RefillState.values()), state)));
        }
        int size = limit <= 0 ? 50 : Math.min(limit, MOST);
        return views.list(new Filter(after, panel, state, needsOperator, open, order, size))
                .map(found -> Response.ok(new Page(
                                found,
                                found.size() < size ? null : found.getLast().id()))
                        .build());
    }

    /** One refill with its evidence. */
    @GET
    @Path("{id}")
    public Uni<Response> find(@RestPath long id) {
        return views.find(id)
                .map(found ->
                        found.map(view -> Response.ok(view).build()).orElseGet(() -> OperatorDecisions.unknown(id)));
    }

    /** A refill in doubt was found at the panel, or was not: then it is asked for again. */
    @POST
    @Path("{id}/settle")
    public Uni<Response> settle(@RestPath long id, Settlement settlement) {
        RefillId refill = settlement.refill() == null || settlement.refill().equals(UNSET)
                ? null
                : new RefillId(settlement.refill());
        return settling.decide(
                id,
                context -> settlement.taken()
                        ? RefillDoubt.foundTaken(context, refill, "An operator found it at the panel")
                        : RefillDoubt.foundNotTaken(context, "An operator did not find it at the panel"));
    }

    /** A refill that was escalated is tried anew. */
    @POST
    @Path("{id}/retry")
    public Uni<Response> retry(@RestPath long id) {
        return settling.decide(id, context -> RefillDoubt.triedAnew(context, "An operator had it tried anew"));
    }

    /** A refill that was given up does not run at the panel any more: others may be asked for. */
    @POST
    @Path("{id}/release")
    public Uni<Response> release(@RestPath long id) {
        return settling.release(id);
    }

    /** Nothing more is done about it. */
    @POST
    @Path("{id}/close")
    public Uni<Response> close(@RestPath long id, @Nullable Closing closing) {
        String reason = closing == null || closing.reason() == null ? "no reason given" : closing.reason();
        return settling.decide(id, context -> RefillDoubt.closed(context, "Closed by an operator: " + reason));
    }
}
