package io.ordertrail.refill.operator;

import io.ordertrail.domain.OrderId;
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
import jakarta.ws.rs.core.MediaType;
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

    private static final int PRECONDITION_REQUIRED = 428;

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

    /** The body of an error. */
    record Explanation(String error) {}

    /**
     * Decides.
     *
     * @param ifMatch the tag that the operator's look at the refill returned
     */
    Uni<Response> decide(long id, @Nullable String ifMatch, RefillDecision decision) {
        return queries.find(id)
                .chain(found -> found.map(view -> decide(view, ifMatch, decision))
                        .orElseGet(() -> Uni.createFrom().item(unknown(id))));
    }

    private Uni<Response> decide(View view, @Nullable String ifMatch, RefillDecision decision) {
        if (ifMatch == null) {
            return Uni.createFrom()
                    .item(answer(
                            PRECONDITION_REQUIRED,
                            "Send the ETag that GET /v1/refills/%d returned as If-Match: a decision is about the request that you looked at."
                                    .formatted(view.id())));
        }
        Instant now = clock.instant();
        if (!ifMatch.strip().equals(tag(view, now))) {
            return Uni.createFrom()
                    .item(answer(
                            Response.Status.PRECONDITION_FAILED.getStatusCode(),
                            "Refill %d has changed since %s; its ETag is now %s. Look again."
                                    .formatted(view.id(), ifMatch, tag(view, now))));
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
            case Result.Decided _ ->
                queries.find(id)
                        .map(view -> view.map(found -> shown(found, now)).orElseGet(() -> unknown(id)));
            case Result.Outdated(String message) ->
                Uni.createFrom().item(answer(Response.Status.PRECONDITION_FAILED.getStatusCode(), message));
            case Result.NotPossible(String message) ->
                Uni.createFrom().item(answer(Response.Status.CONFLICT.getStatusCode(), message));
            case null -> Uni.createFrom().item(unknown(id));
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

    static Response unknown(long id) {
        return answer(Response.Status.NOT_FOUND.getStatusCode(), "There is no refill %d.".formatted(id));
    }

    static Response answer(int status, String words) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new Explanation(words))
                .build();
    }
}
