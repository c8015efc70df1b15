package io.ordertrail.benchmarks.model.intake;

import static io.ordertrail.benchmarks.model.intake.IntakeState.NONE;

import io.ordertrail.benchmarks.model.Steps;
import io.ordertrail.benchmarks.model.intake.IntakeSettings.Option;
import io.ordertrail.benchmarks.model.intake.IntakeState.CancelState;
import io.ordertrail.benchmarks.model.intake.IntakeState.OperatorDecision;
import io.ordertrail.benchmarks.model.intake.IntakeState.OrderRow;
import io.ordertrail.intake.cancel.CancelPlan;
import io.ordertrail.intake.order.OrderState;

/** What a shop and an operator do, and what ends without them: an order that has waited too long. */
final class PeopleSteps {

    private final IntakeSettings settings;

    PeopleSteps(IntakeSettings settings) {
        this.settings = settings;
    }

    void add(IntakeState state, Steps<IntakeState> steps) {
        for (int order = 0; order < state.orders.length; order++) {
            if (settings.has(Option.CANCELS)) {
                addCancel(state, order, steps);
                addOverdue(state, order, steps);
            }
            if (settings.has(Option.OPERATOR)) {
                addDecision(state, order, steps);
                for (int index = 0; index < settings.submissions(); index++) {
                    addRequest(state, order, index, steps);
                }
            }
        }
    }

    /** The first request of each order: while it is open, another changes nothing; after it, the panel has been asked. */
    private void addCancel(IntakeState state, int order, Steps<IntakeState> steps) {
        OrderRow row = state.orders[order];
        if (row.cancel != CancelState.NONE) {
            return;
        }
        IntakeState next = state.copy();
        switch (CancelPlan.of(row.state, null, null, true, ModelTime.instant(state.now), ModelTime.duration(1))) {
            case CancelPlan.Withdraw() -> {
                if (Statements.withdraw(next.orders[order])) {
                    steps.fault(next, () -> "the shop cancels " + settings.name(order) + ", it is withdrawn");
                }
            }
            case CancelPlan.Remember _ -> {
                next.orders[order].cancel = CancelState.WANTED;
                steps.fault(next, () -> "the shop cancels " + settings.name(order) + ", which is remembered");
            }
            case CancelPlan.Refuse _, CancelPlan.Keep _ -> {}
        }
    }

    private void addOverdue(IntakeState state, int order, Steps<IntakeState> steps) {
        IntakeState next = state.copy();
        if (Statements.rejectOverdue(next.orders[order])) {
            steps.fault(next, () -> settings.name(order) + " has waited too long, it is rejected");
        }
    }

    /** An operator looks at the panel's page once a doubt is settled, and decides by what is there. */
    private void addDecision(IntakeState state, int order, Steps<IntakeState> steps) {
        OrderRow row = state.orders[order];
        if (row.state != OrderState.IN_DOUBT
                || !row.needsOperator
                || state.now < ModelTime.settledAt(row.requestedAt)
                || state.submissions[order][row.fence - 1].decision != OperatorDecision.NONE) {
            return;
        }
        if (entryOf(state, order) != NONE) {
            decide(state, order, OperatorDecision.ATTACH, "to attach the id that the panel shows", steps);
        } else {
            decide(state, order, OperatorDecision.RESUBMIT, "to submit it again", steps);
            decide(state, order, OperatorDecision.REJECT, "to reject it", steps);
        }
    }

    private void decide(
            IntakeState state, int order, OperatorDecision decision, String words, Steps<IntakeState> steps) {
        IntakeState next = state.copy();
        int fence = state.orders[order].fence;
        next.submissions[order][fence - 1].decision = decision;
        steps.fault(
                next,
                () -> "an operator decides about submission " + fence + " of " + settings.name(order) + ": " + words);
    }

    /** The request with a decision arrives: for the first time, or again. */
    private void addRequest(IntakeState state, int order, int index, Steps<IntakeState> steps) {
        OperatorDecision decision = state.submissions[order][index].decision;
        IntakeState next = state.copy();
        int entry = decision == OperatorDecision.ATTACH ? entryOf(state, order) : NONE;
        boolean isWritten = switch (decision) {
            case NONE -> false;
            case ATTACH -> entry != NONE && Statements.decide(next, order, index + 1, OrderState.ACCEPTED, entry);
            case RESUBMIT -> Statements.decide(next, order, index + 1, OrderState.RECEIVED, NONE);
            case REJECT -> Statements.decide(next, order, index + 1, OrderState.REJECTED, NONE);
        };
        if (isWritten) {
            steps.fault(
                    next,
                    () -> "the operator's request arrives: " + decision + " submission " + (index + 1) + " of "
                            + settings.name(order));
        }
    }

    private static int entryOf(IntakeState state, int order) {
        for (int i = 0; i < state.ledgerSize; i++) {
            if (state.ledger[i].order == order && !state.ledger[i].canceled) {
                return i;
            }
        }
        return NONE;
    }
}
