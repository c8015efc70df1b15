package io.ordertrail.intake.submission;

import io.ordertrail.domain.PanelName;
import io.ordertrail.events.OperationsEvent;
import io.ordertrail.events.OperationsEvent.FundsShort;
import io.ordertrail.events.OperationsEvent.PanelDown;
import io.ordertrail.events.OperationsEvent.PanelUp;
import io.ordertrail.events.SubmissionEvent.WaitReason;
import io.ordertrail.intake.catalogue.Catalogue;
import io.ordertrail.intake.catalogue.OperationsEvents;
import io.ordertrail.intake.order.Order;
import io.ordertrail.panel.ServiceListing;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/** Reports what is not in the orders' own events: metrics, and the state of a panel for operators. */
@Singleton
class PanelStateReporter {

    private static final Logger LOG = Logger.getLogger(PanelStateReporter.class);

    private final Catalogue catalogue;
    private final OperationsEvents operations;
    private final Pool pool;
    private final SubmissionMetrics meters;
    private final InstantSource clock;

    PanelStateReporter(
            Catalogue catalogue,
            OperationsEvents operations,
            Pool pool,
            SubmissionMetrics meters,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.operations = operations;
        this.pool = pool;
        this.meters = meters;
        this.clock = clock;
    }

    /** The type of the order's service, which decides what is sent; Default where it is unknown. */
    String typeOf(Order order) {
        return catalogue
                .find(order.panel(), order.content().service())
                .map(ServiceListing::type)
                .orElse("Default");
    }

    void finished(PanelName panel, List<SubmissionResult> batch) {
        Instant now = clock.instant();
        batch.forEach(result -> meters.finished(
                panel, result.verdict().next(), Duration.between(result.order().receivedAt(), now)));
    }

    /** The panel holds all our orders up. */
    void held(PanelName panel, SubmissionDecision.Later later) {
        LOG.warnf("%s holds our orders up until %s: %s", panel, later.until(), later.message());
        if (later.reason() == WaitReason.FUNDS) {
            pool.preparedQuery("select count(*) from orders where panel = $1 and state in ('RECEIVED', 'WAITING')")
                    .execute(Tuple.of(panel.value()))
                    .map(rows -> rows.iterator().next().getLong(0))
                    .subscribe()
                    .with(
                            waiting -> publish(panel, new FundsShort(panel, waiting + 1, clock.instant())),
                            failure -> LOG.warnf("Could not notify operators that %s lacks funds: %s", panel, failure));
        }
    }

    /** Publishes that a circuit opened or closed. */
    BiConsumer<Boolean, String> onCircuit(PanelName panel, Instant now) {
        return (open, cause) -> {
            LOG.warnf("%s is %s %s", panel, open ? "down:" : "up again", cause);
            publish(panel, open ? new PanelDown(panel, cause, now) : new PanelUp(panel, now));
        };
    }

    private void publish(PanelName panel, OperationsEvent event) {
        operations
                .publish(event, panel.value())
                .subscribe()
                .with(_ -> {}, failure -> LOG.warnf("Could not publish %s of %s: %s", event.type(), panel, failure));
    }
}
