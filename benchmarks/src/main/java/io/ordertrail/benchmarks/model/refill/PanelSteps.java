package io.ordertrail.benchmarks.model.refill;

import io.ordertrail.benchmarks.model.Steps;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Answer;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Broken;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Trait;
import java.util.ArrayList;
import java.util.List;

/** What the panel does: it takes requests, refuses them, and ends refills. The order drops. */
final class PanelSteps {

    /**
     * A way in which the panel takes up a request.
     *
     * @param isFault whether a panel that works well does something else
     */
    record Reaction(RefillWorld world, Answer answer, int refill, boolean isFault, String words) {}

    void add(RefillWorld world, Steps<RefillWorld> steps) {
        if (world.inFlight) {
            RefillWorld done = world.copy();
            done.dropped = 0;
            done.ended(RefillWorld.COMPLETED_REFILL);
            steps.regular(done, () -> "the panel completes the refill");
            if (world.faultsLeft > 0) {
                RefillWorld rejected = world.copy();
                rejected.faultsLeft--;
                rejected.ended(RefillWorld.REJECTED_REFILL);
                steps.fault(rejected, () -> "the panel rejects the refill");
            }
        }
        for (int amount = world.dropped + 1; world.dropsLeft > 0 && amount <= 2; amount++) {
            RefillWorld dropped = world.copy();
            dropped.dropped = amount;
            dropped.dropsLeft--;
            String words = amount == 1 ? "the order drops by less than the tolerance" : "the order drops";
            steps.fault(dropped, () -> words);
        }
        for (int i = 0; i < world.orphans.size(); i++) {
            orphan(world, i, steps);
        }
    }

    private void orphan(RefillWorld world, int index, Steps<RefillWorld> steps) {
        RefillWorld arrived = world.copy();
        arrived.orphans.remove(index);
        for (Reaction reaction : reactions(arrived)) {
            String words = "a request that no replica waits for arrives: " + reaction.words();
            if (reaction.isFault()) {
                steps.fault(reaction.world(), () -> words);
            } else {
                steps.regular(reaction.world(), () -> words);
            }
        }
        if (world.faultsLeft > 0) {
            RefillWorld lost = world.copy();
            lost.faultsLeft--;
            lost.orphans.remove(index);
            steps.fault(lost, () -> "a request that no replica waits for is lost");
        }
    }

    /** Returns what the panel may do with a request for this order that arrives now. */
    List<Reaction> reactions(RefillWorld world) {
        List<Reaction> reactions = new ArrayList<>();
        if (world.inFlight) {
            second(world, reactions);
            return reactions;
        }
        boolean hasDropped = world.dropped > 0;
        boolean takesAll = world.panel.has(Trait.GIVES_NO_IDS);
        if (hasDropped || takesAll) {
            RefillWorld taken = world.copy();
            taken.inFlight = true;
            taken.broken = world.warrantyLeft <= 0 ? Broken.OUTSIDE_WARRANTY : Broken.NOTHING;
            Answer answer = takesAll ? Answer.TAKEN_WITHOUT_ID : Answer.TAKEN;
            int refill = takesAll ? RefillWorld.NO_REFILL : RefillWorld.RUNNING_REFILL;
            reactions.add(new Reaction(taken, answer, refill, false, "the panel takes the refill"));
        } else {
            reactions.add(refusal(world, Answer.NOT_ELIGIBLE, false));
        }
        if (world.faultsLeft > 0) {
            if (hasDropped) {
                reactions.add(refusal(world, Answer.NOT_ELIGIBLE, true));
            }
            reactions.add(refusal(world, Answer.RATE_LIMITED, true));
        }
        return reactions;
    }

    private static void second(RefillWorld world, List<Reaction> reactions) {
        if (world.panel.has(Trait.REFUSES_SECOND)) {
            reactions.add(refusal(world, Answer.ALREADY_REQUESTED, false));
        } else {
            RefillWorld second = world.copy();
            second.broken = Broken.TWO_IN_FLIGHT;
            reactions.add(new Reaction(
                    second, Answer.TAKEN, RefillWorld.RUNNING_REFILL, false, "the panel takes a second refill"));
        }
    }

    private static Reaction refusal(RefillWorld world, Answer answer, boolean isFault) {
        RefillWorld next = world.copy();
        next.faultsLeft -= isFault ? 1 : 0;
        return new Reaction(next, answer, RefillWorld.NO_REFILL, isFault, "the panel answers " + answer);
    }
}
