package io.ordertrail.benchmarks.model.intake;

import static io.ordertrail.benchmarks.model.intake.IntakeState.NONE;

import io.ordertrail.benchmarks.model.Steps;
import io.ordertrail.benchmarks.model.intake.IntakeSettings.Option;
import io.ordertrail.benchmarks.model.intake.IntakeState.CancelState;
import io.ordertrail.benchmarks.model.intake.IntakeState.OrderRow;
import io.ordertrail.benchmarks.model.intake.IntakeState.Submission;
import io.ordertrail.benchmarks.model.intake.IntakeState.SubmissionProgress;
import io.ordertrail.intake.order.OrderState;

/** What the panel does with requests, and the orders that others buy there for us. */
final class PanelSteps {

    private final IntakeSettings settings;
    private final DoubtRules rules;
    private final SubmissionRules submissionRules;

    PanelSteps(IntakeSettings settings, DoubtRules rules, SubmissionRules submissionRules) {
        this.settings = settings;
        this.rules = rules;
        this.submissionRules = submissionRules;
    }

    void add(IntakeState state, Steps<IntakeState> steps) {
        for (int order = 0; order < state.orders.length; order++) {
            for (int index = 0; index < settings.submissions(); index++) {
                if (state.submissions[order][index].isInFlight) {
                    addRequest(state, order, index, steps);
                }
            }
            addCancel(state, order, steps);
            addNeighbour(state, order, steps);
        }
        if (settings.has(Option.RENUMBERING) && !state.isRenumbered) {
            IntakeState next = state.copy();
            next.isRenumbered = true;
            steps.fault(next, () -> "the panel's numbers begin again from below");
        }
    }

    /** An answer that is on its way is an outcome that is not written yet: the two cannot be distinguished. */
    private void addRequest(IntakeState state, int order, int index, Steps<IntakeState> steps) {
        Submission submission = state.submissions[order][index];
        String name = "submission " + (index + 1) + " of " + settings.name(order);
        IntakeState taken = state.copy();
        int entry = taken.addToLedger(order, settings.isDripFeed(order));
        Submission changed = taken.submissions[order][index];
        changed.isInFlight = false;
        if (submission.progress == SubmissionProgress.SENT) {
            changed.progress = SubmissionProgress.BOUGHT;
            changed.entry = entry;
        }
        steps.regular(taken, () -> "the panel takes " + name + " as " + rules.id(taken, entry));
        if (submission.progress == SubmissionProgress.SENT) {
            for (OrderState next : submissionRules.refused()) {
                steps.fault(
                        refused(state, order, index, next),
                        () -> "the panel refuses " + name + (next == OrderState.REJECTED ? " for good" : " for now"));
            }
            steps.fault(
                    refused(state, order, index, submissionRules.unknown()),
                    () -> "the panel refuses " + name + " in unknown words, or it is lost");
        } else {
            IntakeState lost = state.copy();
            lost.submissions[order][index].isInFlight = false;
            steps.fault(lost, () -> "the panel refuses " + name + ", or it is lost");
        }
    }

    private static IntakeState refused(IntakeState state, int order, int index, OrderState next) {
        IntakeState refused = SubmissionSteps.answered(state, order, index, next);
        refused.submissions[order][index].isInFlight = false;
        return refused;
    }

    /** A cancel repeats no harm: asking, answering and writing are one step here, and the answer may be lost. */
    private void addCancel(IntakeState state, int order, Steps<IntakeState> steps) {
        OrderRow row = state.orders[order];
        if (row.state != OrderState.ACCEPTED || row.cancel != CancelState.WANTED) {
            return;
        }
        IntakeState canceled = state.copy();
        canceled.ledger[row.entry].canceled = true;
        steps.fault(canceled, () -> "the panel cancels " + settings.name(order) + ", its answer is lost");
        IntakeState known = canceled.copy();
        known.orders[order].cancel = CancelState.ASKED;
        steps.regular(known, () -> "the panel cancels " + settings.name(order));
        IntakeState refused = state.copy();
        refused.orders[order].cancel = CancelState.REFUSED;
        steps.fault(refused, () -> "the panel refuses to cancel " + settings.name(order));
    }

    /** Shops go on ordering: another order of ours, bought without a fault, closes the range of a doubt. */
    private void addNeighbour(IntakeState state, int order, Steps<IntakeState> steps) {
        OrderRow row = state.orders[order];
        boolean isWanted = row.state == OrderState.IN_DOUBT
                && row.stillSearched
                && state.now > ModelTime.settledAt(row.requestedAt)
                && rules.isOpenAbove(state, order);
        if (isWanted && Statements.hasRoom(state)) {
            IntakeState next = state.copy();
            int entry = next.addToLedger(NONE, settings.isDripFeed(order));
            steps.regular(next, () -> "another order of ours is bought, as " + rules.id(next, entry));
        }
    }
}
