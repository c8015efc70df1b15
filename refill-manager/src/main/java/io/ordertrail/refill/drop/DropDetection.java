package io.ordertrail.refill.drop;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.events.Measurement;
import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.StatusEvent.ChildFound;
import io.ordertrail.events.StatusEvent.OrderDenied;
import io.ordertrail.events.StatusEvent.OrderProgressed;
import io.ordertrail.events.StatusEvent.OrderStuck;
import io.ordertrail.events.StatusEvent.Progress;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.refill.drop.DropFinding.Dropped;
import io.ordertrail.refill.drop.DropFinding.Intact;
import io.ordertrail.refill.drop.DropFinding.Nothing;
import io.ordertrail.refill.drop.DropFinding.Observer;
import io.ordertrail.refill.drop.DropFinding.Recovery;
import io.ordertrail.refill.drop.DropFinding.Refilling;
import io.ordertrail.refill.order.OrderUnderWarranty;
import io.ordertrail.refill.order.OrderUnderWarranty.MeasurementState;
import io.ordertrail.refill.order.OrderUnderWarranty.PanelSnapshot;
import io.ordertrail.refill.policy.RefillPolicy.DropSources;
import io.ordertrail.refill.policy.RefillPolicy.Tolerance;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A drop is a finished order that the panel reports unfinished again, or with more remaining than when it finished, or
 * of which its shop counts fewer than it should. A report about a child of a drip-feed says nothing about the parent.
 */
public final class DropDetection {

    private final DropSources sources;

    /** Uses these signs. */
    public DropDetection(DropSources sources) {
        this.sources = sources;
    }

    /** Returns what an event of the status poller shows. */
    public DropFinding seen(OrderUnderWarranty order, StatusEvent event) {
        return switch (event) {
            case StatusChanged changed
            when changed.child() == null ->
                seen(order, changed.status(), changed.progress(), changed.revision(), changed.observedAt());
            case OrderProgressed progressed
            when progressed.child() == null ->
                seen(order, progressed.status(), progressed.progress(), progressed.revision(), progressed.observedAt());
            case StatusChanged _, OrderProgressed _, OrderDenied _, OrderStuck _, ChildFound _ ->
                new Nothing(order.with(revised(order.snapshot(), event.revision())));
        };
    }

    private DropFinding seen(
            OrderUnderWarranty order, OrderStatus status, Progress progress, long revision, Instant at) {
        PanelSnapshot before = order.snapshot();
        boolean finished = status == OrderStatus.COMPLETED || status == OrderStatus.PARTIAL;
        PanelSnapshot now = new PanelSnapshot(
                status,
                progress.startCount() == null ? before.startCount() : progress.startCount(),
                progress.remains() == null ? before.remains() : progress.remains(),
                settled(before, finished, status, progress.remains()),
                before.finishedAt() == null && finished ? at : before.finishedAt(),
                before.finishedAt() == null && finished ? before.seenAt() : before.warrantyFrom(),
                at,
                revision);
        OrderUnderWarranty after = order.with(now);
        if (before.finishedAt() == null) {
            return new Nothing(after);
        }
        return finished ? finishedAgain(after, before) : unfinished(after, before, status);
    }

    private DropFinding finishedAgain(OrderUnderWarranty after, PanelSnapshot before) {
        long missing = missing(after.snapshot());
        if (missing > 0) {
            return sources.remains() && missing > missing(before)
                    ? new Dropped(
                            after,
                            new Drop(
                                    DropEvidence.REMAINS,
                                    missing,
                                    "The panel reports %d remaining of a finished order".formatted(missing)))
                    : new Nothing(after);
        }
        boolean wasNot = before.status() == null || !before.status().isOver() || missing(before) > 0;
        if (!wasNot) {
            return new Nothing(after);
        }
        Instant shortSince = before.seenAt() == null ? Instant.EPOCH : before.seenAt();
        return new Intact(after, new Recovery(Observer.PANEL, shortSince));
    }

    private DropFinding unfinished(OrderUnderWarranty after, PanelSnapshot before, OrderStatus status) {
        return switch (status) {
            case REFILLING -> new Refilling(after);
            case PENDING, IN_PROGRESS, PROCESSING -> {
                boolean wentBack = before.status() != null && before.status().isOver();
                long missing = missing(after.snapshot());
                yield wentBack && sources.status()
                        ? new Dropped(
                                after,
                                new Drop(
                                        DropEvidence.STATUS,
                                        missing > 0 ? missing : null,
                                        "The panel reports the finished order as %s again".formatted(status)))
                        : new Nothing(after);
            }
            case ON_HOLD, ACTIVE, COMPLETED, PARTIAL, CANCELED, REFUNDED, FAILED, EXPIRED, UNKNOWN ->
                new Nothing(after);
        };
    }

    /** Returns what a shop's measurement shows; one that is older than the last shows nothing. */
    public DropFinding counted(OrderUnderWarranty order, Measurement measurement) {
        Optional<Tolerance> tolerance = sources.measurement();
        Instant last = order.measurements().lastAt();
        boolean late = last != null && !measurement.measuredAt().isAfter(last);
        OptionalLong delivered = order.delivered();
        Long start = order.snapshot().startCount();
        Instant finished = order.snapshot().finishedAt();
        if (late
                || tolerance.isEmpty()
                || delivered.isEmpty()
                || start == null
                || finished == null
                || measurement.measuredAt().isBefore(finished)) {
            return new Nothing(order);
        }
        long missing = start + delivered.getAsLong() - measurement.count();
        boolean low = tolerance.get().isPassedBy(missing, delivered.getAsLong());
        int inARow = low ? order.measurements().lowInARow() + 1 : 0;
        OrderUnderWarranty after = order.with(new MeasurementState(inARow, measurement.measuredAt()));
        if (!low) {
            boolean wasShort =
                    order.measurements().lowInARow() >= tolerance.get().inARow();
            return new Intact(after, new Recovery(Observer.SHOP, wasShort ? last : null));
        }
        return inARow < tolerance.get().inARow()
                ? new Nothing(after)
                : new Dropped(
                        after,
                        new Drop(
                                DropEvidence.MEASUREMENT,
                                missing,
                                "The shop counted %d where %d + %d should be, %d times in a row"
                                        .formatted(measurement.count(), start, delivered.getAsLong(), inARow)));
    }

    /** Returns how many a finished order lacks by the panel's report; 0 where it reports no number. */
    public static long missing(PanelSnapshot snapshot) {
        return snapshot.remains() == null ? 0 : snapshot.remains() - orZero(snapshot.settledRemains());
    }

    /** The charge for a partial order's remains was given back, so they are not missing. Corrected as long as it stays partial. */
    private static @Nullable Long settled(
            PanelSnapshot before, boolean finished, OrderStatus status, @Nullable Long remains) {
        if (finished && (before.finishedAt() == null || status == OrderStatus.PARTIAL)) {
            return remains == null ? before.settledRemains() : remains;
        }
        return before.settledRemains();
    }

    private static PanelSnapshot revised(PanelSnapshot snapshot, long revision) {
        return new PanelSnapshot(
                snapshot.status(),
                snapshot.startCount(),
                snapshot.remains(),
                snapshot.settledRemains(),
                snapshot.finishedAt(),
                snapshot.warrantyFrom(),
                snapshot.seenAt(),
                revision);
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }
}
