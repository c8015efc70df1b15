package io.ordertrail.refill.operator;

import io.ordertrail.refill.book.RefillBook;
import io.ordertrail.refill.book.RefillViews;
import io.ordertrail.refill.lifecycle.Case;
import io.ordertrail.refill.lifecycle.Case.Step;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.lifecycle.Situation;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.trade.OrderId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/** A person's decision about one refill, under the order's lock. One that does not fit its state is refused. */
@Singleton
class Settling {

    private final RefillBook book;
    private final RefillViews views;
    private final RefillPolicies policies;
    private final InstantSource clock;

    Settling(RefillBook book, RefillViews views, RefillPolicies policies, InstantSource clock) {
        this.book = book;
        this.views = views;
        this.policies = policies;
        this.clock = clock;
    }

    /** What an answer says that is no refill. */
    record Explanation(String error) {}

    Uni<Response> decide(long id, Function<Case, Step> decision) {
        Instant now = clock.instant();
        return views.find(id)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(unknown(id))
                        : book.decideAll(
                                        Map.of(
                                                new OrderId(found.get().order()),
                                                before -> decide(before, id, decision, now)),
                                        now)
                                .chain(ignored -> views.find(id))
                                .map(view -> Response.ok(view.orElseThrow()).build()))
                .onFailure(IllegalStateException.class)
                .recoverWithItem(failure -> answer(Response.Status.CONFLICT, String.valueOf(failure.getMessage())));
    }

    /** Another refill of the order may be asked for: the one that was given up does not run any more. */
    Uni<Response> release(long id) {
        return views.find(id)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(unknown(id))
                        : book.decideAll(
                                        Map.of(
                                                new OrderId(found.get().order()),
                                                before -> before.with(before.order()
                                                        .with(before.order()
                                                                .memory()
                                                                .unsettled(false)))),
                                        clock.instant())
                                .replaceWith(Response.ok(found.get()).build()));
    }

    private Situation decide(Situation before, long id, Function<Case, Step> decision, Instant now) {
        Refill open = before.open();
        if (open == null || open.id() != id) {
            throw new IllegalStateException("Refill %d is over; nothing can be decided about it.".formatted(id));
        }
        var ref = before.order().ref();
        return before.after(
                decision.apply(new Case(before.order(), open, policies.of(ref.panel(), ref.service()), now)), now);
    }

    static Response unknown(long id) {
        return answer(Response.Status.NOT_FOUND, "There is no refill %d.".formatted(id));
    }

    static Response answer(Response.Status status, String words) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new Explanation(words))
                .build();
    }
}
