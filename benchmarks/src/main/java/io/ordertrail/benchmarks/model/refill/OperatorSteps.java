package io.ordertrail.benchmarks.model.refill;

import io.ordertrail.benchmarks.model.Steps;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Decision;
import io.ordertrail.refill.lifecycle.DueRefillRules.Claim;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.RefillDecision;
import io.ordertrail.refill.lifecycle.RefillDecision.Result;
import io.ordertrail.refill.lifecycle.RefillState;

/**
 * An operator. Decides by what the panel shows at the time of the look, carries it out at any later time, and may repeat it. The
 * tag of the look is checked as {@code OperatorDecisions} does.
 */
final class OperatorSteps {

    private final RefillRules rules;

    OperatorSteps(RefillRules rules) {
        this.rules = rules;
    }

    void add(RefillWorld world, Steps<RefillWorld> steps) {
        if (world.decisionUses > 0) {
            steps.fault(
                    carriedOut(world),
                    () -> "the operator's decision %s arrives%s"
                            .formatted(world.decision, world.decisionUses == 1 ? " once more" : ""));
            if (world.decisionUses == 1 && world.looksLeft > 0) {
                RefillWorld forgotten = world.copy();
                forgotten.decisionUses = 0;
                steps.fault(forgotten, () -> "the operator does not repeat the decision");
            }
            return;
        }
        if (world.looksLeft == 0) {
            return;
        }
        if (world.open != null) {
            look(world, world.open, steps);
        } else if (world.unsettledEvidence != RefillWorld.NONE && !world.inFlight) {
            steps.fault(
                    decided(world, Decision.RELEASE, RefillWorld.NO_REFILL),
                    () -> "the operator finds nothing in flight and decides to release the order");
        }
    }

    private static void look(RefillWorld world, RefillWorld.Row open, Steps<RefillWorld> steps) {
        switch (RefillState.values()[open.state]) {
            case IN_DOUBT -> {
                if (world.inFlight) {
                    steps.fault(
                            decided(world, Decision.FOUND_AT_PANEL, RefillWorld.RUNNING_REFILL),
                            () -> "the operator finds the refill at the panel");
                } else {
                    steps.fault(
                            decided(world, Decision.NOT_AT_PANEL, RefillWorld.NO_REFILL),
                            () -> "the operator does not find the refill at the panel");
                }
                close(world, steps);
            }
            case ESCALATED -> {
                steps.fault(
                        decided(world, Decision.TRY_AGAIN, RefillWorld.NO_REFILL),
                        () -> "the operator decides to try again");
                close(world, steps);
            }
            case RUNNING -> close(world, steps);
            case DUE, REQUESTING, TICKET_DUE, TICKETING, COMPLETED, NOT_NEEDED, REFUSED, CLOSED -> {}
        }
    }

    private static void close(RefillWorld world, Steps<RefillWorld> steps) {
        steps.fault(
                decided(world, Decision.CLOSE, RefillWorld.NO_REFILL),
                () -> "the operator decides to close the refill");
    }

    private static RefillWorld decided(RefillWorld world, Decision decision, int refill) {
        RefillWorld next = world.copy();
        next.decision = decision;
        next.decisionRef = RefillWorld.CURRENT;
        next.decisionEarly = isEarly(world);
        next.decisionRefill = refill;
        next.decisionUses = 2;
        next.looksLeft--;
        return next;
    }

    /** Before a doubt is settled its tag is another. */
    private static boolean isEarly(RefillWorld world) {
        return world.open != null && world.open.state == RefillState.IN_DOUBT.ordinal() && world.open.settledAt > 0;
    }

    private RefillWorld carriedOut(RefillWorld world) {
        RefillWorld next = Book.decide(world, before -> apply(before, world)).world();
        next.decisionUses--;
        return next;
    }

    private OrderRefillState apply(OrderRefillState before, RefillWorld world) {
        boolean release = world.decision == Decision.RELEASE;
        if (!release && world.decisionEarly != isEarly(world)) {
            return before;
        }
        Claim claim = Book.claim(world.decisionRef);
        Result result = decision(world)
                .decide(
                        before,
                        release ? Book.unsettled(world.decisionRef) : claim.refill(),
                        claim.fence(),
                        rules.policy(world),
                        Book.NOW);
        return result instanceof Result.Decided(OrderRefillState after) ? after : before;
    }

    private static RefillDecision decision(RefillWorld world) {
        return switch (world.decision) {
            case FOUND_AT_PANEL ->
                new RefillDecision.FoundAtPanel(
                        world.decisionRefill == RefillWorld.NO_REFILL ? null : Book.refillId(world.decisionRefill));
            case NOT_AT_PANEL -> new RefillDecision.NotAtPanel();
            case TRY_AGAIN -> new RefillDecision.TryAgain();
            case CLOSE, NOTHING -> new RefillDecision.Close("no reason given");
            case RELEASE -> new RefillDecision.Release();
        };
    }
}
