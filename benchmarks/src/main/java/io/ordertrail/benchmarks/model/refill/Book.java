package io.ordertrail.benchmarks.model.refill;

import io.ordertrail.benchmarks.model.refill.RefillWorld.Answer;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Replica;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Row;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefillStatus;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.refill.lifecycle.DueRefillRules.Claim;
import io.ordertrail.refill.lifecycle.Refill;
import io.ordertrail.refill.lifecycle.Refill.Request;
import io.ordertrail.refill.lifecycle.Refill.Tally;
import io.ordertrail.refill.lifecycle.RefillState;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.order.OrderUnderWarranty.MeasurementState;
import io.ordertrail.refill.order.OrderUnderWarranty.PanelSnapshot;
import io.ordertrail.refill.order.OrderUnderWarranty.Purchase;
import io.ordertrail.refill.order.OrderUnderWarranty.RefillHistory;
import io.ordertrail.refill.order.OrderUnderWarranty.UnsettledRefill;
import io.ordertrail.refill.storage.RefillRepository.Decision;
import io.ordertrail.refill.storage.StoredRefills;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Converts between a world and the classes of refill-manager. Numbers that are only compared are replaced: the open refill is
 * always number 1 with the fence 5, and what refers to an earlier claim or another refill gets numbers that must not match.
 */
final class Book {

    /** One unit of time. */
    static final Duration UNIT = Duration.ofDays(1);

    /** Units that the warranty lasts. */
    static final int WARRANTY = 6;

    static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    static final PanelOrderId PANEL_ORDER = new PanelOrderId("4711");

    private static final PanelOrderId NEIGHBOUR = new PanelOrderId("4712");
    private static final long START = 100;
    private static final long QUANTITY = 100;
    /** By how much is missing: nothing, within the tolerance, more. */
    private static final long[] REMAINS = {0, 5, 40, 40};

    private static final int REFILLING = 3;
    private static final long OPEN_ID = 1;
    private static final long OTHER_ID = 2;
    private static final long UNSETTLED_ID = 3;
    private static final long LAST_ID = 10;
    private static final long FENCE = 5;
    private static final OrderRef PLAIN = ref("plain");
    private static final OrderRef REFUSING = ref("refusing");
    private static final OrderRef SHORT = ref("short");
    private static final OrderRef FORGETTING = ref("forgetting");
    private static final Purchase PURCHASE =
            new Purchase("Followers", true, null, QUANTITY, NOW.minus(UNIT.multipliedBy(100)));

    private Book() {}

    private static OrderRef ref(String panel) {
        return new OrderRef(
                new OrderId(7),
                new ShopId("shop"),
                new Reference("r-7"),
                new PanelName(panel),
                PANEL_ORDER,
                new ServiceId("1"),
                List.of(),
                null);
    }

    static OrderRef ref(RefillWorld world) {
        return switch (world.panel) {
            case REFUSES_SECOND -> REFUSING;
            case SHORT_WARRANTY -> SHORT;
            case FORGETS -> FORGETTING;
            case COUNTS_ONLY, SHOWS_REMAINS, SHOWS_REFILLING, REFUSES_BATCHES, GIVES_NO_IDS -> PLAIN;
        };
    }

    static Instant instant(int time) {
        return NOW.plus(UNIT.multipliedBy(time));
    }

    static @Nullable Instant time(int time) {
        return time == RefillWorld.NEVER ? null : instant(time);
    }

    /** Whole units, rounded up: time passes by whole units only. */
    private static int time(@Nullable Instant instant) {
        return instant == null
                ? RefillWorld.NEVER
                : Math.toIntExact(Math.ceilDiv(Duration.between(NOW, instant).toMillis(), UNIT.toMillis()));
    }

    static OrderStatus status(int display) {
        return display == REFILLING ? OrderStatus.REFILLING : OrderStatus.COMPLETED;
    }

    static long remains(int display) {
        return REMAINS[display];
    }

    /** What the shop counts of an order that lacks so much. */
    static long count(boolean low) {
        return START + QUANTITY - (low ? REMAINS[2] : 0);
    }

    static StoredRefills rows(RefillWorld world) {
        Instant finished = instant(world.warrantyLeft - WARRANTY);
        OrderUnderWarranty order = new OrderUnderWarranty(
                ref(world),
                PURCHASE,
                new PanelSnapshot(
                        status(world.displayed),
                        START,
                        remains(world.displayed),
                        0L,
                        finished,
                        finished,
                        time(world.seenAt),
                        0),
                new MeasurementState(world.lowInARow, time(world.countedAt)),
                new RefillHistory(
                        world.noticed ? NOW : null,
                        null,
                        time(world.askedAt),
                        null,
                        0,
                        world.unsettledEvidence == RefillWorld.NONE
                                ? null
                                : new UnsettledRefill(UNSETTLED_ID, evidence(world.unsettledEvidence)),
                        null,
                        world.laterEvidence == RefillWorld.NONE
                                ? null
                                : new Drop(evidence(world.laterEvidence), REMAINS[2], "dropped again")),
                0);
        return new StoredRefills(order, refill(order.id(), world.open), List.of(), LAST_ID);
    }

    private static @Nullable Refill refill(OrderId order, @Nullable Row row) {
        return row == null
                ? null
                : new Refill(
                        OPEN_ID,
                        order,
                        RefillState.values()[row.state],
                        evidence(row.evidence),
                        instant(row.openedAt),
                        instant(row.dueAt),
                        new Tally(1, row.rejections, row.denials),
                        row.request()
                                ? new Request(
                                        instant(row.requestedAt),
                                        instant(Math.max(row.requestedAt, row.settledAt)),
                                        row.repeats)
                                : null,
                        row.panelRefill == RefillWorld.NO_REFILL ? null : refillId(row.panelRefill),
                        null,
                        "note",
                        row.operatorNotified,
                        FENCE);
    }

    static RefillId refillId(int panelRefill) {
        return new RefillId(Integer.toString(panelRefill));
    }

    private static DropEvidence evidence(int ordinal) {
        return DropEvidence.values()[ordinal];
    }

    static Claim claim(int reference) {
        return switch (reference) {
            case RefillWorld.CURRENT -> new Claim(OPEN_ID, FENCE);
            case RefillWorld.EARLIER -> new Claim(OPEN_ID, FENCE - 1);
            default -> new Claim(OTHER_ID, FENCE);
        };
    }

    static long unsettled(int reference) {
        return reference == RefillWorld.CURRENT ? UNSETTLED_ID : OTHER_ID;
    }

    /** What a decision did. */
    record Decided(RefillWorld world, List<Refill> ended, boolean changed) {}

    /** Decides under the order's lock, and returns the world after the commit. */
    static Decided decide(RefillWorld before, Decision decision) {
        StoredRefills rows = rows(before);
        StoredRefills after = rows.decide(false, decision);
        if (after.equals(rows)) {
            return new Decided(before.copy(), List.of(), false);
        }
        RefillWorld world = before.copy();
        PanelSnapshot snapshot = after.order().snapshot();
        world.seenAt = time(snapshot.seenAt());
        world.lowInARow = after.order().measurements().lowInARow();
        world.countedAt = time(after.order().measurements().lastAt());
        RefillHistory history = after.order().history();
        world.noticed = history.droppedSince() != null;
        world.askedAt = time(history.askedAt());
        world.laterEvidence = history.laterDrop() == null
                ? RefillWorld.NONE
                : history.laterDrop().evidence().ordinal();
        unsettled(world, history.unsettled());
        references(world, after.open());
        world.open = row(after.open());
        return new Decided(world, after.ended(), true);
    }

    private static void unsettled(RefillWorld world, @Nullable UnsettledRefill unsettled) {
        world.unsettledEvidence = unsettled == null || unsettled.evidence() == null
                ? RefillWorld.NONE
                : unsettled.evidence().ordinal();
        if (world.decision == RefillWorld.Decision.RELEASE
                && (unsettled == null || unsettled.refill() != UNSETTLED_ID)) {
            world.decisionRef = RefillWorld.OTHER;
        }
    }

    /** What refers to the open refill refers to an earlier claim of it, or to another refill, once it has changed. */
    private static void references(RefillWorld world, @Nullable Refill open) {
        boolean another = open == null || open.id() != OPEN_ID;
        boolean fenced = open != null && !another && open.fence() != FENCE;
        for (Replica replica : world.replicas) {
            replica.claim = reference(replica.claim, another, fenced);
        }
        if (world.decision != RefillWorld.Decision.RELEASE) {
            world.decisionRef = reference(world.decisionRef, another, fenced);
        }
    }

    private static int reference(int before, boolean another, boolean fenced) {
        return another ? RefillWorld.OTHER : fenced && before == RefillWorld.CURRENT ? RefillWorld.EARLIER : before;
    }

    private static @Nullable Row row(@Nullable Refill refill) {
        if (refill == null) {
            return null;
        }
        Row row = new Row();
        row.state = refill.state().ordinal();
        row.evidence = refill.evidence().ordinal();
        row.openedAt = time(refill.openedAt());
        row.dueAt = time(refill.dueAt());
        row.rejections = refill.tally().rejections();
        row.denials = refill.tally().denials();
        if (refill.request() != null) {
            row.requestedAt = time(refill.request().at());
            row.settledAt = time(refill.request().settledAt());
            row.repeats = refill.request().repeats();
        }
        row.panelRefill = refill.panelRefill() == null
                ? RefillWorld.NO_REFILL
                : Integer.parseInt(refill.panelRefill().value());
        row.operatorNotified = refill.operatorNotified();
        return row;
    }

    /** The answer of the panel about the order, as the worker reads it from the call's outcome. */
    static Outcome<Map<PanelOrderId, RefillAnswer>> outcome(Replica replica) {
        return switch (replica.answer) {
            case NOT_SENT -> new Outcome.NotSent<>("the send window is closed");
            case TAKEN -> answered(new RefillAnswer.Taken(Optional.of(refillId(replica.answerRefill))), replica.asked);
            case TAKEN_WITHOUT_ID -> answered(new RefillAnswer.Taken(Optional.empty()), replica.asked);
            case ALREADY_REQUESTED -> refused(RefusalKind.ALREADY_REQUESTED);
            case NOT_ELIGIBLE -> refused(RefusalKind.NOT_ELIGIBLE);
            case RATE_LIMITED -> refused(RefusalKind.RATE_LIMITED);
            case BATCH_REFUSED ->
                new Outcome.Refused<>(
                        Refusal.of(RefusalKind.NOT_FOUND, "Incorrect order ID").asBatch());
            case UNKNOWN, STATUS_PENDING, STATUS_COMPLETED, STATUS_REJECTED, STATUS_NOT_FOUND ->
                new Outcome.Unknown<>(new Evidence(NOW, Duration.ZERO, OptionalInt.empty(), "no answer", ""));
        };
    }

    private static Outcome<Map<PanelOrderId, RefillAnswer>> refused(RefusalKind kind) {
        return answered(new RefillAnswer.NotTaken(Refusal.of(kind, "no")), 1);
    }

    private static Outcome<Map<PanelOrderId, RefillAnswer>> answered(RefillAnswer answer, int asked) {
        return new Outcome.Answered<>(
                asked == 1 ? Map.of(PANEL_ORDER, answer) : Map.of(PANEL_ORDER, answer, NEIGHBOUR, answer));
    }

    static @Nullable RefillStatusAnswer statusAnswer(Answer answer) {
        return switch (answer) {
            case STATUS_PENDING -> new RefillStatusAnswer.Seen(RefillStatus.IN_PROGRESS, "In progress");
            case STATUS_COMPLETED -> new RefillStatusAnswer.Seen(RefillStatus.COMPLETED, "Completed");
            case STATUS_REJECTED -> new RefillStatusAnswer.Seen(RefillStatus.REJECTED, "Rejected");
            case STATUS_NOT_FOUND -> new RefillStatusAnswer.NotFound("Refill not found");
            case UNKNOWN,
                    NOT_SENT,
                    TAKEN,
                    TAKEN_WITHOUT_ID,
                    ALREADY_REQUESTED,
                    NOT_ELIGIBLE,
                    RATE_LIMITED,
                    BATCH_REFUSED -> null;
        };
    }
}
