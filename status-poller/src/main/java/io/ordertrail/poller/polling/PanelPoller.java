package io.ordertrail.poller.polling;

import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.OrderAnswer.Denied;
import io.ordertrail.panel.OrderAnswer.Unreadable;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Outcome.Answered;
import io.ordertrail.panel.Outcome.NotSent;
import io.ordertrail.panel.Outcome.Refused;
import io.ordertrail.panel.Outcome.Unknown;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.StatusKind;
import io.ordertrail.poller.budget.CallBudget;
import io.ordertrail.poller.budget.PanelHealth;
import io.ordertrail.poller.schedule.Chunk;
import io.ordertrail.poller.schedule.Chunk.Found;
import io.ordertrail.poller.schedule.PanelSchedule;
import io.ordertrail.poller.storage.StatusObservation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Asks one panel: takes chunks from the schedule as the budget allows, and gives each back with what was found. Thread-safe;
 * its lock is held between calls only.
 */
public final class PanelPoller {

    private static final Logger LOG = Logger.getLogger(PanelPoller.class);

    private final EventLoopPanels loops;
    private final Panel panel;
    private final PanelSchedule schedule;
    private final CallBudget budget;
    private final PanelHealth health;
    private final SuspectChunks suspects = new SuspectChunks();
    private final Sightings sightings;
    private final InstantSource clock;
    private final PollerMetrics metrics;
    private boolean stopped;

    /** Where what may be news goes; whoever takes it gives the order back to the schedule. */
    @FunctionalInterface
    public interface Sightings {
        /** Takes them. */
        void seen(List<StatusObservation> sightings);
    }

    PanelPoller(
            EventLoopPanels loops,
            PanelSchedule schedule,
            CallBudget budget,
            PanelHealth health,
            Sightings sightings,
            PollerMetrics metrics,
            InstantSource clock) {
        this.loops = loops;
        this.panel = loops.panel();
        this.schedule = schedule;
        this.budget = budget;
        this.health = health;
        this.sightings = sightings;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Begins as many calls as are due and allowed. */
    void pump() {
        for (Optional<Chunk> next = begin(); next.isPresent(); next = begin()) {
            ask(next.get(), loops.leastBusy());
        }
    }

    /** From now on this replica has that part of the panel's budget. */
    synchronized void share(double part) {
        budget.share(part, clock.instant());
    }

    /** Begins no call any more. */
    synchronized void stop() {
        stopped = true;
        suspects.release().forEach(schedule::putBack);
    }

    /** Calls without an outcome yet. */
    synchronized int underWay() {
        return budget.underWay();
    }

    /** Calls a second that this replica may make. */
    synchronized double callsAllowed() {
        return budget.callsPerSecondHere();
    }

    /** Whether the panel is left alone for its failures. */
    synchronized boolean isDown() {
        return health.isDown();
    }

    /** The lock is not held while a chunk is filled: another loop's call may end meanwhile. */
    private Optional<Chunk> begin() {
        Instant now = clock.instant();
        int limit;
        boolean failed;
        Optional<Chunk> suspect;
        synchronized (this) {
            limit = stopped ? 0 : health.allows(schedule.chunk(), budget.underWay(), now);
            if (limit == 0 || !budget.begin(now)) {
                return Optional.empty();
            }
            schedule.allow(budget.callsPerSecondHere() * schedule.chunk());
            failed = health.hasFailed();
            suspect = failed ? Optional.empty() : suspects.next();
        }
        Optional<Chunk> next = suspect.or(() -> failed ? sound(now, limit) : schedule.take(now, limit))
                .or(suspects::next); // if nothing else is due, it must do
        next.ifPresentOrElse(metrics::asked, this::giveBack);
        return next;
    }

    /** After a failure others than suspects are asked first: that shows whose fault it was. */
    private Optional<Chunk> sound(Instant now, int limit) {
        Optional<Chunk> next = schedule.take(now, limit);
        while (next.isPresent() && next.get().isSuspect()) {
            suspects.retry(next.get());
            next = schedule.take(now, limit);
        }
        return next;
    }

    private synchronized void giveBack() {
        budget.giveBack();
    }

    private void ask(Chunk asked, EventLoopPanel loop) {
        try {
            loop.begin(() -> concluded(asked, loop.panel())
                    .subscribe()
                    .with(conclusion -> ended(conclusion, loop), failure -> broke(asked, loop, failure)));
        } catch (RejectedExecutionException e) {
            broke(asked, loop, e); // the event loop is gone
        }
    }

    /** Never throws: on an event loop the exception would be lost. */
    private Uni<Conclusion> concluded(Chunk asked, Panel at) {
        boolean one = asked.size() == 1 || asked.kind() != StatusKind.NORMAL;
        try {
            return one
                    ? at.status(asked.kind(), asked.ids()).map(outcome -> conclude(asked, outcome))
                    : at.statusRaw(asked.kind(), asked.ids()).map(outcome -> concludeRaw(asked, outcome));
        } catch (RuntimeException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private void ended(Conclusion conclusion, EventLoopPanel loop) {
        try {
            if (!conclusion.seen().isEmpty()) {
                sightings.seen(conclusion.seen());
            }
        } finally {
            over(loop);
        }
        pump();
    }

    /** Last of all, so that no call under way means that all that was seen is handed on. */
    private synchronized void over(EventLoopPanel loop) {
        loop.ended();
        budget.ended();
    }

    /** What may be news, once the chunk is back. */
    private record Conclusion(List<StatusObservation> seen) {}

    /** The answer is walked over outside the lock. */
    private Conclusion concludeRaw(Chunk asked, Outcome<Buffer> outcome) {
        if (!(outcome instanceof Answered<Buffer>(Buffer answer))) {
            return conclude(asked, outcome.map(_ -> Map.of()));
        }
        return StatusAnswerDiff.scan(asked, answer.getBytes(), panel::readStatusEntry, clock.instant())
                .map(seen -> back(asked, seen))
                .orElseGet(() -> conclude(asked, panel.readStatus(answer, asked.ids())));
    }

    /** An internal error, perhaps caused by one order's answer: handled as if nothing were known of the call. */
    private void broke(Chunk asked, EventLoopPanel loop, Throwable failure) {
        LOG.errorf(failure, "A status call to %s broke; its orders are asked for again", panel.name());
        synchronized (this) {
            unknown(asked, clock.instant());
            over(loop);
        }
    }

    private Conclusion conclude(Chunk asked, Outcome<Map<PanelOrderId, OrderAnswer>> outcome) {
        Instant now = clock.instant();
        return switch (outcome) {
            case Answered<Map<PanelOrderId, OrderAnswer>>(var answers) ->
                back(asked, StatusAnswerDiff.read(asked, answers, now));
            case Refused<Map<PanelOrderId, OrderAnswer>>(Refusal refusal) -> refused(asked, refusal, now);
            case NotSent<Map<PanelOrderId, OrderAnswer>> _ -> failed(asked, now, this::unreachable);
            case Unknown<Map<PanelOrderId, OrderAnswer>> _ -> failed(asked, now, this::unknown);
        };
    }

    private Conclusion back(Chunk asked, List<StatusObservation> seen) {
        answered();
        metrics.found(asked);
        schedule.settle(asked, clock.instant());
        return new Conclusion(seen);
    }

    private synchronized void answered() {
        health.answered();
    }

    private synchronized Conclusion failed(Chunk asked, Instant now, BiConsumer<Chunk, Instant> consequence) {
        consequence.accept(asked, now);
        return new Conclusion(List.of());
    }

    /** An error for a whole batch says nothing about any order in it. */
    private Conclusion refused(Chunk asked, Refusal refusal, Instant now) {
        return switch (refusal.kind()) {
            case RATE_LIMITED ->
                failed(asked, now, (chunk, _) -> {
                    health.limited(refusal.retryAfter(), now);
                    schedule.putBack(chunk);
                });
            case NOT_FOUND, BAD_ORDER, SERVICE_GONE, NOT_ELIGIBLE, NOT_YET, ACTIVE_LINK, ALREADY_REQUESTED -> {
                if (asked.size() == 1) {
                    OrderAnswer answer = refusal.kind() == RefusalKind.NOT_FOUND
                            ? new Denied(refusal.text())
                            : new Unreadable(refusal.text());
                    yield back(
                            asked,
                            StatusAnswerDiff.read(asked, Map.of(asked.ids().getFirst(), answer), now));
                }
                yield failed(asked, now, (chunk, _) -> suspects.split(chunk));
            }
            case BAD_KEY, NOT_ENOUGH_FUNDS, UNSUPPORTED -> failed(asked, now, this::unreachable);
        };
    }

    private void unreachable(Chunk asked, Instant now) {
        health.failed(now);
        schedule.putBack(asked);
    }

    /** While the panel is down nobody is to blame, but suspects stay so: several of them must not come together again. */
    private void unknown(Chunk asked, Instant now) {
        health.failed(now);
        if (asked.isSuspect() && asked.size() > 1) {
            suspects.split(asked);
        } else if (asked.isSuspect() && !health.isDown()) {
            asked.find(0, Found.UNREADABLE);
            schedule.settle(asked, now);
        } else if (asked.isSuspect() || !health.isDown()) {
            asked.suspect();
            suspects.retry(asked);
        } else {
            schedule.putBack(asked);
        }
    }
}
