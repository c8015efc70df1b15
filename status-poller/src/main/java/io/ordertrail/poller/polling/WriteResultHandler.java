package io.ordertrail.poller.polling;

import io.ordertrail.poller.change.WatchedOrder;
import io.ordertrail.poller.schedule.PanelSchedule;
import io.ordertrail.poller.storage.StatusObservation;
import io.ordertrail.poller.storage.WatchedOrders;
import io.ordertrail.poller.storage.WriteResult;
import java.time.InstantSource;
import java.util.List;

/** What became of a panel's sightings, back into its schedule. Thread-safe. */
final class WriteResultHandler implements ChangeWriter.Listener {

    private final PanelSchedule schedule;
    private final WatchedOrders orders;
    private final StuckOrderTickets desk;
    private final PollerMetrics metrics;
    private final InstantSource clock;

    WriteResultHandler(
            PanelSchedule schedule,
            WatchedOrders orders,
            StuckOrderTickets desk,
            PollerMetrics metrics,
            InstantSource clock) {
        this.schedule = schedule;
        this.orders = orders;
        this.desk = desk;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void settled(WriteResult settled) {
        metrics.published(settled, clock.instant());
        takeUp(settled.children());
        if (settled.stale() && settled.sighting().hasChildren()) {
            // Whoever wrote before us, the former owner perhaps, has found children that are unknown here.
            orders.find(settled.sighting().order().value())
                    .subscribe()
                    .with(
                            all -> {
                                takeUp(all);
                                back(settled);
                            },
                            failure -> notWritten(settled.sighting()));
        } else {
            back(settled);
        }
    }

    /** Only of an order that is ours still: its next owner has loaded it, or will. */
    private void takeUp(List<WatchedOrder> children) {
        children.forEach(child -> schedule.addChild(orders.watched(child), clock.instant()));
    }

    private void back(WriteResult settled) {
        settled.state().ifPresentOrElse(state -> back(settled, state), () -> notWritten(settled.sighting()));
    }

    @Override
    public void notWritten(StatusObservation sighting) {
        schedule.notWritten(sighting.order(), sighting.child(), clock.instant());
    }

    /** An order whose ticket is being asked for stays out until that is over, so that nothing of it is published meanwhile. */
    private void back(WriteResult settled, WatchedOrder state) {
        if (settled.ticketWanted()) {
            desk.ask(state)
                    .subscribe()
                    .with(after -> published(after, settled), failure -> notWritten(settled.sighting()));
        } else {
            written(state, settled);
        }
    }

    private void published(WatchedOrder state, WriteResult settled) {
        metrics.stuck();
        written(state, settled);
    }

    private void written(WatchedOrder state, WriteResult settled) {
        schedule.written(
                orders.watched(state), settled.stale() ? 0 : settled.sighting().bytes(), clock.instant());
        if (settled.stale()) {
            schedule.hasten(state.id(), state.purchase().child(), clock.instant());
        }
    }
}
