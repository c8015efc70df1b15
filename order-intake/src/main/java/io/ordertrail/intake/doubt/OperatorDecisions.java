package io.ordertrail.intake.doubt;

import io.ordertrail.domain.OrderId;
import io.ordertrail.intake.doubt.DoubtDecisions.Decision;
import io.ordertrail.intake.doubt.DoubtQueries.DoubtView;
import io.ordertrail.kit.web.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks that an operator's decision is about the submission that is in doubt, and that a repeat of it is one decision:
 * under its Idempotency-Key for good, without one until the order is submitted again.
 */
@Singleton
class OperatorDecisions {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String PANEL_ORDER_KEY = "orders_panel_order_key";
    private static final String DECISION_KEY = "doubt_decision_key_key";

    private final DoubtQueries doubts;
    private final DoubtDecisions decisions;
    private final InstantSource clock;

    OperatorDecisions(DoubtQueries doubts, DoubtDecisions decisions, InstantSource clock) {
        this.doubts = doubts;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** The latest doubt of the order. Fails with 404 if there was none. */
    Uni<DoubtView> latest(OrderId id) {
        return doubts.find(id)
                .map(doubt -> doubt.orElseThrow(() -> Problem.notFound("Order " + id + " was never in doubt.")));
    }

    /**
     * Carries out the decision that it was not bought, as {@link #decide}. Fails with 409 while the panel may still take it:
     * who looked at the panel before that has seen nothing that stays.
     */
    Uni<DoubtView> decideNotBought(OrderId id, @Nullable String ifMatch, Decision decision) {
        return decide(id, ifMatch, decision, doubt -> {
            if (clock.instant().isBefore(doubt.settledAt())) {
                throw Problem.conflict(
                        "The panel may still take submission %d until %s. Look at the panel then, and decide again."
                                .formatted(doubt.submission(), doubt.settledAt()));
            }
            return Uni.createFrom().item(decision);
        });
    }

    /**
     * Carries out a decision, or finds that it was carried out before. Fails with a problem that says what to do.
     *
     * @param ifMatch names the submission
     * @param wanted the decision, to be compared with an earlier one
     * @param check makes the decision that is carried out; not asked for a repeat
     */
    Uni<DoubtView> decide(
            OrderId id, @Nullable String ifMatch, Decision wanted, Function<DoubtView, Uni<Decision>> check) {
        long submission = submission(id, ifMatch);
        return repeated(id, submission, wanted)
                .chain(before -> before.isPresent()
                        ? Uni.createFrom().item(before.get())
                        : latest(id)
                                .chain(doubt -> open(doubt, submission, wanted)
                                        ? check.apply(doubt).chain(decision -> carryOut(id, submission, decision))
                                        : Uni.createFrom().item(doubt)));
    }

    private static long submission(OrderId id, @Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.preconditionRequired(
                    "If-Match",
                    "A decision must name the submission that it is about: read GET /v1/doubts/%s and send its ETag in the header If-Match."
                            .formatted(id));
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw Problem.badRequest(
                    "If-Match", "If-Match must be the ETag of the doubt, such as \"1\", but is " + ifMatch + ".");
        }
        return Long.parseLong(tag.group(1));
    }

    /** The doubt that was decided under the same key, also if the order is in doubt again by now. */
    private Uni<Optional<DoubtView>> repeated(OrderId id, long submission, Decision wanted) {
        return wanted.key() == null
                ? Uni.createFrom().item(Optional.empty())
                : doubts.decidedUnder(wanted.key())
                        .invoke(found -> found.filter(doubt -> doubt.order() != id.value()
                                        || doubt.submission() != submission
                                        || !doubt.isSame(wanted))
                                .ifPresent(other -> {
                                    throw Problem.conflict(
                                            "This Idempotency-Key was used for another decision: %s on submission %d of order %d."
                                                    .formatted(other.decision(), other.submission(), other.order()));
                                }));
    }

    /** Whether the doubt is to be decided; it is not if it was decided so before. */
    private static boolean open(DoubtView doubt, long submission, Decision wanted) {
        if (doubt.submission() != submission) {
            throw Problem.preconditionFailed(
                    "If-Match",
                    "The decision is about submission %d, but submission %d is the latest that was in doubt. Read the doubt again and decide about that one."
                            .formatted(submission, doubt.submission()));
        }
        if (doubt.decision() == null) {
            return true;
        }
        if (!doubt.isSame(wanted)) {
            throw Problem.conflict("It was decided before: %s by %s.".formatted(doubt.decision(), doubt.decidedBy()));
        }
        return false;
    }

    private Uni<DoubtView> carryOut(OrderId id, long submission, Decision decision) {
        return decisions
                .decide(id, submission, decision)
                .onFailure(OperatorDecisions::isIdTaken)
                .transform(_ ->
                        Problem.conflict("Another order has the panel order id %s.".formatted(decision.panelOrderId())))
                .replaceWithVoid()
                .onFailure(OperatorDecisions::isKeyUsed)
                .recoverWithNull()
                .chain(() -> repeated(id, submission, decision))
                .chain(done ->
                        done.isPresent() ? Uni.createFrom().item(done.get()) : unkeyed(id, submission, decision));
    }

    /** Without a key, or when another decision came first. */
    private Uni<DoubtView> unkeyed(OrderId id, long submission, Decision decision) {
        return doubts.find(id, submission)
                .map(doubt -> doubt.filter(found -> found.isSame(decision))
                        .orElseThrow(() -> Problem.conflict(doubt.filter(found -> found.decision() != null)
                                .map(found -> "It was decided before: %s by %s."
                                        .formatted(found.decision(), found.decidedBy()))
                                .orElse("The order is no longer in doubt. Read the doubt again."))));
    }

    private static boolean isIdTaken(Throwable failure) {
        return violates(failure, PANEL_ORDER_KEY);
    }

    private static boolean isKeyUsed(Throwable failure) {
        return violates(failure, DECISION_KEY);
    }

    private static boolean violates(Throwable failure, String constraint) {
        return failure instanceof PgException sql
                && UNIQUE_VIOLATION.equals(sql.getSqlState())
                && constraint.equals(sql.getConstraint());
    }
}
