package io.ordertrail.benchmarks.model.intake;

import io.ordertrail.intake.order.OrderState;
import java.util.Arrays;

/**
 * All that is known anywhere at one moment: the rows of the database, what each process remembers, what is on its way, and
 * the panel's ledger. Mutable only while a step builds it. Times are small whole numbers of which only the differences
 * matter.
 */
final class IntakeState {

    static final int NONE = -1;
    static final int JOBS = 2;

    int now;
    /** How many faults have happened, where their number is bounded. */
    int faults;
    /** When a claim began whose transaction has not committed yet, or {@link #NONE}. */
    int claimBegunAt = NONE;
    /** Which replica's job looks into the doubts by the lease in the database, or {@link #NONE}. */
    int leaseHolder = NONE;

    int leaseUntil;
    final OrderRow[] orders;
    /** By order and submission, the first submission at 0. */
    final Submission[][] submissions;
    /** Whether the panel's numbers have begun again from below. */
    boolean isRenumbered;

    int ledgerSize;
    final LedgerEntry[] ledger;
    final Job[] jobs = new Job[JOBS];

    IntakeState(int orderCount, int submissionsEach, int ledgerCapacity) {
        orders = new OrderRow[orderCount];
        submissions = new Submission[orderCount][submissionsEach];
        for (int i = 0; i < orderCount; i++) {
            orders[i] = new OrderRow();
            for (int j = 0; j < submissionsEach; j++) {
                submissions[i][j] = new Submission();
            }
        }
        ledger = new LedgerEntry[ledgerCapacity];
        Arrays.setAll(ledger, _ -> new LedgerEntry());
        Arrays.setAll(jobs, _ -> new Job(orderCount));
    }

    IntakeState copy() {
        IntakeState copy = new IntakeState(orders.length, submissions[0].length, ledger.length);
        copy.now = now;
        copy.faults = faults;
        copy.claimBegunAt = claimBegunAt;
        copy.leaseHolder = leaseHolder;
        copy.leaseUntil = leaseUntil;
        copy.isRenumbered = isRenumbered;
        copy.ledgerSize = ledgerSize;
        for (int i = 0; i < orders.length; i++) {
            copy.orders[i].set(orders[i]);
            for (int j = 0; j < submissions[i].length; j++) {
                copy.submissions[i][j].set(submissions[i][j]);
            }
        }
        for (int i = 0; i < ledgerSize; i++) {
            copy.ledger[i].set(ledger[i]);
        }
        for (int i = 0; i < JOBS; i++) {
            copy.jobs[i].set(jobs[i]);
        }
        return copy;
    }

    /** How many orders the panel was paid for and did not pay back. */
    int spent() {
        int spent = 0;
        for (int i = 0; i < ledgerSize; i++) {
            spent += ledger[i].canceled ? 0 : 1;
        }
        return spent;
    }

    /** Adds an order to the panel's ledger and returns its index. */
    int addToLedger(int order, boolean dripFeed) {
        if (ledgerSize == ledger.length) {
            throw new IllegalStateException("the ledger has no room for another order");
        }
        LedgerEntry entry = ledger[ledgerSize];
        entry.order = order;
        entry.dripFeed = dripFeed;
        entry.isRenumbered = isRenumbered;
        entry.boughtAt = now;
        return ledgerSize++;
    }

    /** The order's row and that of the doubt about its last submission. */
    static final class OrderRow {
        OrderState state = OrderState.RECEIVED;
        int fence;
        CancelState cancel = CancelState.NONE;
        /** Index in the ledger of the id that the row has, or {@link #NONE}. */
        int entry = NONE;
        /** Not claimed by a claim that began before. */
        int dueAt;

        int submittedAt;
        int acceptedAt;
        /** The panel's spending in orders when it was claimed. */
        int spentBefore;
        /** A sweep has read that this submission's lease is over, and has not written yet; 0 if none has. */
        int sweptFence;
        /** When the request that may have arrived was begun, of the open doubt. */
        int requestedAt;

        int cleanSearches;
        int silentRounds;
        boolean needsOperator;
        boolean stillSearched;

        void set(OrderRow from) {
            state = from.state;
            fence = from.fence;
            cancel = from.cancel;
            entry = from.entry;
            dueAt = from.dueAt;
            submittedAt = from.submittedAt;
            acceptedAt = from.acceptedAt;
            spentBefore = from.spentBefore;
            sweptFence = from.sweptFence;
            requestedAt = from.requestedAt;
            cleanSearches = from.cleanSearches;
            silentRounds = from.silentRounds;
            needsOperator = from.needsOperator;
            stillSearched = from.stillSearched;
        }
    }

    /** What the row says of a cancel. */
    enum CancelState {
        NONE,
        WANTED,
        ASKED,
        REFUSED
    }

    /** A submission in the process that claimed it, and its request on the way to the panel. */
    static final class Submission {
        SubmissionProgress progress = SubmissionProgress.NONE;
        /** Whether the request has left and the panel may still take it. */
        boolean isInFlight;
        /** When the claim began: the send window counts from here. */
        int openedAt;

        int requestedAt;
        int sentAt;
        /** Index in the ledger of what the panel made of the request, or {@link #NONE}. */
        int entry = NONE;

        OperatorDecision decision = OperatorDecision.NONE;

        void set(Submission from) {
            progress = from.progress;
            isInFlight = from.isInFlight;
            openedAt = from.openedAt;
            requestedAt = from.requestedAt;
            sentAt = from.sentAt;
            entry = from.entry;
            decision = from.decision;
        }

        /** Nothing follows in the process any more; the request may still be on its way. */
        void end() {
            progress = SubmissionProgress.NONE;
            entry = NONE;
        }
    }

    /** How far the process is. */
    enum SubmissionProgress {
        /** It has ended, one way or the other. */
        NONE,
        /** The claim is committed. */
        CLAIMED,
        /** The request has left. */
        SENT,
        /** The panel took it; its id is on the way, or known and not written. */
        BOUGHT,
        /** Refused for a reason that passes, and not written. */
        LATER,
        /** Refused for good, and not written. */
        REJECTED,
        /** Given up or not understood, and not written. */
        DOUBTFUL
    }

    /** What an operator decided about the submission. The request may arrive at any later time, and several times. */
    enum OperatorDecision {
        NONE,
        ATTACH,
        RESUBMIT,
        REJECT
    }

    /** An order at the panel. */
    static final class LedgerEntry {
        /** {@link #NONE} for an order that is bought without any fault, a neighbour of those that are explored. */
        int order = NONE;

        boolean dripFeed;
        /** Numbered after the panel's numbers have begun again. */
        boolean isRenumbered;

        boolean canceled;
        /** When a neighbour was claimed and accepted. */
        int boughtAt;

        void set(LedgerEntry from) {
            order = from.order;
            dripFeed = from.dripFeed;
            isRenumbered = from.isRenumbered;
            canceled = from.canceled;
            boughtAt = from.boughtAt;
        }
    }

    /** A replica's job that looks into doubts. */
    static final class Job {
        JobPhase phase = JobPhase.IDLE;
        final JobRow[] rows;
        /** How many entries there were when the search began, which it cannot miss. */
        int sizeAtBegin;
        /** The entries that answered; without ours once those are known. By bit. */
        int seen;

        boolean isSilent;
        /** When the balance was asked for, or {@link #NONE}. */
        int balanceAt = NONE;
        /** The panel's spending in orders when it answered. */
        int spent;

        int underWaySince = NONE;
        /** The entries that orders of ours had when the doubts were read, by bit. */
        int ownAtRead;

        Job(int orderCount) {
            rows = new JobRow[orderCount];
            Arrays.setAll(rows, _ -> new JobRow());
        }

        void set(Job from) {
            phase = from.phase;
            for (int i = 0; i < rows.length; i++) {
                rows[i].set(from.rows[i]);
            }
            sizeAtBegin = from.sizeAtBegin;
            seen = from.seen;
            isSilent = from.isSilent;
            balanceAt = from.balanceAt;
            spent = from.spent;
            underWaySince = from.underWaySince;
            ownAtRead = from.ownAtRead;
        }
    }

    /** What a job knows of an order in doubt. */
    static final class JobRow {
        /** The ids that were asked about for its sake, both included; 0 if there are none. */
        int searchedFrom;

        int searchedTo;
        boolean isSearchedApart;
        /** The submission in doubt, or 0. */
        int fence;

        int requestedAt;
        int cleanSearches;
        int silentRounds;
        boolean needsOperator;
        boolean stillSearched;
        int spentBefore;
        int submittedAt;
        /** Another job has written to the doubt since it was read. */
        boolean isStale;

        Finding finding = Finding.NONE;
        int entry = NONE;

        void set(JobRow from) {
            searchedFrom = from.searchedFrom;
            searchedTo = from.searchedTo;
            isSearchedApart = from.isSearchedApart;
            spentBefore = from.spentBefore;
            submittedAt = from.submittedAt;
            fence = from.fence;
            requestedAt = from.requestedAt;
            cleanSearches = from.cleanSearches;
            silentRounds = from.silentRounds;
            needsOperator = from.needsOperator;
            stillSearched = from.stillSearched;
            isStale = from.isStale;
            finding = from.finding;
            entry = from.entry;
        }
    }

    /** What was found and is not carried out yet. */
    enum Finding {
        NONE,
        ADOPT,
        ABSENT,
        NOT_YET,
        NO_ANSWER,
        CLEAN_SEARCH,
        NEEDS_OPERATOR,
        NEEDS_OPERATOR_STILL_SEARCHED
    }

    /** How far a job is. */
    enum JobPhase {
        IDLE,
        /** The ranges are known, and the panel is being asked. */
        SEARCHING,
        /** The panel has answered. */
        SEARCHED,
        /** The balance is read, if the panel says it. */
        BALANCE_READ,
        /** It is known which submission is under way. */
        UNDER_WAY_READ,
        /** The doubts are read again. */
        DOUBTS_READ,
        /** It is known which of the ids are ours. */
        WITHOUT_OURS,
        /** Something is found for each doubt. */
        FOUND
    }
}
