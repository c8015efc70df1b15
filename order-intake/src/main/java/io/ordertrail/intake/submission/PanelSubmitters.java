package io.ordertrail.intake.submission;

import io.ordertrail.domain.PanelName;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.catalogue.BalanceMonitor;
import io.ordertrail.intake.catalogue.OrderValidator;
import io.ordertrail.kit.crash.CrashPoints;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.http.Panels;
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
public class PanelSubmitters {

    private static final Logger LOG = Logger.getLogger(PanelSubmitters.class);

    private final Map<PanelName, PanelSubmitter> lanes = new TreeMap<>();
    private final Vertx vertx;
    private final IntakeConfig.Submission config;

    PanelSubmitters(
            Panels panels,
            PanelsConfig limits,
            Vertx vertx,
            Claims claims,
            SubmissionResultWriter results,
            OrderValidator admission,
            PanelStateReporter reports,
            IntakeConfig config,
            InstantSource clock,
            CrashPoints crash) {
        this.vertx = vertx;
        this.config = config.submission();
        panels.all()
                .forEach(panel -> lanes.put(
                        panel.name(),
                        new PanelSubmitter(
                                panel,
                                Objects.requireNonNull(
                                        limits.panels().get(panel.name().value())),
                                ((VertxInternal) vertx).createEventLoopContext(),
                                claims,
                                results,
                                admission,
                                reports,
                                this.config,
                                clock,
                                crash)));
    }

    /** Something may be due at that panel. */
    public void wake(PanelName panel) {
        PanelSubmitter lane = lanes.get(panel);
        if (lane != null) {
            lane.wake();
        }
    }

    /** What waited for funds is due now. */
    void fundsRestored(@Observes BalanceMonitor.BalanceIncreased toppedUp) {
        PanelSubmitter lane = lanes.get(toppedUp.panel());
        if (lane != null) {
            lane.fundsRestored();
        }
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(config.interval().toMillis(), _ -> lanes.values().forEach(PanelSubmitter::wake));
    }

    /** What was claimed is finished; what is left then becomes a doubt by its lease. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        CompletableFuture<Void> all = CompletableFuture.allOf(
                lanes.values().stream().map(PanelSubmitter::stop).toArray(CompletableFuture[]::new));
        try {
            all.get(config.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf(
                    "Calls to panels were still under way after %s; their orders will be in doubt",
                    config.shutdownTimeout());
        }
    }
}
