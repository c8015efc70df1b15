package io.ordertrail.benchmarks.model.intake;

import static io.ordertrail.benchmarks.model.intake.IntakeState.NONE;

import io.ordertrail.benchmarks.model.Steps;
import io.ordertrail.benchmarks.model.intake.IntakeSettings.Option;
import io.ordertrail.benchmarks.model.intake.IntakeState.OrderRow;
import io.ordertrail.benchmarks.model.intake.IntakeState.Submission;
import io.ordertrail.benchmarks.model.intake.IntakeState.SubmissionProgress;
import io.ordertrail.intake.order.OrderState;

/** What replicas do to buy orders: claim, check the send window, send, read the answer, write the result, sweep. */
final class SubmissionSteps {

    private final IntakeSettings settings;
    private final SubmissionRules rules;

    SubmissionSteps(IntakeSettings settings, SubmissionRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    void add(IntakeState state, Steps<IntakeState> steps) {
        addClaims(state, steps);
        for (int order = 0; order < state.orders.length; order++) {
            addSweep(state, order, steps);
            for (int index = 0; index < settings.submissions(); index++) {
                addSubmission(state, order, index, steps);
            }
        }
    }

    private void addClaims(IntakeState state, Steps<IntakeState> steps) {
        boolean hasRoom = Statements.hasRoom(state);
        for (int i = 0; i < state.orders.length; i++) {
            OrderRow row = state.orders[i];
            int order = i;
            if (row.fence == settings.submissions() || !Statements.isClaimable(row) || !hasRoom) {
                continue;
            }
            steps.regular(
                    claimed(state, order, state.now, false),
                    () -> "a replica claims " + settings.name(order) + " (submission " + (row.fence + 1) + ")");
            if (state.claimBegunAt != NONE && row.dueAt <= state.claimBegunAt) {
                steps.regular(
                        claimed(state, order, state.claimBegunAt, true),
                        () -> "the slow claim commits, of " + settings.name(order) + " (submission " + (row.fence + 1)
                                + ")");
            }
        }
        if (state.claimBegunAt != NONE) {
            IntakeState nothing = state.copy();
            nothing.claimBegunAt = NONE;
            steps.regular(nothing, () -> "the slow claim commits, of nothing");
        } else if (settings.has(Option.SLOW_CLAIMS) && !isAllSubmitted(state)) {
            IntakeState begun = state.copy();
            begun.claimBegunAt = state.now;
            steps.fault(begun, () -> "a replica begins a claim that is slow");
        }
    }

    private boolean isAllSubmitted(IntakeState state) {
        for (OrderRow row : state.orders) {
            if (row.fence < settings.submissions()) {
                return false;
            }
        }
        return true;
    }

    private IntakeState claimed(IntakeState state, int order, int begunAt, boolean isSlow) {
        IntakeState next = state.copy();
        Statements.claim(next, order, begunAt);
        next.orders[order].spentBefore = settings.has(Option.BALANCE) ? state.spent() : 0;
        Submission submission = next.submissions[order][next.orders[order].fence - 1];
        submission.progress = SubmissionProgress.CLAIMED;
        submission.openedAt = begunAt;
        if (isSlow) {
            next.claimBegunAt = NONE;
        }
        return next;
    }

    private void addSweep(IntakeState state, int order, Steps<IntakeState> steps) {
        OrderRow row = state.orders[order];
        if (row.state == OrderState.SUBMITTING
                && row.sweptFence == 0
                && state.now >= ModelTime.leaseEnd(row.submittedAt)) {
            IntakeState next = state.copy();
            next.orders[order].sweptFence = row.fence;
            steps.regular(next, () -> "a sweep reads that the lease of " + settings.name(order) + " is over");
        }
        if (row.sweptFence != 0) {
            IntakeState next = state.copy();
            next.orders[order].sweptFence = 0;
            boolean isWritten =
                    Statements.writeResult(next, order, row.sweptFence, OrderState.IN_DOUBT, NONE, row.submittedAt);
            steps.regular(
                    next,
                    () -> "the sweep writes that submission " + row.sweptFence + " of " + settings.name(order)
                            + " is in doubt" + (isWritten ? "" : ", which is refused"));
        }
    }

    private void addSubmission(IntakeState state, int order, int index, Steps<IntakeState> steps) {
        Submission submission = state.submissions[order][index];
        String name = "submission " + (index + 1) + " of " + settings.name(order);
        switch (submission.progress) {
            case NONE -> {
                return;
            }
            case CLAIMED -> addSending(state, order, index, name, steps);
            case SENT ->
                steps.fault(
                        answered(state, order, index, rules.unknown()),
                        () -> name + ": it is given up while the panel may still take it");
            case BOUGHT -> {
                addWrite(state, order, index, rules.bought(), name + ": the answer has the panel's id", steps);
                steps.fault(
                        answered(state, order, index, rules.unknown()),
                        () -> name + ": the answer with the panel's id is lost");
            }
            case LATER ->
                addWrite(
                        state, order, index, OrderState.WAITING, name + ": it was not sent, or refused for now", steps);
            case REJECTED -> addWrite(state, order, index, OrderState.REJECTED, name, steps);
            case DOUBTFUL -> addWrite(state, order, index, OrderState.IN_DOUBT, name, steps);
        }
        IntakeState dead = state.copy();
        dead.submissions[order][index].end();
        steps.fault(dead, () -> name + ": its process dies");
    }

    /**
     * The check of the send window when the connection is there, and what leaves then, are one step. The request was begun,
     * and the window checked for the first time, at any time since the claim.
     */
    private void addSending(IntakeState state, int order, int index, String name, Steps<IntakeState> steps) {
        Submission submission = state.submissions[order][index];
        for (int requestedAt = Math.max(submission.openedAt, state.now - ModelTime.LONG);
                requestedAt <= state.now;
                requestedAt++) {
            IntakeState next = state.copy();
            Submission sent = next.submissions[order][index];
            sent.progress = SubmissionProgress.SENT;
            sent.requestedAt = requestedAt;
            sent.sentAt = state.now;
            sent.isInFlight = true;
            steps.regular(next, () -> name + ": its window is open, it is sent");
        }
        addWrite(state, order, index, rules.notSent(), name + ": there is no connection, it is not sent", steps);
    }

    /** The state after the process knows that the outcome leads there. */
    static IntakeState answered(IntakeState state, int order, int index, OrderState next) {
        IntakeState answered = state.copy();
        Submission submission = answered.submissions[order][index];
        submission.entry = NONE;
        submission.progress = switch (next) {
            case WAITING -> SubmissionProgress.LATER;
            case REJECTED -> SubmissionProgress.REJECTED;
            case IN_DOUBT -> SubmissionProgress.DOUBTFUL;
            case RECEIVED, SUBMITTING, ACCEPTED, WITHDRAWN ->
                throw new IllegalStateException("without an id no outcome of a submission leads to " + next);
        };
        return answered;
    }

    private void addWrite(
            IntakeState state, int order, int index, OrderState result, String name, Steps<IntakeState> steps) {
        Submission submission = state.submissions[order][index];
        IntakeState next = state.copy();
        boolean isWritten =
                Statements.writeResult(next, order, index + 1, result, submission.entry, submission.requestedAt);
        String words = "%s: %s is written%s".formatted(name, result, isWritten ? "" : ", which is refused");
        if (isWritten && settings.has(Option.LOST_ACKNOWLEDGEMENTS)) {
            IntakeState unlearned = next.copy();
            Submission submitted = unlearned.submissions[order][index];
            if (submitted.progress == SubmissionProgress.CLAIMED) {
                submitted.progress = SubmissionProgress.LATER;
            }
            steps.fault(unlearned, () -> words + ", but its process does not learn it");
        }
        next.submissions[order][index].end();
        steps.regular(next, () -> words);
    }
}
