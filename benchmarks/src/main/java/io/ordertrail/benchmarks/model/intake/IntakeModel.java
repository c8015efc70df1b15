package io.ordertrail.benchmarks.model.intake;

import static io.ordertrail.benchmarks.model.intake.IntakeState.NONE;

import io.ordertrail.benchmarks.model.Model;
import io.ordertrail.benchmarks.model.Steps;
import io.ordertrail.benchmarks.model.intake.IntakeState.CancelState;
import io.ordertrail.benchmarks.model.intake.IntakeState.LedgerEntry;
import io.ordertrail.benchmarks.model.intake.IntakeState.OrderRow;
import io.ordertrail.benchmarks.model.intake.IntakeState.Submission;
import io.ordertrail.benchmarks.model.intake.IntakeState.SubmissionProgress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * order-intake's protocol: orders are claimed, sent, answered or not, swept, searched for, decided about and canceled, by two
 * replicas, a panel, a shop and an operator.
 *
 * <p>Every activity of a replica is a process of its own here: a submission, a sweep, a look into the doubts. Two replicas
 * can do nothing that these cannot do in some order, and a replica that is frozen, or dies, is one whose activities do not
 * go on. What is decided is decided by order-intake's own classes ({@link SubmissionRules}, {@link DoubtRules}); what is
 * written is written by {@link Statements}.
 */
public final class IntakeModel implements Model<IntakeState> {

    private final IntakeSettings settings;
    private final IntakeCodec codec;
    private final SubmissionSteps submissions;
    private final PanelSteps panel;
    private final DoubtSteps doubts;
    private final PeopleSteps people;
    private final Relevance relevance;

    IntakeModel(IntakeSettings settings) {
        this.settings = settings;
        this.codec = new IntakeCodec(settings);
        DoubtRules rules = new DoubtRules(settings);
        SubmissionRules submissionRules = new SubmissionRules();
        this.submissions = new SubmissionSteps(settings, submissionRules);
        this.panel = new PanelSteps(settings, rules, submissionRules);
        this.doubts = new DoubtSteps(settings, rules);
        this.people = new PeopleSteps(settings);
        this.relevance = new Relevance(submissionRules);
    }

    /** An order was bought long ago in each id space: its id is below all others. */
    @Override
    public List<IntakeState> initialStates() {
        IntakeState state = new IntakeState(settings.orders(), settings.submissions(), settings.ledgerCapacity());
        for (boolean isDripFeed : settings.idSpaces()) {
            state.addToLedger(NONE, isDripFeed);
        }
        state.now = 1;
        return List.of(state);
    }

    @Override
    public void steps(IntakeState state, Steps<IntakeState> steps) {
        Steps<IntakeState> tidied = new TidiedSteps(relevance, settings, state.faults, steps);
        submissions.add(state, tidied);
        panel.add(state, tidied);
        doubts.add(state, tidied);
        people.add(state, tidied);
        addTime(state, tidied);
    }

    /** Drops from each next state what can never change anything any more, and the faults that are too many. */
    private record TidiedSteps(Relevance relevance, IntakeSettings settings, int faults, Steps<IntakeState> steps)
            implements Steps<IntakeState> {
        @Override
        public void regular(IntakeState next, Supplier<String> words) {
            relevance.dropIrrelevant(next);
            steps.regular(next, words);
        }

        @Override
        public void fault(IntakeState next, Supplier<String> words) {
            if (settings.boundsFaults()) {
                if (faults == settings.faults()) {
                    return;
                }
                next.faults = faults + 1;
            }
            relevance.dropIrrelevant(next);
            steps.fault(next, words);
        }
    }

    private static void addTime(IntakeState state, Steps<IntakeState> steps) {
        IntakeState later = state.copy();
        later.now++;
        if (later.now >= later.leaseUntil) {
            later.leaseHolder = NONE;
        }
        for (Submission[] ofOrder : later.submissions) {
            for (Submission submission : ofOrder) {
                if (submission.isInFlight && later.now >= ModelTime.takenBefore(submission.sentAt)) {
                    submission.isInFlight = false;
                    if (submission.progress == SubmissionProgress.SENT) {
                        submission.progress = SubmissionProgress.DOUBTFUL;
                    }
                }
            }
        }
        steps.regular(later, () -> "time passes");
    }

    @Override
    public Optional<String> violation(IntakeState state) {
        int[] alive = new int[state.orders.length];
        for (int i = 0; i < state.ledgerSize; i++) {
            LedgerEntry entry = state.ledger[i];
            if (entry.order == NONE || entry.canceled) {
                continue;
            }
            if (++alive[entry.order] > 1) {
                return Optional.of(settings.name(entry.order) + " is bought twice");
            }
            Optional<String> lost = lost(state.orders[entry.order], i);
            if (lost.isPresent()) {
                return lost.map(how -> settings.name(entry.order) + " is at the panel, but " + how);
            }
        }
        for (int i = 0; i < state.orders.length; i++) {
            OrderRow row = state.orders[i];
            if (row.entry != NONE && state.ledger[row.entry].order != i) {
                return Optional.of(settings.name(i) + " is accepted as an order that is another one at the panel");
            }
            if (Statements.isToBeBought(row) && row.cancel == CancelState.WANTED) {
                return Optional.of(settings.name(i) + " is to be bought although its cancel is wanted");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> lost(OrderRow row, int entry) {
        return switch (row.state) {
            case SUBMITTING, IN_DOUBT -> Optional.empty();
            case ACCEPTED -> row.entry == entry ? Optional.empty() : Optional.of("has another id in the database");
            case RECEIVED, WAITING -> Optional.of("counts as not bought, and is to be bought");
            case REJECTED -> Optional.of("is rejected");
            case WITHDRAWN -> Optional.of("is withdrawn");
        };
    }

    /** Every order has ended or is in front of an operator, and nothing is under way. */
    @Override
    public boolean isAtRest(IntakeState state) {
        for (int i = 0; i < state.orders.length; i++) {
            if (!isAtRest(state.orders[i])) {
                return false;
            }
            for (Submission submission : state.submissions[i]) {
                if (submission.progress != SubmissionProgress.NONE || submission.isInFlight) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isAtRest(OrderRow row) {
        return switch (row.state) {
            case ACCEPTED -> row.cancel != CancelState.WANTED;
            case REJECTED, WITHDRAWN -> true;
            case IN_DOUBT -> row.needsOperator;
            case SUBMITTING -> false;
            // As often as this exploration lets an order be claimed.
            case RECEIVED, WAITING -> row.fence == settings.submissions();
        };
    }

    /** Jobs may look and find nothing any number of times. */
    @Override
    public Progress progress() {
        return Progress.ON_SOME_PATH;
    }

    @Override
    public byte[] encode(IntakeState state) {
        return codec.encode(state);
    }

    @Override
    public IntakeState decode(byte[] encoded) {
        return codec.decode(encoded);
    }
}
