package io.ordertrail.benchmarks.model.refill;

import io.ordertrail.benchmarks.model.Steps;
import io.ordertrail.benchmarks.model.refill.Book.Decided;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.events.Measurement;
import io.ordertrail.events.StatusEvent.Progress;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.events.SubmissionEvent.RefillAsked;
import io.ordertrail.refill.lifecycle.RefillInitiation;
import java.time.Instant;

/** The poller and the shop, whose events arrive at any later time. The shop, or the schedule, asks for a refill. */
final class EventSteps {

    private final RefillRules rules;

    EventSteps(RefillRules rules) {
        this.rules = rules;
    }

    void add(RefillWorld world, Steps<RefillWorld> steps) {
        observe(world, steps);
        if (world.statusEvent != RefillWorld.NONE) {
            steps.regular(reported(world), () -> "the status event arrives");
        }
        if (world.countEvent != RefillWorld.NONE) {
            steps.regular(counted(world), () -> "the measurement arrives");
        }
        if (world.requestsLeft > 0) {
            request(world, steps);
        }
    }

    private static void observe(RefillWorld world, Steps<RefillWorld> steps) {
        if (world.statusEvent == RefillWorld.NONE && world.display() != world.publishedDisplay) {
            RefillWorld next = world.copy();
            next.statusEvent = world.display();
            next.statusEventAt = 0;
            next.publishedDisplay = world.display();
            steps.regular(
                    next,
                    () -> "the poller sees the order as %s with %d remaining"
                            .formatted(Book.status(next.statusEvent), Book.remains(next.statusEvent)));
        }
        if (world.countEvent == RefillWorld.NONE && world.countsLeft > 0) {
            RefillWorld next = world.copy();
            next.countsLeft--;
            next.countEvent = world.dropped == 2 ? 1 : 0;
            next.countEventAt = 0;
            steps.fault(next, () -> next.countEvent == 1 ? "the shop counts too few" : "the shop counts enough");
        }
    }

    private RefillWorld reported(RefillWorld world) {
        OrderStatus status = Book.status(world.statusEvent);
        StatusChanged event = new StatusChanged(
                Book.ref(world),
                1,
                Book.instant(world.statusEventAt),
                status,
                null,
                status.name(),
                new Progress(null, Book.remains(world.statusEvent), null, null),
                null,
                null,
                null);
        Decided decided = Book.decide(world, before -> rules.events.reported(before, event, Book.NOW));
        RefillWorld next = decided.world();
        next.displayed = world.statusEvent;
        next.statusEvent = RefillWorld.NONE;
        next.statusEventAt = RefillWorld.NEVER;
        return next;
    }

    private RefillWorld counted(RefillWorld world) {
        Instant at = Book.instant(world.countEventAt);
        Measurement event = new Measurement(Book.ref(world).reference(), Book.count(world.countEvent == 1), at);
        RefillWorld next = Book.decide(world, before -> rules.events.counted(before, event, Book.NOW))
                .world();
        next.countEvent = RefillWorld.NONE;
        next.countEventAt = RefillWorld.NEVER;
        return next;
    }

    private void request(RefillWorld world, Steps<RefillWorld> steps) {
        RefillAsked event = new RefillAsked(Book.ref(world), 1, Book.NOW);
        RefillWorld byShop = Book.decide(world, before -> rules.events.requested(before, event, Book.NOW))
                .world();
        byShop.requestsLeft--;
        steps.fault(byShop, () -> "the shop asks for a refill");
        RefillWorld bySchedule = Book.decide(
                        world,
                        before -> before.after(
                                RefillInitiation.onSchedule(before.eligibility(rules.policy(world), Book.NOW)),
                                Book.NOW))
                .world();
        bySchedule.requestsLeft--;
        steps.fault(bySchedule, () -> "the schedule asks for a refill");
    }
}
