package io.ordertrail.benchmarks.model.refill;

import io.ordertrail.benchmarks.model.Steps;
import io.ordertrail.benchmarks.model.refill.Book.Decided;
import io.ordertrail.benchmarks.model.refill.PanelSteps.Reaction;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Answer;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Broken;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Message;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Phase;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Replica;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Trait;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.SendWindow;
import io.ordertrail.refill.lifecycle.DueRefillRules;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.lifecycle.RefillRequesting;
import io.ordertrail.refill.lifecycle.RefillState;
import io.ordertrail.refill.storage.StoredRefills;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** The rounds of a replica, in the order of {@code PanelRefillWorker}: each step may be its last, or come at any later time. */
final class ReplicaSteps {

    private final RefillRules rules;
    private final PanelSteps panel;

    ReplicaSteps(RefillRules rules, PanelSteps panel) {
        this.rules = rules;
        this.panel = panel;
    }

    void add(RefillWorld world, int i, Steps<RefillWorld> steps) {
        Replica replica = world.replicas[i];
        switch (replica.phase) {
            case IDLE -> begin(world, i, steps);
            case BEGUN -> claim(world, i, steps);
            case CLAIMED -> send(world, i, steps);
            case SENT -> await(world, i, steps);
            case OUTCOME -> store(world, i, steps);
            case STATUS -> storeStatus(world, i, steps);
        }
        if (replica.phase != Phase.IDLE && world.faultsLeft > 0) {
            RefillWorld died = world.copy();
            died.faultsLeft--;
            abandon(died, i);
            steps.fault(died, () -> RefillModel.name(i) + " dies and is started again");
        }
    }

    private void begin(RefillWorld world, int i, Steps<RefillWorld> steps) {
        StoredRefills rows = Book.rows(world);
        if (rows.isDue(DueRefillRules.EXPIRING, Book.NOW)) {
            Decided expired = Book.decide(world, before -> rules.due.expire(before, Book.NOW));
            steps.regular(expired.world(), () -> RefillModel.name(i) + " ends a lease or a wait that is over");
        }
        if (rows.isDue(DueRefillRules.TO_REQUEST, Book.NOW)) {
            RefillWorld next = world.copy();
            Replica replica = RefillModel.at(next, i);
            replica.phase = Phase.BEGUN;
            replica.openedAt = 0;
            replica.readAt = 0;
            steps.regular(next, () -> RefillModel.name(i) + " opens a send window and reads the time");
        }
        if (rows.isDue(DueRefillRules.TO_FOLLOW, Book.NOW)) {
            follow(world, i, steps);
        }
        if (world.replicas[i].batchesRefused) {
            RefillWorld forgot = world.copy();
            RefillModel.at(forgot, i).batchesRefused = false;
            steps.fault(forgot, () -> RefillModel.name(i) + " forgets that the panel refuses calls for many");
        }
    }

    /** The claim is made as of the time that was read, however long ago. */
    private void claim(RefillWorld world, int i, Steps<RefillWorld> steps) {
        Instant now = Book.instant(world.replicas[i].readAt);
        StoredRefills rows = Book.rows(world);
        if (!rows.isDue(DueRefillRules.TO_REQUEST, now)) {
            steps.regular(idle(world.copy(), i), () -> RefillModel.name(i) + " finds nothing due");
            return;
        }
        Decided decided = Book.decide(world, before -> rules.due.claim(before, now));
        boolean claimed = decided.changed()
                && decided.world().open != null
                && decided.world().open.state == RefillState.REQUESTING.ordinal();
        if (!claimed) {
            steps.regular(
                    idle(decided.world(), i),
                    () -> RefillModel.name(i) + " decides that the refill is not requested now");
            return;
        }
        Replica alone = RefillModel.at(decided.world(), i);
        alone.phase = Phase.CLAIMED;
        alone.readAt = RefillWorld.NEVER;
        alone.claim = RefillWorld.CURRENT;
        steps.regular(decided.world(), () -> RefillModel.name(i) + " claims the refill");
        if (!alone.batchesRefused && world.panel.has(Trait.REFUSES_BATCHES)) {
            RefillWorld many = decided.world().copy();
            RefillModel.at(many, i).asked = 2;
            steps.fault(many, () -> RefillModel.name(i) + " claims the refill and one of a foreign order in one call");
        }
    }

    private static void send(RefillWorld world, int i, Steps<RefillWorld> steps) {
        RefillWorld next = world.copy();
        Replica replica = RefillModel.at(next, i);
        if (isOpen(replica.openedAt)) {
            replica.phase = Phase.SENT;
            replica.message = Message.ON_ITS_WAY;
            replica.sentAt = 0;
            replica.openedAt = RefillWorld.NEVER;
            steps.regular(next, () -> RefillModel.name(i) + " sends the request");
            if (world.faultsLeft > 0) {
                RefillWorld unconnected = outcome(world, i, Answer.NOT_SENT, RefillWorld.NO_REFILL);
                unconnected.faultsLeft--;
                steps.fault(unconnected, () -> RefillModel.name(i) + " gets no connection");
            }
        } else {
            steps.regular(
                    outcome(world, i, Answer.NOT_SENT, RefillWorld.NO_REFILL),
                    () -> RefillModel.name(i) + " finds its send window closed");
        }
    }

    /** The real window, on a clock that stands where the model says. */
    private static boolean isOpen(int openedAt) {
        AtomicReference<Instant> now = new AtomicReference<>(Book.instant(openedAt));
        SendWindow window = SendWindow.open(
                RefillRules.WINDOW,
                now::get,
                () -> Duration.between(Book.NOW, now.get()).toNanos());
        now.set(Book.NOW);
        return window.isOpen();
    }

    private void await(RefillWorld world, int i, Steps<RefillWorld> steps) {
        Replica replica = world.replicas[i];
        switch (replica.message) {
            case ON_ITS_WAY -> {
                arrive(world, i, steps);
                if (world.faultsLeft > 0) {
                    RefillWorld lost = world.copy();
                    lost.faultsLeft--;
                    RefillModel.at(lost, i).message = Message.LOST;
                    RefillModel.at(lost, i).sentAt = RefillWorld.NEVER;
                    steps.fault(lost, () -> "the request of " + RefillModel.name(i) + " is lost");
                }
            }
            case ANSWERED ->
                steps.regular(
                        outcome(world, i, replica.answer, replica.answerRefill),
                        () -> RefillModel.name(i) + " gets the answer");
            case LOST, NONE -> {}
        }
        if (replica.message == Message.LOST) {
            steps.regular(unanswered(world, i), () -> RefillModel.name(i) + " gives up waiting");
        } else if (world.faultsLeft > 0) {
            RefillWorld unanswered = unanswered(world, i);
            unanswered.faultsLeft--;
            steps.fault(unanswered, () -> RefillModel.name(i) + " gets no answer");
        }
    }

    private static RefillWorld unanswered(RefillWorld world, int i) {
        RefillWorld unknown = world.copy();
        leaveBehind(unknown, i);
        return outcome(unknown, i, Answer.UNKNOWN, RefillWorld.NO_REFILL);
    }

    private void arrive(RefillWorld world, int i, Steps<RefillWorld> steps) {
        if (world.replicas[i].asked > 1) {
            RefillWorld refused = world.copy();
            answered(refused, i, Answer.BATCH_REFUSED, RefillWorld.NO_REFILL);
            steps.regular(refused, () -> "the panel refuses the call because of the foreign order");
            return;
        }
        for (Reaction reaction : panel.reactions(world)) {
            answered(reaction.world(), i, reaction.answer(), reaction.refill());
            if (reaction.isFault()) {
                steps.fault(reaction.world(), reaction::words);
            } else {
                steps.regular(reaction.world(), reaction::words);
            }
        }
    }

    private static void answered(RefillWorld copy, int i, Answer answer, int refill) {
        Replica replica = RefillModel.at(copy, i);
        replica.message = Message.ANSWERED;
        replica.sentAt = RefillWorld.NEVER;
        replica.answer = answer;
        replica.answerRefill = refill;
    }

    private void store(RefillWorld world, int i, Steps<RefillWorld> steps) {
        Replica replica = world.replicas[i];
        Outcome<Map<PanelOrderId, RefillAnswer>> outcome = Book.outcome(replica);
        RefillAnswer answer = RefillRequesting.about(Book.PANEL_ORDER, outcome, Book.NOW);
        Decided stored = Book.decide(
                world,
                before -> rules.due
                        .answered(before, Book.claim(replica.claim), answer, Book.NOW)
                        .orElse(before));
        RefillWorld next = stored.world();
        boolean refusedForAnother =
                replica.asked > 1 && stored.ended().stream().anyMatch(refill -> refill.state() == RefillState.REFUSED);
        if (refusedForAnother) {
            next.broken = Broken.REFUSED_FOR_ANOTHER;
        }
        if (RefillRequesting.refusesBatch(outcome)) {
            RefillModel.at(next, i).batchesRefused = true;
        }
        steps.regular(
                idle(next, i),
                () -> "%s stores the outcome %s%s"
                        .formatted(
                                RefillModel.name(i), replica.answer, stored.changed() ? "" : ", which comes too late"));
    }

    /** Takes up the running refill and asks for its status, which may be stored at any later time. */
    private void follow(RefillWorld world, int i, Steps<RefillWorld> steps) {
        RefillWorld next = Book.decide(world, before -> rules.due.follow(before, false, Book.NOW))
                .world();
        if (next.open == null
                || next.open.state != RefillState.RUNNING.ordinal()
                || next.open.panelRefill == RefillWorld.NO_REFILL) {
            steps.regular(next, () -> RefillModel.name(i) + " looks at the running refill");
            return;
        }
        Answer answer = status(next);
        steps.regular(
                status(next, i, answer), () -> "the panel answers %s with %s".formatted(RefillModel.name(i), answer));
        if (world.faultsLeft > 0) {
            RefillWorld failed = status(next, i, Answer.UNKNOWN);
            failed.faultsLeft--;
            steps.fault(failed, () -> RefillModel.name(i) + " gets no status");
        }
    }

    private static Answer status(RefillWorld world) {
        if (world.panel.has(Trait.FORGETS)) {
            return Answer.STATUS_NOT_FOUND;
        }
        return switch (Objects.requireNonNull(world.open).panelRefill) {
            case RefillWorld.COMPLETED_REFILL -> Answer.STATUS_COMPLETED;
            case RefillWorld.REJECTED_REFILL -> Answer.STATUS_REJECTED;
            default -> Answer.STATUS_PENDING;
        };
    }

    private static RefillWorld status(RefillWorld world, int i, Answer answer) {
        RefillWorld next = world.copy();
        Replica replica = RefillModel.at(next, i);
        replica.phase = Phase.STATUS;
        replica.claim = RefillWorld.CURRENT;
        replica.answer = answer;
        return next;
    }

    private void storeStatus(RefillWorld world, int i, Steps<RefillWorld> steps) {
        Replica replica = world.replicas[i];
        Decided stored = Book.decide(world, before -> followed(before, replica));
        steps.regular(idle(stored.world(), i), () -> "%s stores %s".formatted(RefillModel.name(i), replica.answer));
    }

    private OrderRefillState followed(OrderRefillState before, Replica replica) {
        return rules.due
                .followed(before, Book.claim(replica.claim), Book.statusAnswer(replica.answer), false, Book.NOW)
                .orElse(before);
    }

    private static RefillWorld outcome(RefillWorld world, int i, Answer answer, int refill) {
        RefillWorld next = world.copy();
        Replica replica = RefillModel.at(next, i);
        replica.phase = Phase.OUTCOME;
        replica.openedAt = RefillWorld.NEVER;
        replica.message = Message.NONE;
        replica.sentAt = RefillWorld.NEVER;
        replica.answer = answer;
        replica.answerRefill = refill;
        return next;
    }

    private static RefillWorld idle(RefillWorld copy, int i) {
        RefillModel.at(copy, i).idle();
        return copy;
    }

    /** The process is gone; what it sent may still arrive. */
    private static void abandon(RefillWorld copy, int i) {
        leaveBehind(copy, i);
        RefillModel.at(copy, i).idle();
        RefillModel.at(copy, i).batchesRefused = false;
    }

    private static void leaveBehind(RefillWorld copy, int i) {
        Replica replica = RefillModel.at(copy, i);
        if (replica.message == Message.ON_ITS_WAY && replica.asked == 1) {
            copy.orphans.add(replica.sentAt);
        }
    }
}
