package io.ordertrail.refill.operator;

import io.ordertrail.domain.OrderId;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.ProblemException;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.lifecycle.RefillContext;
import io.ordertrail.refill.lifecycle.RefillContext.Step;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.storage.RefillQueries;
import io.ordertrail.refill.storage.RefillQueries.View;
import io.ordertrail.refill.storage.RefillRepository;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
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

    Uni<View> decide(long id, Function<RefillContext, Step> decision) {
        Instant now = clock.instant();
        return find(id).chain(found -> book.decideAll(
                        Map.of(new OrderId(found.order()), before -> decide(before, id, decision, now)), now))
                .onFailure(IllegalStateException.class)
                .transform(failure -> Problem.conflict(String.valueOf(failure.getMessage())))
                .chain(ignored -> find(id));
    }

    /** Another refill of the order may be asked for: the one that was given up does not run any more. */
    Uni<View> release(long id) {
        return find(id).call(found -> book.decideAll(
                Map.of(
                        new OrderId(found.order()),
                        before -> before.with(
                                before.order().with(before.order().memory().unsettled(false)))),
                clock.instant()));
    }

    private Uni<View> find(long id) {
        return views.find(id).map(found -> found.orElseThrow(() -> unknown(id)));
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

    static ProblemException unknown(long id) {
        return Problem.notFound("There is no refill %d.".formatted(id));
    }
}
