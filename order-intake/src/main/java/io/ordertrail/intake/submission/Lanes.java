package io.ordertrail.intake.submission;

import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.catalogue.Admission;
import io.ordertrail.intake.catalogue.BalanceWatch;
import io.ordertrail.outbox.crash.CrashPoints;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.http.Panels;
import io.ordertrail.trade.PanelName;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** The lanes of all panels; woken by what arrives, and by a timer for what has become due. */
@Singleton
public class Lanes {

    private static final Logger LOG = Logger.getLogger(Lanes.class);

    private final Map<PanelName, Lane> lanes = new TreeMap<>();
    private final Vertx vertx;
    private final IntakeConfig.Submission config;

    Lanes(Panels panels, PanelsConfig limits, Vertx vertx, Making making) {
        this.vertx = vertx;
        this.config = making.config.submission();
        Lane.Parts parts = making.parts();
        panels.all()
                .forEach(panel -> lanes.put(
                        panel.name(),
                        new Lane(
                                panel,
                                Objects.requireNonNull(
                                        limits.panels().get(panel.name().value())),
                                ((VertxInternal) vertx).createEventLoopContext(),
                                parts)));
    }

    /** What lanes are made with. */
    @Singleton
    record Making(
            Claims claims,
            Results results,
            Admission admission,
            LaneReports reports,
            InstantSource clock,
            IntakeConfig config,
            CrashPoints crash) {
        Lane.Parts parts() {
            return new Lane.Parts(claims, results, admission, reports, new Lane.Surroundings(clock, config, crash));
        }
    }

    /** Something may be due at that panel. */
    public void wake(PanelName panel) {
        Lane lane = lanes.get(panel);
        if (lane != null) {
            lane.wake();
        }
    }

    /** What waited for funds is due now. */
    void fundsRestored(@Observes BalanceWatch.ToppedUp toppedUp) {
        Lane lane = lanes.get(toppedUp.panel());
        if (lane != null) {
            lane.fundsRestored();
        }
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(config.interval().toMillis(), _ -> lanes.values().forEach(Lane::wake));
    }

    /** What was claimed is finished; what is left then becomes a doubt by its lease. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(lanes.values().stream().map(Lane::stop).toArray(CompletableFuture[]::new));
        try {
            all.get(config.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf(
                    "Calls to panels were still under way after %s; their orders will be in doubt",
                    config.shutdownTimeout());
        }
    }
}
