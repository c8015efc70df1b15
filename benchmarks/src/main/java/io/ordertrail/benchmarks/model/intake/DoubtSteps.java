package io.ordertrail.benchmarks.model.intake;

import static io.ordertrail.benchmarks.model.intake.IntakeState.NONE;

import io.ordertrail.benchmarks.model.Steps;
import io.ordertrail.benchmarks.model.intake.DoubtRules.Found;
import io.ordertrail.benchmarks.model.intake.IntakeSettings.Option;
import io.ordertrail.benchmarks.model.intake.IntakeState.Finding;
import io.ordertrail.benchmarks.model.intake.IntakeState.Job;
import io.ordertrail.benchmarks.model.intake.IntakeState.JobPhase;
import io.ordertrail.benchmarks.model.intake.IntakeState.JobRow;
import io.ordertrail.benchmarks.model.intake.IntakeState.OrderRow;
import io.ordertrail.intake.order.GuardedStatements.SearchResult;
import io.ordertrail.intake.order.OrderState;
import java.util.List;

/**
 * What the job of each replica does that looks into doubts, in the order of its readings: the lease and the ranges, the
 * panel's answers, the balance, what is under way, the doubts, which ids are ours; then each finding is carried out.
 */
final class DoubtSteps {

    private final IntakeSettings settings;
    private final DoubtRules rules;

    DoubtSteps(IntakeSettings settings, DoubtRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    void add(IntakeState state, Steps<IntakeState> steps) {
        for (int job = 0; job < settings.jobs(); job++) {
            add(state, job, steps);
        }
    }

    private void add(IntakeState state, int index, Steps<IntakeState> steps) {
        Job job = state.jobs[index];
        String name = "replica " + "AB".charAt(index);
        switch (job.phase) {
            case IDLE -> {
                begin(state, index, name, steps);
                return;
            }
            case SEARCHING -> addAnswers(state, index, name, steps);
            case SEARCHED -> addBalance(state, index, name, steps);
            case BALANCE_READ -> {
                IntakeState next = state.copy();
                next.jobs[index].underWaySince = underWaySince(state);
                next.jobs[index].phase = JobPhase.UNDER_WAY_READ;
                steps.regular(next, () -> name + " reads which submission is under way");
            }
            case UNDER_WAY_READ -> {
                IntakeState next = state.copy();
                readDoubts(next, next.jobs[index]);
                if (job.seen == 0) {
                    // Nothing answered, so that nothing is asked about who has it.
                    addFound(next, index, name + " reads the doubts and", steps);
                } else {
                    steps.regular(next, () -> name + " reads the doubts");
                }
            }
            case DOUBTS_READ -> {
                IntakeState next = state.copy();
                next.jobs[index].seen &= ~rules.own(state);
                next.jobs[index].phase = JobPhase.WITHOUT_OURS;
                steps.regular(next, () -> name + " reads which ids are ours");
            }
            case WITHOUT_OURS -> addFound(state, index, name, steps);
            case FOUND -> carryOut(state, index, name, steps);
        }
        IntakeState dead = state.copy();
        end(dead, index);
        dead.leaseHolder = state.leaseHolder;
        steps.fault(dead, () -> name + " stops looking into doubts");
    }

    private void begin(IntakeState state, int index, String name, Steps<IntakeState> steps) {
        boolean isFree = state.leaseHolder == NONE || state.leaseHolder == index;
        if (!isFree || !isAnyRipe(state)) {
            return;
        }
        IntakeState next = state.copy();
        next.leaseHolder = index;
        next.leaseUntil = state.now + ModelTime.JOB_LEASE;
        Job job = next.jobs[index];
        rules.noteRanges(next, job);
        job.sizeAtBegin = state.ledgerSize;
        job.phase = JobPhase.SEARCHING;
        steps.regular(next, () -> name + " begins to look into doubts" + ranges(next.jobs[index]));
    }

    private static String ranges(Job job) {
        StringBuilder ranges = new StringBuilder();
        for (JobRow row : job.rows) {
            if (row.searchedTo > 0) {
                ranges.append(", ids %d to %d".formatted(row.searchedFrom, row.searchedTo));
            }
        }
        return ranges.toString();
    }

    private static boolean isAnyRipe(IntakeState state) {
        for (OrderRow row : state.orders) {
            if (row.state == OrderState.IN_DOUBT
                    && row.stillSearched
                    && state.now >= ModelTime.settledAt(row.requestedAt)) {
                return true;
            }
        }
        return false;
    }

    /** An id that the panel took while it was being asked may have been asked about before or after. */
    private void addAnswers(IntakeState state, int index, String name, Steps<IntakeState> steps) {
        Job job = state.jobs[index];
        int certain = 0;
        int perhaps = 0;
        for (int i = 0; i < state.ledgerSize; i++) {
            if (rules.isAsked(state, job, i)) {
                certain |= i < job.sizeAtBegin ? 1 << i : 0;
                perhaps |= i < job.sizeAtBegin ? 0 : 1 << i;
            }
        }
        for (int also = perhaps; ; also = also - 1 & perhaps) {
            int seen = certain | also;
            steps.regular(
                    searched(state, index, seen, false), () -> name + " has the panel's answers: " + ids(state, seen));
            if (also == 0) {
                break;
            }
        }
        if (hasSearch(job)) {
            int seen = certain;
            steps.fault(
                    searched(state, index, seen, true),
                    () -> name + " has the panel's answers, for some ids none: " + ids(state, seen));
        }
    }

    private static boolean hasSearch(Job job) {
        for (JobRow row : job.rows) {
            if (row.searchedTo > 0) {
                return true;
            }
        }
        return false;
    }

    private String ids(IntakeState state, int entries) {
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < state.ledgerSize; i++) {
            if ((entries >> i & 1) == 1) {
                ids.append(ids.isEmpty() ? "" : ", ").append(rules.id(state, i));
            }
        }
        return ids.isEmpty() ? "none of them exists" : ids + " exist";
    }

    private IntakeState searched(IntakeState state, int index, int seen, boolean isSilent) {
        IntakeState next = state.copy();
        Job job = next.jobs[index];
        job.seen = seen;
        job.isSilent = isSilent;
        job.sizeAtBegin = 0;
        job.phase = settings.has(Option.BALANCE) ? JobPhase.SEARCHED : JobPhase.BALANCE_READ;
        return next;
    }

    private void addBalance(IntakeState state, int index, String name, Steps<IntakeState> steps) {
        IntakeState without = state.copy();
        without.jobs[index].phase = JobPhase.BALANCE_READ;
        steps.fault(without, () -> name + " gets no balance");
        IntakeState read = without.copy();
        read.jobs[index].balanceAt = state.now;
        read.jobs[index].spent = state.spent();
        steps.regular(read, () -> name + " reads the balance");
    }

    private static int underWaySince(IntakeState state) {
        int since = NONE;
        for (OrderRow row : state.orders) {
            if (row.state == OrderState.SUBMITTING && (since == NONE || row.submittedAt < since)) {
                since = row.submittedAt;
            }
        }
        return since;
    }

    private void readDoubts(IntakeState state, Job job) {
        job.phase = JobPhase.DOUBTS_READ;
        job.ownAtRead = rules.own(state);
        for (int i = 0; i < state.orders.length; i++) {
            OrderRow order = state.orders[i];
            if (order.state == OrderState.IN_DOUBT) {
                JobRow row = job.rows[i];
                row.fence = order.fence;
                row.requestedAt = order.requestedAt;
                row.submittedAt = order.submittedAt;
                row.spentBefore = order.spentBefore;
                row.cleanSearches = order.cleanSearches;
                row.silentRounds = order.silentRounds;
                row.needsOperator = order.needsOperator;
                row.stillSearched = order.stillSearched;
            }
        }
    }

    private void addFound(IntakeState state, int index, String name, Steps<IntakeState> steps) {
        IntakeState next = state.copy();
        List<Found> found = rules.resolve(state, state.jobs[index]);
        note(next.jobs[index], found);
        steps.regular(next, () -> name + " finds: " + words(found));
    }

    /** Keeps what is to be done, and forgets what it was found from. */
    private static void note(Job job, List<Found> found) {
        job.phase = JobPhase.FOUND;
        for (int i = 0; i < found.size(); i++) {
            JobRow row = job.rows[i];
            JobRow kept = new JobRow();
            if (found.get(i).finding() != Finding.NONE) {
                kept.fence = row.fence;
                kept.silentRounds = row.silentRounds;
                kept.isStale = row.isStale;
                kept.finding = found.get(i).finding();
                kept.entry = found.get(i).entry();
            }
            row.set(kept);
        }
        job.isSilent = false;
    }

    private String words(List<Found> found) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).finding() != Finding.NONE) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(settings.name(i))
                        .append(' ')
                        .append(found.get(i).finding());
            }
        }
        return words.isEmpty() ? "nothing" : words.toString();
    }

    private void carryOut(IntakeState state, int index, String name, Steps<IntakeState> steps) {
        for (int i = 0; i < state.orders.length; i++) {
            JobRow row = state.jobs[index].rows[i];
            if (row.fence != 0) {
                int order = i;
                IntakeState next = state.copy();
                boolean isWritten = carryOut(next, index, i);
                next.jobs[index].rows[i].set(new JobRow());
                if (isDone(next.jobs[index])) {
                    end(next, index);
                }
                steps.regular(
                        next,
                        () -> "%s writes %s for submission %d of %s%s"
                                .formatted(
                                        name,
                                        row.finding,
                                        row.fence,
                                        settings.name(order),
                                        isWritten ? "" : ", which is refused"));
                return;
            }
        }
        IntakeState next = state.copy();
        end(next, index);
        steps.regular(next, () -> name + " ends its look into doubts");
    }

    private static boolean carryOut(IntakeState state, int index, int order) {
        JobRow row = state.jobs[index].rows[order];
        return switch (row.finding) {
            case NONE -> false;
            case ADOPT -> Statements.decide(state, order, row.fence, OrderState.ACCEPTED, row.entry);
            case ABSENT -> Statements.decide(state, order, row.fence, OrderState.RECEIVED, NONE);
            case NOT_YET -> remember(state, index, order, false, false, false, true);
            case NO_ANSWER -> remember(state, index, order, false, true, false, true);
            case CLEAN_SEARCH -> remember(state, index, order, true, false, false, true);
            case NEEDS_OPERATOR -> remember(state, index, order, false, true, true, false);
            case NEEDS_OPERATOR_STILL_SEARCHED -> remember(state, index, order, false, true, true, true);
        };
    }

    private static boolean remember(
            IntakeState state,
            int job,
            int order,
            boolean isClean,
            boolean isSilent,
            boolean needsOperator,
            boolean stillSearched) {
        return Statements.remember(
                state, job, order, new SearchResult(isClean, isSilent, needsOperator, stillSearched));
    }

    private static boolean isDone(Job job) {
        for (JobRow row : job.rows) {
            if (row.fence != 0) {
                return false;
            }
        }
        return true;
    }

    private static void end(IntakeState state, int index) {
        state.jobs[index].set(new Job(state.orders.length));
    }
}
