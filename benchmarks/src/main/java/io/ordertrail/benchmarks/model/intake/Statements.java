package io.ordertrail.benchmarks.model.intake;

import static io.ordertrail.benchmarks.model.intake.IntakeState.NONE;

import io.ordertrail.benchmarks.model.intake.IntakeState.CancelState;
import io.ordertrail.benchmarks.model.intake.IntakeState.Job;
import io.ordertrail.benchmarks.model.intake.IntakeState.JobRow;
import io.ordertrail.benchmarks.model.intake.IntakeState.OrderRow;
import io.ordertrail.intake.order.Cancel;
import io.ordertrail.intake.order.GuardedStatements;
import io.ordertrail.intake.order.GuardedStatements.DoubtRow;
import io.ordertrail.intake.order.GuardedStatements.SearchResult;
import io.ordertrail.intake.order.OrderState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs guarded statements on the rows of a state. What a guard lets through and what the row is then are
 * {@link GuardedStatements}'; here is what the same transactions write beside it. Each changes the state it is given, and says
 * whether it changed a row.
 */
final class Statements {

    private Statements() {}

    /** Whether a claim takes an order now. */
    static boolean hasRoom(IntakeState state) {
        boolean isInDoubt = false;
        boolean isUnderWay = false;
        for (OrderRow row : state.orders) {
            isInDoubt |= row.state == OrderState.IN_DOUBT && !row.needsOperator;
            isUnderWay |= row.state == OrderState.SUBMITTING;
        }
        return GuardedStatements.room(1, isInDoubt, isUnderWay) > 0;
    }

    static boolean isToBeBought(OrderRow row) {
        return row.state == OrderState.RECEIVED || row.state == OrderState.WAITING;
    }

    static boolean isClaimable(OrderRow row) {
        return GuardedStatements.claim(toReal(row)).isPresent();
    }

    /** Claims the order in a transaction that began at that time. */
    static void claim(IntakeState state, int order, int begunAt) {
        OrderRow row = state.orders[order];
        set(row, GuardedStatements.claim(toReal(row)).orElseThrow());
        row.submittedAt = begunAt;
    }

    /**
     * Writes the result of the submission with that fence.
     *
     * @param entry what the panel made of it, with {@link OrderState#ACCEPTED}
     * @param requestedAt when the request was begun, with {@link OrderState#IN_DOUBT}
     */
    static boolean writeResult(IntakeState state, int order, int fence, OrderState next, int entry, int requestedAt) {
        OrderRow row = state.orders[order];
        Optional<GuardedStatements.OrderRow> written = hasAnotherOrder(state, order, entry)
                ? Optional.empty()
                : GuardedStatements.writeResult(toReal(row), fence, next, text(entry));
        written.ifPresent(changed -> {
            set(row, changed);
            write(state, row, requestedAt);
        });
        return written.isPresent();
    }

    /** Carries out a decision about the submission with that fence. */
    static boolean decide(IntakeState state, int order, int fence, OrderState next, int entry) {
        OrderRow row = state.orders[order];
        Optional<GuardedStatements.OrderRow> written = hasAnotherOrder(state, order, entry)
                ? Optional.empty()
                : GuardedStatements.decide(toReal(row), fence, next, text(entry));
        written.ifPresent(changed -> {
            set(row, changed);
            write(state, row, 0);
        });
        return written.isPresent();
    }

    /** The unique constraint: one order has an id of the panel. */
    private static boolean hasAnotherOrder(IntakeState state, int order, int entry) {
        for (int i = 0; i < state.orders.length; i++) {
            if (i != order && entry != NONE && state.orders[i].entry == entry) {
                return true;
            }
        }
        return entry != NONE && state.ledger[entry].order == NONE;
    }

    private static void write(IntakeState state, OrderRow row, int requestedAt) {
        switch (row.state) {
            case ACCEPTED -> row.acceptedAt = state.now;
            case RECEIVED, WAITING -> row.dueAt = state.now;
            case IN_DOUBT -> {
                row.requestedAt = requestedAt;
                row.cleanSearches = 0;
                row.silentRounds = 0;
                row.needsOperator = false;
                row.stillSearched = true;
            }
            case SUBMITTING, REJECTED, WITHDRAWN -> {}
        }
    }

    /** Stores what a job's search came to, if nobody has stored anything about the doubt since the job read it. */
    static boolean remember(IntakeState state, int job, int order, SearchResult result) {
        OrderRow row = state.orders[order];
        JobRow read = state.jobs[job].rows[order];
        boolean isOpen = row.state == OrderState.IN_DOUBT && row.fence == read.fence;
        Optional<DoubtRow> written = GuardedStatements.remember(
                new DoubtRow(!isOpen, row.cleanSearches, row.silentRounds, row.needsOperator, row.stillSearched),
                read.silentRounds,
                !read.isStale,
                result);
        written.ifPresent(changed -> {
            row.cleanSearches = Math.min(1, changed.cleanSearches());
            row.silentRounds = Math.min(DoubtRules.SILENT_ROUNDS, changed.silentRounds());
            row.needsOperator = changed.needsOperator();
            row.stillSearched = changed.stillSearched();
            for (int i = 0; i < IntakeState.JOBS; i++) {
                Job other = state.jobs[i];
                if (i != job && other.rows[order].fence == read.fence) {
                    other.rows[order].isStale = true;
                }
            }
        });
        return written.isPresent();
    }

    /** A shop's cancel of an order that is not bought. */
    static boolean withdraw(OrderRow row) {
        return apply(row, GuardedStatements.withdraw(toReal(row)));
    }

    static boolean rejectOverdue(OrderRow row) {
        return apply(row, GuardedStatements.rejectOverdue(toReal(row)));
    }

    private static boolean apply(OrderRow row, Optional<GuardedStatements.OrderRow> changed) {
        changed.ifPresent(next -> set(row, next));
        return changed.isPresent();
    }

    private static GuardedStatements.OrderRow toReal(OrderRow row) {
        return new GuardedStatements.OrderRow(row.state, row.fence, cancel(row.cancel), text(row.entry));
    }

    private static void set(OrderRow row, GuardedStatements.OrderRow changed) {
        row.state = changed.state();
        row.fence = Math.toIntExact(changed.fence());
        row.cancel = changed.cancel() == null
                ? CancelState.NONE
                : CancelState.valueOf(changed.cancel().name());
        row.entry = changed.panelOrderId() == null ? NONE : Integer.parseInt(changed.panelOrderId());
    }

    private static Cancel.@Nullable Status cancel(CancelState cancel) {
        return switch (cancel) {
            case NONE -> null;
            case WANTED -> Cancel.Status.WANTED;
            case ASKED -> Cancel.Status.ASKED;
            case REFUSED -> Cancel.Status.REFUSED;
        };
    }

    private static @Nullable String text(int entry) {
        return entry == NONE ? null : Integer.toString(entry);
    }
}
