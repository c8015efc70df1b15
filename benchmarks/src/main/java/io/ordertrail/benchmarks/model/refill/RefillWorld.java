package io.ordertrail.benchmarks.model.refill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One state of everything: the rows, the replicas, the network, the panel, and what the others hold in hand. Times are whole
 * units relative to now. A world is changed only by the step that copied it.
 */
final class RefillWorld {

    /** No time. */
    static final int NEVER = Byte.MIN_VALUE;

    /** Times that are older differ from each other only by their order: nothing lasts longer. */
    private int oldest() {
        return panel.has(Trait.FORGETS) ? -RefillRules.LONG_SETTLE - 1 : -RefillRules.SETTLE - 1;
    }

    // The panel.
    Panel panel = Panel.COUNTS_ONLY;
    int dropped;
    boolean inFlight;

    // The order's row.
    int displayed;
    int seenAt = NEVER;
    int lowInARow;
    int countedAt = NEVER;
    int warrantyLeft;
    boolean noticed;
    int askedAt = NEVER;
    int unsettledEvidence = NONE;
    int laterEvidence = NONE;

    // The open row of refill.
    @Nullable
    Row open;

    // Both replicas, and requests whose replica does not wait any more.
    Replica[] replicas = {new Replica(), new Replica()};
    List<Integer> orphans = new ArrayList<>();

    // Events on their way.
    int publishedDisplay;
    int statusEvent = NONE;
    int statusEventAt = NEVER;
    int countEvent = NONE;
    int countEventAt = NEVER;

    // The operator's decision.
    Decision decision = Decision.NOTHING;
    int decisionRef = CURRENT;
    boolean decisionEarly;
    int decisionRefill;
    int decisionUses;

    // How often each may still happen.
    int requestsLeft;
    int dropsLeft;
    int countsLeft;
    int looksLeft;
    int faultsLeft;

    Broken broken = Broken.NOTHING;

    static final int NONE = -1;

    /** A reference to the open refill as it is. */
    static final int CURRENT = 0;

    /** A reference to the open refill as it was before a later claim or decision. */
    static final int EARLIER = 1;

    /** A reference to another refill, whatever its fence. */
    static final int OTHER = 2;

    /** What must never happen. */
    enum Broken {
        NOTHING(""),
        TWO_IN_FLIGHT("The panel has two refills of the order in flight"),
        OUTSIDE_WARRANTY("The panel was asked for a refill outside the warranty"),
        REFUSED_FOR_ANOTHER("A refill was refused for good because of another order in its call"),
        UNKNOWN_IN_FLIGHT("A refill is in flight at the panel, and the order's rows say that none can be");

        final String words;

        Broken(String words) {
            this.words = words;
        }
    }

    /** What a panel shows and does. Each is explored by itself. */
    enum Panel {
        /** Never shows a drop: shops count. */
        COUNTS_ONLY(),
        /** Shows drops as remains. */
        SHOWS_REMAINS(Trait.SHOWS_DROPS),
        /** Shows drops, and a running refill as a status. */
        SHOWS_REFILLING(Trait.SHOWS_DROPS, Trait.SHOWS_REFILLING),
        /** Refuses a second refill while one runs; the policy asks it again in doubt. */
        REFUSES_SECOND(Trait.REFUSES_SECOND),
        /** Refuses calls for many because of a foreign order among them. */
        REFUSES_BATCHES(Trait.SHOWS_DROPS, Trait.REFUSES_BATCHES),
        /** Does not know its own refills when it is asked for their status. */
        FORGETS(Trait.FORGETS),
        /** Gives no ids, and takes refills of orders that have not dropped. */
        GIVES_NO_IDS(Trait.GIVES_NO_IDS),
        /** Shows drops; the warranty ends soon. */
        SHORT_WARRANTY(Trait.SHOWS_DROPS, Trait.SHORT_WARRANTY);

        private final EnumSet<Trait> traits;

        Panel(Trait... traits) {
            this.traits = EnumSet.noneOf(Trait.class);
            this.traits.addAll(List.of(traits));
        }

        boolean has(Trait trait) {
            return traits.contains(trait);
        }
    }

    /** One peculiarity of a panel. Without {@code REFUSES_SECOND} it takes a second refill while the first runs. */
    enum Trait {
        SHOWS_DROPS,
        SHOWS_REFILLING,
        REFUSES_SECOND,
        REFUSES_BATCHES,
        FORGETS,
        GIVES_NO_IDS,
        SHORT_WARRANTY
    }

    /** The open refill. */
    static final class Row {
        int state;
        int evidence;
        int openedAt;
        int dueAt;
        int rejections;
        int denials;
        int requestedAt = NEVER;
        int settledAt = NEVER;
        boolean repeats;
        int panelRefill;
        boolean operatorNotified;

        boolean request() {
            return requestedAt != NEVER;
        }

        /**
         * Past times differ only for a replica that reads the row as of an earlier time.
         *
         * @param earliest the earliest time as of which it will be read
         */
        void normalize(int earliest) {
            if (request()) {
                openedAt = 0;
                settledAt = settledAt > 0 ? settledAt : requestedAt;
            }
            dueAt = Math.max(earliest, dueAt);
        }

        Row copy() {
            Row copy = new Row();
            copy.state = state;
            copy.evidence = evidence;
            copy.openedAt = openedAt;
            copy.dueAt = dueAt;
            copy.rejections = rejections;
            copy.denials = denials;
            copy.requestedAt = requestedAt;
            copy.settledAt = settledAt;
            copy.repeats = repeats;
            copy.panelRefill = panelRefill;
            copy.operatorNotified = operatorNotified;
            return copy;
        }
    }

    /** Where a replica is in its round. */
    enum Phase {
        IDLE,
        /** The send window is open, and the time of the claim is read. */
        BEGUN,
        /** The claim is committed; the replica may not know it yet. */
        CLAIMED,
        /** The request is sent. */
        SENT,
        /** The outcome of the request is known. */
        OUTCOME,
        /** The status of the refill is known. */
        STATUS
    }

    /** An answer on its way, or an outcome. */
    enum Answer {
        UNKNOWN,
        NOT_SENT,
        TAKEN,
        TAKEN_WITHOUT_ID,
        ALREADY_REQUESTED,
        NOT_ELIGIBLE,
        RATE_LIMITED,
        BATCH_REFUSED,
        STATUS_PENDING,
        STATUS_COMPLETED,
        STATUS_REJECTED,
        STATUS_NOT_FOUND
    }

    /** An operator's decision. */
    enum Decision {
        NOTHING,
        FOUND_AT_PANEL,
        NOT_AT_PANEL,
        TRY_AGAIN,
        CLOSE,
        RELEASE
    }

    /** Ids of the panel's refills: they differ only by what became of them. */
    static final int NO_REFILL = 0;

    static final int RUNNING_REFILL = 1;
    static final int COMPLETED_REFILL = 2;
    static final int REJECTED_REFILL = 3;

    /** Where a request is. */
    enum Message {
        NONE,
        ON_ITS_WAY,
        LOST,
        ANSWERED
    }

    /** A process. */
    static final class Replica {
        Phase phase = Phase.IDLE;
        int openedAt = NEVER;
        int readAt = NEVER;
        int claim = CURRENT;
        int asked = 1;
        Message message = Message.NONE;
        int sentAt = NEVER;
        Answer answer = Answer.UNKNOWN;
        int answerRefill;
        boolean batchesRefused;

        Replica copy() {
            Replica copy = new Replica();
            copy.phase = phase;
            copy.openedAt = openedAt;
            copy.readAt = readAt;
            copy.claim = claim;
            copy.asked = asked;
            copy.message = message;
            copy.sentAt = sentAt;
            copy.answer = answer;
            copy.answerRefill = answerRefill;
            copy.batchesRefused = batchesRefused;
            return copy;
        }

        /** Back to the beginning of a round; what it knows of the panel stays. */
        void idle() {
            boolean refused = batchesRefused;
            phase = Phase.IDLE;
            openedAt = NEVER;
            readAt = NEVER;
            claim = CURRENT;
            asked = 1;
            message = Message.NONE;
            sentAt = NEVER;
            answer = Answer.UNKNOWN;
            answerRefill = NO_REFILL;
            batchesRefused = refused;
        }

        byte[] bytes() {
            return new byte[] {
                (byte) phase.ordinal(),
                (byte) openedAt,
                (byte) readAt,
                (byte) claim,
                (byte) asked,
                (byte) message.ordinal(),
                (byte) sentAt,
                (byte) answer.ordinal(),
                (byte) answerRefill,
                (byte) (batchesRefused ? 1 : 0)
            };
        }
    }

    RefillWorld copy() {
        RefillWorld copy = new RefillWorld();
        copy.panel = panel;
        copy.dropped = dropped;
        copy.inFlight = inFlight;
        copy.displayed = displayed;
        copy.seenAt = seenAt;
        copy.lowInARow = lowInARow;
        copy.countedAt = countedAt;
        copy.warrantyLeft = warrantyLeft;
        copy.noticed = noticed;
        copy.askedAt = askedAt;
        copy.unsettledEvidence = unsettledEvidence;
        copy.laterEvidence = laterEvidence;
        copy.open = open == null ? null : open.copy();
        copy.replicas = new Replica[] {replicas[0].copy(), replicas[1].copy()};
        copy.orphans = new ArrayList<>(orphans);
        copy.publishedDisplay = publishedDisplay;
        copy.statusEvent = statusEvent;
        copy.statusEventAt = statusEventAt;
        copy.countEvent = countEvent;
        copy.countEventAt = countEventAt;
        copy.decision = decision;
        copy.decisionRef = decisionRef;
        copy.decisionEarly = decisionEarly;
        copy.decisionRefill = decisionRefill;
        copy.decisionUses = decisionUses;
        copy.requestsLeft = requestsLeft;
        copy.dropsLeft = dropsLeft;
        copy.countsLeft = countsLeft;
        copy.looksLeft = looksLeft;
        copy.faultsLeft = faultsLeft;
        copy.broken = broken;
        return copy;
    }

    /** What the panel shows of the order: how much it dropped (0 to 2), or 3 while it refills visibly. */
    int display() {
        return inFlight && panel.has(Trait.SHOWS_REFILLING) ? 3 : panel.has(Trait.SHOWS_DROPS) ? dropped : 0;
    }

    /** A send window that was opened then is closed. */
    private static final int CLOSED = -2;

    /** One unit of time passes. */
    void tick() {
        times(time -> time == NEVER ? NEVER : time - 1);
        if (panel.has(Trait.SHORT_WARRANTY)) {
            warrantyLeft = Math.max(-1, warrantyLeft - 1);
        }
    }

    /** Every refill of the panel that was referred to as running has ended so. */
    void ended(int as) {
        inFlight = false;
        if (open != null && open.panelRefill == RUNNING_REFILL) {
            open.panelRefill = as;
        }
        for (Replica replica : replicas) {
            if (replica.answerRefill == RUNNING_REFILL) {
                replica.answerRefill = as;
            }
        }
        if (decisionRefill == RUNNING_REFILL) {
            decisionRefill = as;
        }
    }

    void times(IntUnaryOperator change) {
        seenAt = change.applyAsInt(seenAt);
        countedAt = change.applyAsInt(countedAt);
        askedAt = change.applyAsInt(askedAt);
        statusEventAt = change.applyAsInt(statusEventAt);
        countEventAt = change.applyAsInt(countEventAt);
        if (open != null) {
            open.openedAt = change.applyAsInt(open.openedAt);
            open.dueAt = change.applyAsInt(open.dueAt);
            open.requestedAt = change.applyAsInt(open.requestedAt);
            open.settledAt = change.applyAsInt(open.settledAt);
        }
        for (Replica replica : replicas) {
            replica.openedAt = change.applyAsInt(replica.openedAt);
            replica.readAt = change.applyAsInt(replica.readAt);
            replica.sentAt = change.applyAsInt(replica.sentAt);
        }
        orphans.replaceAll(time -> change.applyAsInt(time));
    }

    /** Old times keep their order and lose their distance, so that the number of states is finite. */
    private void forgetDistances() {
        int oldest = oldest();
        TreeSet<Integer> old = new TreeSet<>(Comparator.reverseOrder());
        times(time -> {
            if (time != NEVER && time < oldest) {
                old.add(time);
            }
            return time;
        });
        List<Integer> ranks = List.copyOf(old);
        times(time -> time == NEVER || time >= oldest ? time : oldest - 1 - ranks.indexOf(time));
    }

    /** Forgets what makes no difference to anything that may still happen. */
    private void normalize() {
        if (decisionUses == 0) {
            decision = Decision.NOTHING;
            decisionRef = CURRENT;
            decisionEarly = false;
            decisionRefill = NO_REFILL;
        }
        lowInARow = Math.min(1, lowInARow);
        if (displayed == 0) {
            seenAt = NEVER;
        }
        if (lowInARow == 0 && countedAt < (countEvent == NONE ? 0 : countEventAt)) {
            countedAt = NEVER;
        }
        if (unsettledEvidence == NONE && (open == null || !open.request()) && askedAt < oldest()) {
            askedAt = NEVER;
        }
        if (open != null) {
            open.normalize(Arrays.stream(replicas)
                    .filter(replica -> replica.phase == Phase.BEGUN)
                    .mapToInt(replica -> replica.readAt)
                    .min()
                    .orElse(0));
        }
        for (Replica replica : replicas) {
            if (replica.openedAt != NEVER) {
                replica.openedAt = Math.max(CLOSED, replica.openedAt);
            }
        }
        forgetDistances();
        orphans.sort(Comparator.naturalOrder());
    }

    byte[] encode() {
        RefillWorld plain = copy();
        plain.normalize();
        byte[] one = plain.replicas[0].bytes();
        byte[] other = plain.replicas[1].bytes();
        boolean inOrder = Arrays.compare(one, other) <= 0;
        Bytes bytes = new Bytes();
        bytes.add(plain.panel.ordinal(), plain.dropped)
                .add(plain.inFlight)
                .add(plain.displayed, plain.seenAt, plain.lowInARow, plain.countedAt, plain.warrantyLeft)
                .add(plain.noticed)
                .add(plain.askedAt, plain.unsettledEvidence, plain.laterEvidence)
                .add(plain.publishedDisplay, plain.statusEvent, plain.statusEventAt)
                .add(plain.countEvent, plain.countEventAt)
                .add(plain.decision.ordinal(), plain.decisionRef)
                .add(plain.decisionEarly)
                .add(plain.decisionRefill, plain.decisionUses, plain.requestsLeft, plain.dropsLeft)
                .add(plain.countsLeft, plain.looksLeft, plain.faultsLeft);
        bytes.all(inOrder ? one : other).all(inOrder ? other : one);
        bytes.add(plain.broken.ordinal(), plain.orphans.size());
        plain.orphans.forEach(sentAt -> bytes.add(sentAt));
        Row row = plain.open;
        bytes.add(row != null);
        if (row != null) {
            bytes.add(row.state, row.evidence, row.openedAt, row.dueAt, row.rejections, row.denials)
                    .add(row.requestedAt, row.settledAt)
                    .add(row.repeats)
                    .add(row.panelRefill)
                    .add(row.operatorNotified);
        }
        return bytes.toArray();
    }

    static RefillWorld decode(byte[] encoded) {
        Reader in = new Reader(encoded);
        RefillWorld world = new RefillWorld();
        world.panel = Panel.values()[in.next()];
        world.dropped = in.next();
        world.inFlight = in.flag();
        world.displayed = in.next();
        world.seenAt = in.next();
        world.lowInARow = in.next();
        world.countedAt = in.next();
        world.warrantyLeft = in.next();
        world.noticed = in.flag();
        world.askedAt = in.next();
        world.unsettledEvidence = in.next();
        world.laterEvidence = in.next();
        world.publishedDisplay = in.next();
        world.statusEvent = in.next();
        world.statusEventAt = in.next();
        world.countEvent = in.next();
        world.countEventAt = in.next();
        world.decision = Decision.values()[in.next()];
        world.decisionRef = in.next();
        world.decisionEarly = in.flag();
        world.decisionRefill = in.next();
        world.decisionUses = in.next();
        world.requestsLeft = in.next();
        world.dropsLeft = in.next();
        world.countsLeft = in.next();
        world.looksLeft = in.next();
        world.faultsLeft = in.next();
        for (Replica replica : world.replicas) {
            replica.phase = Phase.values()[in.next()];
            replica.openedAt = in.next();
            replica.readAt = in.next();
            replica.claim = in.next();
            replica.asked = in.next();
            replica.message = Message.values()[in.next()];
            replica.sentAt = in.next();
            replica.answer = Answer.values()[in.next()];
            replica.answerRefill = in.next();
            replica.batchesRefused = in.flag();
        }
        world.broken = Broken.values()[in.next()];
        int orphans = in.next();
        for (int i = 0; i < orphans; i++) {
            world.orphans.add(in.next());
        }
        if (in.flag()) {
            Row row = new Row();
            row.state = in.next();
            row.evidence = in.next();
            row.openedAt = in.next();
            row.dueAt = in.next();
            row.rejections = in.next();
            row.denials = in.next();
            row.requestedAt = in.next();
            row.settledAt = in.next();
            row.repeats = in.flag();
            row.panelRefill = in.next();
            row.operatorNotified = in.flag();
            world.open = row;
        }
        return world;
    }

    /** Writes small numbers. */
    private static final class Bytes {
        private final byte[] bytes = new byte[96];
        private int size;

        Bytes add(int... values) {
            for (int value : values) {
                bytes[size++] = (byte) value;
            }
            return this;
        }

        Bytes add(boolean flag) {
            return add(flag ? 1 : 0);
        }

        Bytes all(byte[] more) {
            System.arraycopy(more, 0, bytes, size, more.length);
            size += more.length;
            return this;
        }

        byte[] toArray() {
            return Arrays.copyOf(bytes, size);
        }
    }

    /** Reads them. */
    private static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        int next() {
            return bytes[at++];
        }

        boolean flag() {
            return next() == 1;
        }
    }
}
