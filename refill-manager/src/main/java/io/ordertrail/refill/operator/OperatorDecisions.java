package io.ordertrail.refill.operator;

import io.ordertrail.domain.OrderId;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.ProblemException;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.RefillDecision;
import io.ordertrail.refill.lifecycle.RefillDecision.Result;
import io.ordertrail.refill.lifecycle.RefillState;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.storage.RefillQueries;
import io.ordertrail.refill.storage.RefillQueries.View;
import io.ordertrail.refill.storage.RefillRepository;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Applies an operator's decision about one refill, under the order's lock. A decision that does not fit the refill's state, or
 * that is about an older request, is refused.
 */
@Singleton
class OperatorDecisions {

    private final RefillRepository repository;
    private final RefillQueries queries;
    private final RefillPolicies policies;
    private final InstantSource clock;

    OperatorDecisions(
            RefillRepository repository, RefillQueries queries, RefillPolicies policies, InstantSource clock) {
        this.repository = repository;
        this.queries = queries;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * Decides.
     *
     * @param ifMatch the tag that the operator's look at the refill returned
     */
    Uni<Response> decide(long id, @Nullable String ifMatch, RefillDecision decision) {
        return queries.find(id).chain(found -> decide(found.orElseThrow(() -> unknown(id)), ifMatch, decision));
    }

    private Uni<Response> decide(View view, @Nullable String ifMatch, RefillDecision decision) {
        if (ifMatch == null) {
            throw Problem.preconditionRequired(
                    HttpHeaders.IF_MATCH,
                    "Send the ETag that GET /v1/refills/%d returned as If-Match: a decision is about the request that you looked at."
                            .formatted(view.id()));
        }
        Instant now = clock.instant();
        if (!ifMatch.strip().equals(tag(view, now))) {
            throw Problem.preconditionFailed(
                    HttpHeaders.IF_MATCH,
                    "Refill %d has changed since %s; its ETag is now %s. Look again."
                            .formatted(view.id(), ifMatch, tag(view, now)));
        }
        AtomicReference<@Nullable Result> result = new AtomicReference<>();
        return repository
                .decideAll(
                        Map.of(new OrderId(view.order()), before -> {
                            Result decided = decide(before, view, decision, now);
                            result.set(decided);
                            return decided instanceof Result.Decided(OrderRefillState after) ? after : before;
                        }),
                        now)
                .chain(() -> answer(view.id(), result.get(), now));
    }

    private Result decide(OrderRefillState before, View view, RefillDecision decision, Instant now) {
        var ref = before.order().ref();
        return decision.decide(before, view.id(), view.fence(), policies.of(ref.panel(), ref.service()), now);
    }

    private Uni<Response> answer(long id, @Nullable Result result, Instant now) {
        return switch (result) {
            case Result.Decided _ -> queries.find(id).map(view -> shown(view.orElseThrow(() -> unknown(id)), now));
            case Result.Outdated(String message) -> throw Problem.preconditionFailed(HttpHeaders.IF_MATCH, message);
            case Result.NotPossible(String message) -> throw Problem.conflict(message);
            case null -> throw unknown(id);
        };
    }

    /** Returns a refill with its tag. */
    static Response shown(View view, Instant now) {
        return Response.ok(view).header(HttpHeaders.ETAG, tag(view, now)).build();
    }

    /**
     * The tag of what an operator sees. Before the request of a doubt is settled it has another: who looked at the panel then
     * has to look again.
     */
    private static String tag(View view, Instant now) {
        boolean early = view.state().equals(RefillState.IN_DOUBT.name())
                && view.settledAt() != null
                && now.isBefore(view.settledAt());
        return early ? "\"%d-not-settled\"".formatted(view.fence()) : "\"%d\"".formatted(view.fence());
    }

    static ProblemException unknown(long id) {
        return Problem.notFound("There is no refill %d.".formatted(id));
    }
}
