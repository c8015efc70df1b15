package io.ordertrail.refill.lifecycle;

import io.ordertrail.domain.TicketId;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.refill.lifecycle.RefillContext.Step;
import io.ordertrail.refill.policy.RefillPolicies;
import io.ordertrail.refill.policy.RefillPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a refill that is due, and about the panel's answer to a claim. The order is locked, so what is decided is
 * what is stored. A claim changes only a refill that is still due in its state; an answer changes only the refill, and the
 * claim of it, that it belongs to.
 */
public final class DueRefillRules {

    /** Leases that ended without an answer, and refills that an operator had for too long. */
    public static final Set<RefillState> EXPIRING =
            Set.copyOf(EnumSet.of(RefillState.REQUESTING, RefillState.TICKETING, RefillState.ESCALATED));

    /** Refills to request. */
    public static final Set<RefillState> TO_REQUEST = Set.of(RefillState.DUE, RefillState.IN_DOUBT);

    /** Refills whose status is asked for. */
    public static final Set<RefillState> TO_FOLLOW = Set.of(RefillState.RUNNING);

    /** Refills that need a ticket. */
    public static final Set<RefillState> TO_ESCALATE = Set.of(RefillState.TICKET_DUE);

    private final RefillPolicies policies;
    private final Duration lease;

    /**
     * Creates the rules.
     *
     * @param lease how long a claim is awaited; nothing of it may be sent or arrive after that
     */
    public DueRefillRules(RefillPolicies policies, Duration lease) {
        this.policies = policies;
        this.lease = lease;
    }

    /**
     * A claim of a refill.
     *
     * @param fence as the claim left it
     */
    public record Claim(long refill, long fence) {

        /** The claim that the refill is in. */
        public static Claim of(Refill claimed) {
            return new Claim(claimed.id(), claimed.fence());
        }

        private boolean isOf(Refill open) {
            return open.id() == refill && open.fence() == fence;
        }
    }

    /** Ends a lease that ran out, or a wait for an operator. */
    public OrderRefillState expire(OrderRefillState before, Instant now) {
        OrderRefillState after = whenDue(before, now, EXPIRING, context -> switch (context.refill()
                .state()) {
            case REQUESTING ->
                RefillRequesting.lost(context, "no answer was stored before the lease ended; the replica is gone");
            case TICKETING -> Escalation.lost(context, "no answer was stored before the lease ended");
            default -> Escalation.expired(context);
        });
        return RefillInitiation.afterEscalation(after, policy(after), now);
    }

    /** Claims a refill that is due; decides a doubt whose wait is over. */
    public OrderRefillState claim(OrderRefillState before, Instant now) {
        return whenDue(
                before,
                now,
                TO_REQUEST,
                context -> context.refill().state() == RefillState.DUE
                        ? RefillRequesting.claim(context, before.newerOnLink(), lease)
                        : RefillDoubt.due(context, before.newerOnLink(), lease));
    }

    /** Applies the panel's answer; empty if something else was decided meanwhile. */
    public Optional<OrderRefillState> answered(OrderRefillState before, Claim claim, RefillAnswer answer, Instant now) {
        return ofClaim(
                before,
                claim,
                EnumSet.of(RefillState.REQUESTING, RefillState.IN_DOUBT),
                now,
                context -> RefillRequesting.answered(context, answer));
    }

    /** Claims a running refill for a look at its status. One without an id only waits for the order to show its end. */
    public OrderRefillState follow(OrderRefillState before, boolean ticketDesk, Instant now) {
        return whenDue(
                before,
                now,
                TO_FOLLOW,
                context -> context.refill().panelRefill() == null
                        ? RefillTracking.seen(context, null, ticketDesk)
                        : RefillTracking.later(context, lease));
    }

    /** Applies the refill's status; empty if something else was decided meanwhile. */
    public Optional<OrderRefillState> followed(
            OrderRefillState before,
            Claim claim,
            @Nullable RefillStatusAnswer answer,
            boolean ticketDesk,
            Instant now) {
        return ofClaim(before, claim, TO_FOLLOW, now, context -> RefillTracking.seen(context, answer, ticketDesk));
    }

    /** Claims a refill for a ticket. */
    public OrderRefillState claimTicket(OrderRefillState before, Instant now) {
        return whenDue(before, now, TO_ESCALATE, context -> Escalation.claimTicket(context, lease));
    }

    /** Applies the desk's answer; empty if something else was decided meanwhile. */
    public Optional<OrderRefillState> ticketAnswered(
            OrderRefillState before, Claim claim, Outcome<TicketId> outcome, String subject, Instant now) {
        return ofClaim(
                before,
                claim,
                EnumSet.of(RefillState.TICKETING),
                now,
                context -> Escalation.answered(context, outcome, subject));
    }

    private OrderRefillState whenDue(
            OrderRefillState before, Instant now, Set<RefillState> states, Function<RefillContext, Step> decision) {
        Refill open = before.open();
        return open == null || !states.contains(open.state()) || open.dueAt().isAfter(now)
                ? before
                : before.after(decision.apply(context(before, open, now)), now);
    }

    private Optional<OrderRefillState> ofClaim(
            OrderRefillState before,
            Claim claim,
            Set<RefillState> states,
            Instant now,
            Function<RefillContext, Step> decision) {
        Refill open = before.open();
        return open != null && claim.isOf(open) && states.contains(open.state())
                ? Optional.of(before.after(decision.apply(context(before, open, now)), now))
                : Optional.empty();
    }

    private RefillContext context(OrderRefillState before, Refill open, Instant now) {
        return new RefillContext(before.order(), open, policy(before), now);
    }

    private RefillPolicy policy(OrderRefillState state) {
        return policies.of(state.order().ref().panel(), state.order().ref().service());
    }
}
