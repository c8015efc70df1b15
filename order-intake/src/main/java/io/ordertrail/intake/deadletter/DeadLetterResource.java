package io.ordertrail.intake.deadletter;

import io.ordertrail.intake.access.Access;
import io.ordertrail.intake.access.Access.Caller;
import io.ordertrail.intake.deadletter.DeadLetterStore.DeadLetter;
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

/** Dead letters, for operators. */
@Path("/v1/dead-letters")
class DeadLetterResource {

    private final Access access;
    private final DeadLetterStore store;
    private final DeadLetterReplayer replay;

    DeadLetterResource(Access access, DeadLetterStore store, DeadLetterReplayer replay) {
        this.access = access;
        this.store = store;
        this.replay = replay;
    }

    @GET
    @Operation(summary = "What could not be processed and waits for a decision; ?all=true for the decided ones too.")
    public Uni<List<DeadLetter>> list(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @QueryParam("all") boolean all,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return access.operator(authorization).chain(() -> store.page(after, all, Math.clamp(limit, 1, 500)));
    }

    @POST
    @Path("/{id}/replay")
    @Operation(summary = "Put it back on the topic that it came from. Consumers drop what they had understood before.")
    public Uni<DeadLetter> replay(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @PathParam("id") long id) {
        return access.operator(authorization)
                .chain(caller -> open(id).chain(letter -> letter.decision() != null
                        ? decided(letter, "REPLAYED")
                        // Sent before it is marked: a crash in between replays it twice, which consumers drop, and
                        // never loses it.
                        : store.value(id)
                                .chain(value -> replay.of(letter, value))
                                .chain(() -> decide(id, "REPLAYED", caller))));
    }

    @POST
    @Path("/{id}/discard")
    @Operation(summary = "Decide that it is not needed. It is kept, marked as discarded.")
    public Uni<DeadLetter> discard(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, @PathParam("id") long id) {
        return access.operator(authorization)
                .chain(caller -> open(id).chain(letter ->
                        letter.decision() != null ? decided(letter, "DISCARDED") : decide(id, "DISCARDED", caller)));
    }

    private Uni<DeadLetter> open(long id) {
        return store.find(id)
                .map(letter -> letter.orElseThrow(() -> Problem.notFound("There is no dead letter " + id + ".")));
    }

    private Uni<DeadLetter> decide(long id, String decision, Caller caller) {
        return store.decide(id, decision, caller.name()).chain(() -> open(id));
    }

    private static Uni<DeadLetter> decided(DeadLetter letter, String decision) {
        if (!decision.equals(letter.decision())) {
            throw Problem.conflict("It was decided before: %s by %s.".formatted(letter.decision(), letter.decidedBy()));
        }
        return Uni.createFrom().item(letter);
    }
}
