package io.ordertrail.refill.operator;

import io.ordertrail.domain.OrderId;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.lifecycle.RefillContext;
import io.ordertrail.refill.lifecycle.RefillContext.Step;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.storage.RefillQueries;
import io.ordertrail.refill.storage.RefillRepository;
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
class OperatorDecisions {

    private final RefillRepository book;
    private final RefillQueries views;
    private final RefillPolicies policies;
    private final InstantSource clock;

    OperatorDecisions(RefillRepository book, RefillQueries views, RefillPolicies policies, InstantSource clock) {
        this.book = book;
        this.views = views;
        this.policies = policies;
        this.clock = clock;
    }

    /** What an answer says that is no refill. */
    record Explanation(String error) {}

    Uni<Response> decide(long id, Function<RefillContext, Step> decision) {
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

    private OrderRefillState decide(
            OrderRefillState before, long id, Function<RefillContext, Step> decision, Instant now) {
        Refill open = before.open();
        if (open == null || open.id() != id) {
            throw new IllegalStateException("Refill %d is over; nothing can be decided about it.".formatted(id));
        }
        var ref = before.order().ref();
        return before.after(
                decision.apply(new RefillContext(before.order(), open, policies.of(ref.panel(), ref.service()), now)),
                now);
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
