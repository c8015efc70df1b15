package io.ordertrail.benchmarks.model.intake;

import io.ordertrail.benchmarks.model.intake.IntakeState.Finding;
import io.ordertrail.benchmarks.model.intake.IntakeState.Job;
import io.ordertrail.benchmarks.model.intake.IntakeState.JobPhase;
import io.ordertrail.benchmarks.model.intake.IntakeState.JobRow;
import io.ordertrail.benchmarks.model.intake.IntakeState.OperatorDecision;
import io.ordertrail.benchmarks.model.intake.IntakeState.OrderRow;
import io.ordertrail.benchmarks.model.intake.IntakeState.Submission;
import io.ordertrail.benchmarks.model.intake.IntakeState.SubmissionProgress;
import io.ordertrail.intake.order.Cancel;
import io.ordertrail.intake.order.GuardedStatements;
import io.ordertrail.intake.order.OrderState;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drops what can never change anything any more: a write that the guards refuse now and whatever happens to the row. States
 * that differ only in such writes are then one. Which writes these are is asked of {@link GuardedStatements}, so a guard that
 * is taken out makes its writes matter again.
 */
final class Relevance {

    private static final OrderState[] STATES = OrderState.values();

    /** By state of the row and result: whether the last submission may still write it. */
    private final boolean[][] isWritable = new boolean[STATES.length][STATES.length];

    private final boolean[][] isDecidable = new boolean[STATES.length][STATES.length];

    /** The same for earlier submissions. */
    private final boolean[] isWritableLate = new boolean[STATES.length];

    private final boolean[] isDecidableLate = new boolean[STATES.length];
    private final SubmissionRules rules;

    Relevance(SubmissionRules rules) {
        this.rules = rules;
        for (OrderState now : STATES) {
            Set<OrderState> reachable = reachable(now);
            for (OrderState result : STATES) {
                isWritable[now.ordinal()][result.ordinal()] =
                        reachable.stream().anyMatch(state -> isWritten(state, 1, result));
                isDecidable[now.ordinal()][result.ordinal()] =
                        reachable.stream().anyMatch(state -> isDecided(state, 1, result));
            }
        }
        for (OrderState result : STATES) {
            isWritableLate[result.ordinal()] = Arrays.stream(STATES).anyMatch(state -> isWritten(state, 2, result));
            isDecidableLate[result.ordinal()] = Arrays.stream(STATES).anyMatch(state -> isDecided(state, 2, result));
        }
    }

    private static boolean isWritten(OrderState state, long fence, OrderState result) {
        return rows(state, fence).stream()
                .anyMatch(row ->
                        GuardedStatements.writeResult(row, 1, result, null).isPresent());
    }

    private static boolean isDecided(OrderState state, long fence, OrderState result) {
        return rows(state, fence).stream()
                .anyMatch(row -> GuardedStatements.decide(row, 1, result, null).isPresent());
    }

    private static List<GuardedStatements.OrderRow> rows(OrderState state, long fence) {
        return List.of(row(state, fence, null), row(state, fence, Cancel.Status.WANTED));
    }

    private static GuardedStatements.OrderRow row(OrderState state, long fence, Cancel.@Nullable Status cancel) {
        return new GuardedStatements.OrderRow(state, fence, cancel, null);
    }

    /** The states that a row may have until it is claimed again. */
    private static Set<OrderState> reachable(OrderState from) {
        Set<OrderState> reached = EnumSet.of(from);
        Deque<OrderState> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (GuardedStatements.OrderRow row : rows(open.pop(), 1)) {
                for (OrderState result : STATES) {
                    for (Optional<GuardedStatements.OrderRow> next : List.of(
                            GuardedStatements.writeResult(row, 1, result, null),
                            GuardedStatements.decide(row, 1, result, null),
                            GuardedStatements.withdraw(row),
                            GuardedStatements.rejectOverdue(row))) {
                        next.map(GuardedStatements.OrderRow::state)
                                .filter(reached::add)
                                .ifPresent(open::add);
                    }
                }
            }
        }
        return reached;
    }

    void dropIrrelevant(IntakeState state) {
        for (int i = 0; i < state.orders.length; i++) {
            OrderRow row = state.orders[i];
            if (row.sweptFence != 0 && !mayWrite(row, row.sweptFence, OrderState.IN_DOUBT)) {
                row.sweptFence = 0;
            }
            for (int j = 0; j < state.submissions[i].length; j++) {
                dropIrrelevant(row, state.submissions[i][j], j + 1, state.now);
            }
            for (Job job : state.jobs) {
                dropIrrelevant(row, job, job.rows[i]);
            }
        }
    }

    private void dropIrrelevant(OrderRow row, Submission submission, int fence, int now) {
        boolean maySend = submission.progress == SubmissionProgress.CLAIMED && rules.maySend(now - submission.openedAt);
        if (submission.progress == SubmissionProgress.CLAIMED && !maySend) {
            submission.progress = SubmissionProgress.LATER;
        }
        boolean mayChange = maySend
                || switch (submission.progress) {
                    case NONE, SENT -> true;
                    case CLAIMED, LATER -> mayWrite(row, fence, OrderState.WAITING);
                    case BOUGHT ->
                        mayWrite(row, fence, OrderState.ACCEPTED) || mayWrite(row, fence, OrderState.IN_DOUBT);
                    case REJECTED -> mayWrite(row, fence, OrderState.REJECTED);
                    case DOUBTFUL -> mayWrite(row, fence, OrderState.IN_DOUBT);
                };
        if (!mayChange) {
            submission.end();
        }
        boolean mayDecide = switch (submission.decision) {
            case NONE -> true;
            case ATTACH -> mayDecide(row, fence, OrderState.ACCEPTED);
            case RESUBMIT -> mayDecide(row, fence, OrderState.RECEIVED);
            case REJECT -> mayDecide(row, fence, OrderState.REJECTED);
        };
        if (!mayDecide) {
            submission.decision = OperatorDecision.NONE;
        }
    }

    private void dropIrrelevant(OrderRow row, Job job, JobRow found) {
        if (job.phase != JobPhase.FOUND || found.fence == 0) {
            return;
        }
        boolean mayChange = switch (found.finding) {
            case NONE -> false;
            case ADOPT -> mayDecide(row, found.fence, OrderState.ACCEPTED);
            case ABSENT -> mayDecide(row, found.fence, OrderState.RECEIVED);
            case NOT_YET, NO_ANSWER, CLEAN_SEARCH, NEEDS_OPERATOR, NEEDS_OPERATOR_STILL_SEARCHED ->
                row.fence == found.fence && row.state == OrderState.IN_DOUBT && !found.isStale;
        };
        if (!mayChange) {
            found.fence = 0;
            found.finding = Finding.NONE;
        }
    }

    private boolean mayWrite(OrderRow row, int fence, OrderState result) {
        return isWritableLate[result.ordinal()]
                || row.fence == fence && isWritable[row.state.ordinal()][result.ordinal()];
    }

    private boolean mayDecide(OrderRow row, int fence, OrderState result) {
        return isDecidableLate[result.ordinal()]
                || row.fence == fence && isDecidable[row.state.ordinal()][result.ordinal()];
    }
}
