package io.ordertrail.intake.submission;

import io.ordertrail.events.SubmissionEvent.WaitReason;
import io.ordertrail.intake.IntakeConfig;
import io.ordertrail.intake.catalogue.OrderValidator;
import io.ordertrail.intake.order.Order;
import io.ordertrail.kit.crash.CrashPoints;
import io.ordertrail.kit.tracing.Tracing;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PanelsConfig.PanelConfig;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.SendWindow;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * One panel's way from the book to the panel and back: claims what is due, submits it, writes what was learned. Each
 * panel has a lane of its own, so that a slow one holds up no other. All of it runs on one event loop: its fields need no
 * lock, and nothing else touches them.
 */
final class PanelSubmitter {

    private static final Logger LOG = Logger.getLogger(PanelSubmitter.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Panel panel;
    private final PanelConfig limits;
    private final Context context;
    private final Claims claims;
    private final SubmissionResultWriter results;
    private final OrderValidator admission;
    private final PanelStateReporter reports;
    private final IntakeConfig.Submission settings;
    private final InstantSource clock;
    private final CrashPoints crash;
    private final SubmissionThrottle pace;
    private final List<SubmissionResult> unwritten = new ArrayList<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private boolean claiming;
    private boolean again;
    private boolean looking;
    private boolean writing;
    private boolean stopping;
    private int underWay;
    private int writeFailures;

    PanelSubmitter(
            Panel panel,
            PanelConfig limits,
            Context context,
            Claims claims,
            SubmissionResultWriter results,
            OrderValidator admission,
            PanelStateReporter reports,
            IntakeConfig.Submission settings,
            InstantSource clock,
            CrashPoints crash) {
        this.panel = panel;
        this.limits = limits;
        this.context = context;
        this.claims = claims;
        this.results = results;
        this.admission = admission;
        this.reports = reports;
        this.settings = settings;
        this.clock = clock;
        this.crash = crash;
        this.pace = new SubmissionThrottle(limits.requestsPerSecond(), settings);
    }

    /** Something may be due. From any thread. */
    void wake() {
        context.runOnContext(_ -> pump());
    }

    /** The balance is up: what waited for funds may go on. From any thread. */
    void fundsRestored() {
        context.runOnContext(_ -> {
            pace.fundsRestored();
            claims.releaseFunds(panel.name())
                    .subscribe()
                    .with(
                            _ -> pump(),
                            failure -> LOG.warnf(
                                    "Could not release orders waiting for funds at %s: %s", panel.name(), failure));
        });
    }

    /** Claims no more; completes when all that was claimed is written. From any thread. */
    CompletableFuture<Void> stop() {
        context.runOnContext(_ -> {
            stopping = true;
            whenIdle();
        });
        return drained;
    }

    private void pump() {
        if (claiming) {
            again = true;
            return;
        }
        Instant now = clock.instant();
        int most = Math.min(limits.concurrency() - underWay, settings.batch());
        int allowed = stopping ? 0 : pace.allows(most, now);
        if (allowed <= 0) {
            // The end of a call or a wake pumps again; only an empty budget needs a look of its own.
            pace.untilBudget(now).filter(_ -> most > 0 && !stopping).ifPresent(this::pumpAfter);
            return;
        }
        claiming = true;
        again = false;
        // Before the claim begins: the answer to its COMMIT may come when another replica has the orders.
        SendWindow window = SendWindow.open(settings.leaseMargin(), clock);
        claims.claim(panel.name(), allowed, lease())
                .subscribe()
                .with(claimed -> onClaimed(claimed, allowed, window), this::onClaimFailed);
    }

    private void pumpAfter(Duration pause) {
        if (!looking) {
            looking = true;
            context.owner()
                    .setTimer(
                            Math.max(1, pause.toMillis()),
                            _ -> context.runOnContext(_ -> {
                                looking = false;
                                pump();
                            }));
        }
    }

    private Duration lease() {
        return limits.timeout().plus(limits.connectTimeout()).plus(settings.leaseMargin());
    }

    private void onClaimed(List<Order> orders, int asked, SendWindow window) {
        claiming = false;
        Instant now = clock.instant();
        crash.pass("submission.claimed");
        underWay += orders.size();
        pace.spent(orders.size(), now);
        orders.forEach(order -> submit(order, window));
        whenIdle();
        if (again || orders.size() == asked) {
            pump();
        }
    }

    private void onClaimFailed(Throwable failure) {
        claiming = false;
        LOG.warnf("No orders were claimed for %s; tried again within a second: %s", panel.name(), failure);
        whenIdle();
    }

    private void submit(Order order, SendWindow window) {
        Tracing.under(
                order.trace(),
                () -> buy(order, window)
                        .subscribe()
                        .with(verdict -> onVerdict(order, verdict), failure -> onMistake(order, failure)));
    }

    private void onMistake(Order order, Throwable failure) {
        LOG.errorf(
                failure, "Internal error while order %s was submitted to %s; it is in doubt", order.id(), panel.name());
        onVerdict(
                order,
                new SubmissionDecision.Doubtful(
                        Objects.requireNonNull(order.submittedAt()),
                        "internal error: " + failure.getClass().getSimpleName()));
    }

    private Uni<SubmissionDecision> buy(Order order, SendWindow window) {
        return admission
                .check(order.request())
                .map(no -> Uni.createFrom()
                        .<SubmissionDecision>item(new SubmissionDecision.Rejected(no.reason(), no.message())))
                .orElseGet(() -> admission.knows(panel.name())
                        ? add(order, window)
                        : Uni.createFrom().item(SubmissionDecision.withoutServices(order.attempts(), clock.instant())));
    }

    private Uni<SubmissionDecision> add(Order order, SendWindow window) {
        crash.pass("submission.before-request");
        String type = reports.typeOf(order);
        return panel.add(order.content(), type, window).map(outcome -> {
            Instant now = clock.instant();
            if (window.isOpen() || !(outcome instanceof Outcome.NotSent<PlacedOrder>)) {
                pace.learned(outcome, now, reports.onCircuit(panel.name(), now));
            }
            return SubmissionDecision.on(outcome, order.attempts(), now, settings);
        });
    }

    private void onVerdict(Order order, SubmissionDecision verdict) {
        if (verdict instanceof SubmissionDecision.Later later && later.panelToo()) {
            if (later.reason() == WaitReason.FUNDS) {
                pace.pauseForFunds(later.until());
            } else {
                pace.pauseUntil(later.until());
            }
            reports.held(panel.name(), later);
        }
        unwritten.add(new SubmissionResult(order, verdict));
        write();
    }

    /** All that came in while the last write was under way goes in the next one. */
    private void write() {
        if (writing || unwritten.isEmpty()) {
            return;
        }
        writing = true;
        List<SubmissionResult> batch = List.copyOf(unwritten);
        unwritten.clear();
        results.write(batch, limits.timeout())
                .subscribe()
                .with(_ -> onWritten(batch), failure -> onWriteFailed(batch, failure));
    }

    private void onWritten(List<SubmissionResult> batch) {
        writing = false;
        writeFailures = 0;
        underWay -= batch.size();
        reports.finished(panel.name(), batch);
        write();
        whenIdle();
        pump();
    }

    /** Nothing was written: it is kept and tried until the database is back; if we die, the lease makes it a doubt. */
    private void onWriteFailed(List<SubmissionResult> batch, Throwable failure) {
        writing = false;
        writeFailures++;
        unwritten.addAll(0, batch);
        long pause = Math.min(100L << Math.min(writeFailures, 10), LONGEST_PAUSE.toMillis());
        LOG.warnf("Results of %d orders at %s are not written yet: %s", batch.size(), panel.name(), failure);
        context.owner().setTimer(pause, _ -> context.runOnContext(_ -> write()));
    }

    private void whenIdle() {
        if (stopping && underWay == 0 && !claiming) {
            drained.complete(null);
        }
    }
}
