package io.ordertrail.intake.deadletter;

import io.ordertrail.intake.deadletter.DeadLetterStore.DeadLetter;
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

/** Dead letters, for operators. */
@Path("/v1/dead-letters")
class DeadLetterResource {

    private final DeadLetterStore store;
    private final DeadLetterReplayer replay;
    private final Caller caller;

    DeadLetterResource(DeadLetterStore store, DeadLetterReplayer replay, Caller caller) {
        this.store = store;
        this.replay = replay;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Operation(summary = "What could not be processed and waits for a decision; ?all=true for the decided ones too.")
    public Uni<Page<DeadLetter>> list(@BeanParam PageRequest page, @QueryParam("all") boolean all) {
        return store.page(page.afterNumber(0), all, page.rows())
                .map(found -> Page.of(found, page.size(), letter -> Long.toString(letter.id())));
    }

    @POST
    @Path("/{id}/replay")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Republish to the original topic. Consumers ignore records they have already processed.")
    public Uni<DeadLetter> replay(@PathParam("id") long id) {
        return open(id).chain(letter -> letter.decision() != null
                ? decided(letter, "REPLAYED")
                // Sent before it is marked: a crash in between replays it twice, which consumers ignore, and never
                // loses it.
                : store.value(id).chain(value -> replay.of(letter, value)).chain(() -> decide(id, "REPLAYED")));
    }

    @POST
    @Path("/{id}/discard")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Decide that it is not needed. It is kept, marked as discarded.")
    public Uni<DeadLetter> discard(@PathParam("id") long id) {
        return open(id).chain(
                        letter -> letter.decision() != null ? decided(letter, "DISCARDED") : decide(id, "DISCARDED"));
    }

    private Uni<DeadLetter> open(long id) {
        return store.find(id)
                .map(letter -> letter.orElseThrow(() -> Problem.notFound("There is no dead letter " + id + ".")));
    }

    private Uni<DeadLetter> decide(long id, String decision) {
        return store.decide(id, decision, caller.name()).chain(() -> open(id));
    }

    private static Uni<DeadLetter> decided(DeadLetter letter, String decision) {
        if (!decision.equals(letter.decision())) {
            throw Problem.conflict("It was decided before: %s by %s.".formatted(letter.decision(), letter.decidedBy()));
        }
        return Uni.createFrom().item(letter);
    }
}
