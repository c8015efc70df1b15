package io.ordertrail.benchmarks.model.intake;

import static io.ordertrail.benchmarks.model.intake.IntakeState.NONE;

import io.ordertrail.benchmarks.model.intake.IntakeSettings.Option;
import io.ordertrail.benchmarks.model.intake.IntakeState.CancelState;
import io.ordertrail.benchmarks.model.intake.IntakeState.Finding;
import io.ordertrail.benchmarks.model.intake.IntakeState.Job;
import io.ordertrail.benchmarks.model.intake.IntakeState.JobPhase;
import io.ordertrail.benchmarks.model.intake.IntakeState.JobRow;
import io.ordertrail.benchmarks.model.intake.IntakeState.LedgerEntry;
import io.ordertrail.benchmarks.model.intake.IntakeState.OperatorDecision;
import io.ordertrail.benchmarks.model.intake.IntakeState.OrderRow;
import io.ordertrail.benchmarks.model.intake.IntakeState.Submission;
import io.ordertrail.benchmarks.model.intake.IntakeState.SubmissionProgress;
import io.ordertrail.intake.order.OrderState;
import java.util.Arrays;

/**
 * Writes states as bytes and reads them. States that nothing can ever distinguish are the same bytes: values that are not
 * looked at any more are dropped, of times only the order and the distances that matter are kept, and the two
 * jobs are written in the order of their bytes.
 */
final class IntakeCodec {

    private static final OrderState[] STATES = OrderState.values();
    private static final CancelState[] CANCELS = CancelState.values();
    private static final SubmissionProgress[] PROGRESS = SubmissionProgress.values();
    private static final OperatorDecision[] DECISIONS = OperatorDecision.values();
    private static final JobPhase[] PHASES = JobPhase.values();
    private static final Finding[] FINDINGS = Finding.values();

    private final IntakeSettings settings;

    IntakeCodec(IntakeSettings settings) {
        this.settings = settings;
    }

    byte[] encode(IntakeState state) {
        Times times = Times.of(state, settings.has(Option.SLOW_CLAIMS));
        Writer out = new Writer();
        out.put(times.shortened(state.now));
        out.put(state.faults);
        out.put(state.claimBegunAt == NONE ? 0 : times.shortened(state.claimBegunAt) + 1);
        out.put(state.ledgerSize << 1 | bit(state.isRenumbered));
        for (int i = 0; i < state.ledgerSize; i++) {
            LedgerEntry entry = state.ledger[i];
            out.put(entry.order + 1 << 3
                    | bit(entry.dripFeed) << 2
                    | bit(entry.isRenumbered) << 1
                    | bit(entry.canceled));
            if (entry.order == NONE) {
                out.put(times.shortened(entry.boughtAt));
            }
        }
        for (int i = 0; i < state.orders.length; i++) {
            write(state.orders[i], times, out);
            for (int j = 0; j < state.submissions[i].length; j++) {
                write(state, i, j, times, out);
            }
        }
        writeJobs(state, times, out);
        return out.bytes();
    }

    private void write(OrderRow row, Times times, Writer out) {
        out.put(row.state.ordinal() | row.cancel.ordinal() << 3);
        out.put(row.fence | row.sweptFence << 3);
        switch (row.state) {
            case RECEIVED, WAITING -> {
                if (settings.has(Option.SLOW_CLAIMS)) {
                    out.put(times.shortened(row.dueAt));
                }
            }
            case SUBMITTING -> {
                out.put(times.shortened(row.submittedAt));
                out.put(row.spentBefore);
            }
            case IN_DOUBT -> {
                out.put(times.shortened(row.requestedAt));
                out.put(times.shortened(row.submittedAt));
                out.put(row.spentBefore);
                out.put(row.cleanSearches
                        | bit(row.needsOperator) << 1
                        | bit(row.stillSearched) << 2
                        | row.silentRounds << 3);
            }
            case ACCEPTED -> {
                out.put(row.entry);
                out.put(times.shortened(row.submittedAt));
                out.put(times.shortened(row.acceptedAt));
            }
            case REJECTED, WITHDRAWN -> {}
        }
    }

    private static void write(IntakeState state, int order, int index, Times times, Writer out) {
        Submission submission = state.submissions[order][index];
        out.put(submission.progress.ordinal() | bit(submission.isInFlight) << 4);
        out.put(submission.entry + 1 | submission.decision.ordinal() << 5);
        if (submission.progress == SubmissionProgress.CLAIMED) {
            out.put(Math.min(state.now - submission.openedAt, ModelTime.WINDOW + 1));
        }
        if (submission.isInFlight) {
            out.put(state.now - submission.sentAt);
        }
        if (isRequestedAtWritten(state, order, index)) {
            out.put(times.shortened(submission.requestedAt));
        }
    }

    /** When a request was begun matters only for the doubt about the last submission. */
    private static boolean isRequestedAtWritten(IntakeState state, int order, int index) {
        OrderRow row = state.orders[order];
        return row.state == OrderState.SUBMITTING
                && row.fence == index + 1
                && switch (state.submissions[order][index].progress) {
                    case SENT, BOUGHT, DOUBTFUL -> true;
                    case NONE, CLAIMED, LATER, REJECTED -> false;
                };
    }

    private void writeJobs(IntakeState state, Times times, Writer out) {
        byte[][] written = new byte[IntakeState.JOBS][];
        for (int i = 0; i < IntakeState.JOBS; i++) {
            Writer job = new Writer();
            job.put(state.leaseHolder == i ? state.leaseUntil - state.now : 0);
            write(state.jobs[i], times, job);
            written[i] = job.bytes();
        }
        if (settings.jobs() == IntakeState.JOBS) {
            Arrays.sort(written, Arrays::compare);
        }
        for (byte[] job : written) {
            out.put(job);
        }
    }

    private static void write(Job job, Times times, Writer out) {
        out.put(job.phase.ordinal() | bit(job.isSilent) << 4);
        if (job.phase == JobPhase.IDLE) {
            return;
        }
        for (JobRow row : job.rows) {
            if (job.phase == JobPhase.FOUND) {
                out.put(row.fence | row.finding.ordinal() << 3 | bit(row.isStale) << 7);
                if (row.fence != 0) {
                    out.put(row.entry + 1 << 2 | row.silentRounds);
                }
                continue;
            }
            out.put(row.searchedFrom);
            out.put(row.searchedTo);
            out.put(row.fence
                    | row.cleanSearches << 3
                    | bit(row.isStale) << 4
                    | bit(row.needsOperator) << 5
                    | bit(row.stillSearched) << 6
                    | bit(row.isSearchedApart) << 7);
            if (row.fence != 0) {
                out.put(times.shortened(row.requestedAt));
                out.put(times.shortened(row.submittedAt));
                out.put(row.silentRounds | row.spentBefore << 3);
            }
        }
        if (job.phase == JobPhase.FOUND) {
            return;
        }
        if (job.phase == JobPhase.SEARCHING) {
            out.put(job.sizeAtBegin);
        } else {
            out.putShort(job.seen);
            out.put(job.balanceAt == NONE ? 0 : times.shortened(job.balanceAt) + 1);
            out.put(job.spent);
            out.put(job.underWaySince == NONE ? 0 : times.shortened(job.underWaySince) + 1);
            out.putShort(job.ownAtRead);
        }
    }

    IntakeState decode(byte[] bytes) {
        Reader in = new Reader(bytes);
        IntakeState state = new IntakeState(settings.orders(), settings.submissions(), settings.ledgerCapacity());
        state.now = in.get();
        state.faults = in.get();
        state.claimBegunAt = in.get() - 1;
        int ledger = in.get();
        state.ledgerSize = ledger >> 1;
        state.isRenumbered = isSet(ledger, 0);
        for (int i = 0; i < state.ledgerSize; i++) {
            LedgerEntry entry = state.ledger[i];
            int packed = in.get();
            entry.order = (packed >> 3) - 1;
            entry.dripFeed = isSet(packed, 2);
            entry.isRenumbered = isSet(packed, 1);
            entry.canceled = isSet(packed, 0);
            if (entry.order == NONE) {
                entry.boughtAt = in.get();
            }
        }
        for (int i = 0; i < state.orders.length; i++) {
            read(state.orders[i], in);
            for (int j = 0; j < state.submissions[i].length; j++) {
                read(state, i, j, in);
            }
        }
        for (int i = 0; i < IntakeState.JOBS; i++) {
            int lease = in.get();
            if (lease > 0) {
                state.leaseHolder = i;
                state.leaseUntil = state.now + lease;
            }
            read(state.jobs[i], in);
        }
        return state;
    }

    private void read(OrderRow row, Reader in) {
        int packed = in.get();
        row.state = STATES[packed & 7];
        row.cancel = CANCELS[packed >> 3];
        int fences = in.get();
        row.fence = fences & 7;
        row.sweptFence = fences >> 3;
        switch (row.state) {
            case RECEIVED, WAITING -> {
                if (settings.has(Option.SLOW_CLAIMS)) {
                    row.dueAt = in.get();
                }
            }
            case SUBMITTING -> {
                row.submittedAt = in.get();
                row.spentBefore = in.get();
            }
            case IN_DOUBT -> {
                row.requestedAt = in.get();
                row.submittedAt = in.get();
                row.spentBefore = in.get();
                int doubt = in.get();
                row.cleanSearches = doubt & 1;
                row.needsOperator = isSet(doubt, 1);
                row.stillSearched = isSet(doubt, 2);
                row.silentRounds = doubt >> 3;
            }
            case ACCEPTED -> {
                row.entry = in.get();
                row.submittedAt = in.get();
                row.acceptedAt = in.get();
            }
            case REJECTED, WITHDRAWN -> {}
        }
    }

    private static void read(IntakeState state, int order, int index, Reader in) {
        Submission submission = state.submissions[order][index];
        int packed = in.get();
        submission.progress = PROGRESS[packed & 15];
        submission.isInFlight = isSet(packed, 4);
        int second = in.get();
        submission.entry = (second & 31) - 1;
        submission.decision = DECISIONS[second >> 5];
        if (submission.progress == SubmissionProgress.CLAIMED) {
            submission.openedAt = state.now - in.get();
        }
        if (submission.isInFlight) {
            submission.sentAt = state.now - in.get();
        }
        if (isRequestedAtWritten(state, order, index)) {
            submission.requestedAt = in.get();
        }
    }

    private static void read(Job job, Reader in) {
        int packed = in.get();
        job.phase = PHASES[packed & 15];
        job.isSilent = isSet(packed, 4);
        if (job.phase == JobPhase.IDLE) {
            return;
        }
        for (JobRow row : job.rows) {
            if (job.phase == JobPhase.FOUND) {
                int found = in.get();
                row.fence = found & 7;
                row.finding = FINDINGS[found >> 3 & 15];
                row.isStale = isSet(found, 7);
                if (row.fence != 0) {
                    int rest = in.get();
                    row.entry = (rest >> 2) - 1;
                    row.silentRounds = rest & 3;
                }
                continue;
            }
            row.searchedFrom = in.get();
            row.searchedTo = in.get();
            int bits = in.get();
            row.fence = bits & 7;
            row.cleanSearches = bits >> 3 & 1;
            row.isStale = isSet(bits, 4);
            row.needsOperator = isSet(bits, 5);
            row.stillSearched = isSet(bits, 6);
            row.isSearchedApart = isSet(bits, 7);
            if (row.fence != 0) {
                row.requestedAt = in.get();
                row.submittedAt = in.get();
                int counts = in.get();
                row.silentRounds = counts & 7;
                row.spentBefore = counts >> 3;
            }
        }
        if (job.phase == JobPhase.FOUND) {
            return;
        }
        if (job.phase == JobPhase.SEARCHING) {
            job.sizeAtBegin = in.get();
        } else {
            job.seen = in.getShort();
            job.balanceAt = in.get() - 1;
            job.spent = in.get();
            job.underWaySince = in.get() - 1;
            job.ownAtRead = in.getShort();
        }
    }

    private static int bit(boolean value) {
        return value ? 1 : 0;
    }

    private static boolean isSet(int bits, int index) {
        return (bits >> index & 1) == 1;
    }

    /**
     * The times that are looked at again, apart from ages. Of most only the order matters; from some on, it also matters how far others are
     * away, up to a limit. Distances are shortened to what makes a difference.
     */
    private static final class Times {

        private static final int CAPACITY = 64;

        private final int[] times = new int[CAPACITY];
        private final int[] limits = new int[CAPACITY];
        private final int[] shortened = new int[CAPACITY];
        private final boolean hasSlowClaims;
        private int size;

        private Times(boolean hasSlowClaims) {
            this.hasSlowClaims = hasSlowClaims;
        }

        static Times of(IntakeState state, boolean hasSlowClaims) {
            Times times = new Times(hasSlowClaims);
            times.add(state.now, 0);
            if (state.claimBegunAt != NONE) {
                times.add(state.claimBegunAt, ModelTime.LONG);
            }
            for (int i = 0; i < state.ledgerSize; i++) {
                if (state.ledger[i].order == NONE) {
                    times.add(state.ledger[i].boughtAt, 0);
                }
            }
            for (int i = 0; i < state.orders.length; i++) {
                times.addAll(state.orders[i]);
                for (int j = 0; j < state.submissions[i].length; j++) {
                    if (isRequestedAtWritten(state, i, j)) {
                        times.add(state.submissions[i][j].requestedAt, ModelTime.LONG);
                    }
                }
            }
            for (Job job : state.jobs) {
                times.addAll(job);
            }
            times.shorten();
            return times;
        }

        private void addAll(OrderRow row) {
            switch (row.state) {
                case RECEIVED, WAITING -> {
                    if (hasSlowClaims) {
                        add(row.dueAt, 0);
                    }
                }
                case SUBMITTING -> add(row.submittedAt, ModelTime.LONG);
                case IN_DOUBT -> {
                    add(row.requestedAt, ModelTime.LONG);
                    add(row.submittedAt, 0);
                }
                case ACCEPTED -> {
                    add(row.submittedAt, 0);
                    add(row.acceptedAt, 0);
                }
                case REJECTED, WITHDRAWN -> {}
            }
        }

        private void addAll(Job job) {
            if (job.phase == JobPhase.IDLE || job.phase == JobPhase.FOUND) {
                return;
            }
            for (JobRow row : job.rows) {
                if (row.fence != 0) {
                    add(row.requestedAt, ModelTime.LONG);
                    add(row.submittedAt, 0);
                }
            }
            if (job.phase != JobPhase.SEARCHING) {
                if (job.balanceAt != NONE) {
                    add(job.balanceAt, 0);
                }
                if (job.underWaySince != NONE) {
                    add(job.underWaySince, 0);
                }
            }
        }

        /**
         * Keeps them sorted and distinct: there are few.
         *
         * @param limit from which distance on a later time is simply long after
         */
        private void add(int time, int limit) {
            int at = size;
            while (at > 0 && times[at - 1] >= time) {
                if (times[at - 1] == time) {
                    limits[at - 1] = Math.max(limits[at - 1], limit);
                    return;
                }
                at--;
            }
            System.arraycopy(times, at, times, at + 1, size - at);
            System.arraycopy(limits, at, limits, at + 1, size - at);
            times[at] = time;
            limits[at] = limit;
            size++;
        }

        private void shorten() {
            for (int i = 1; i < size; i++) {
                int kept = 1;
                for (int j = 0; j < i; j++) {
                    kept = Math.max(kept, limits[j] - (shortened[i - 1] - shortened[j]));
                }
                shortened[i] = shortened[i - 1] + Math.min(times[i] - times[i - 1], kept);
            }
        }

        private int indexOf(int time) {
            for (int i = 0; i < size; i++) {
                if (times[i] == time) {
                    return i;
                }
            }
            throw new IllegalStateException("time " + time + " is written but was not collected");
        }

        int shortened(int time) {
            return shortened[indexOf(time)];
        }
    }

    /** Takes values below 256. */
    private static final class Writer {
        private byte[] bytes = new byte[96];
        private int size;

        void put(int value) {
            if (value < 0 || value > 255) {
                throw new IllegalStateException("a value must be from 0 to 255, but is " + value);
            }
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, size * 2);
            }
            bytes[size++] = (byte) value;
        }

        void putShort(int value) {
            put(value >> 8);
            put(value & 255);
        }

        void put(byte[] values) {
            for (byte value : values) {
                put(value & 255);
            }
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, size);
        }
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        int get() {
            return bytes[at++] & 255;
        }

        int getShort() {
            return get() << 8 | get();
        }
    }
}
