package io.ordertrail.benchmarks.model.refill;

import io.ordertrail.benchmarks.model.Model;
import io.ordertrail.benchmarks.model.Steps;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Broken;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Phase;
import io.ordertrail.benchmarks.model.refill.RefillWorld.Replica;
import io.ordertrail.refill.lifecycle.RefillState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The protocol of refill-manager: a drop is refilled while its warranty runs, and the panel never has two refills of an order
 * in flight.
 *
 * <p>A replica may be frozen, or die, between any two of its steps. A request arrives within its timeout or never; its answer
 * may be late or lost. The lease of a claim is longer than the send window and the timeout together, which is what
 * {@code ClaimWindows} checks. An operator sees the panel as it is when he looks, and decides at any later time, perhaps twice.
 */
public final class RefillModel implements Model<RefillWorld> {

    private final Bounds bounds;
    private final ReplicaSteps replicas;
    private final PanelSteps panel = new PanelSteps();
    private final EventSteps events;
    private final OperatorSteps operator;

    /**
     * What is limited so that the exploration ends.
     *
     * @param panels the kinds of panels, each explored from its own beginning
     * @param drops how often the order drops or drops further
     * @param requests how often the shop or the schedule asks
     * @param counts how often the shop counts
     * @param looks how often the operator looks; each decision may be sent twice
     * @param faults how often something dies, is lost, or is refused or rejected for no reason; delays are free
     */
    record Bounds(Set<RefillWorld.Panel> panels, int drops, int requests, int counts, int looks, int faults) {}

    /** Creates the model within these bounds. */
    RefillModel(Bounds bounds) {
        this.bounds = bounds;
        RefillRules rules = new RefillRules();
        this.replicas = new ReplicaSteps(rules, panel);
        this.events = new EventSteps(rules);
        this.operator = new OperatorSteps(rules);
    }

    @Override
    public List<RefillWorld> initialStates() {
        return bounds.panels().stream()
                .map(kind -> {
                    RefillWorld world = new RefillWorld();
                    world.panel = kind;
                    world.warrantyLeft = Book.WARRANTY;
                    world.dropsLeft = bounds.drops();
                    world.requestsLeft = bounds.requests();
                    world.countsLeft = bounds.counts();
                    world.looksLeft = bounds.looks();
                    world.faultsLeft = bounds.faults();
                    return world;
                })
                .toList();
    }

    @Override
    public void steps(RefillWorld world, Steps<RefillWorld> steps) {
        if (world.broken != Broken.NOTHING) {
            return;
        }
        replicas.add(world, 0, steps);
        if (!Arrays.equals(world.replicas[0].bytes(), world.replicas[1].bytes())) {
            replicas.add(world, 1, steps);
        }
        panel.add(world, steps);
        events.add(world, steps);
        operator.add(world, steps);
        if (mayTick(world)) {
            RefillWorld next = world.copy();
            next.tick();
            steps.regular(next, () -> "a unit of time passes");
        }
    }

    /** What is on its way arrives, or is lost, within the timeout. */
    private static boolean mayTick(RefillWorld world) {
        return world.orphans.stream().allMatch(sentAt -> sentAt == 0)
                && Arrays.stream(world.replicas)
                        .allMatch(replica -> replica.message != RefillWorld.Message.ON_ITS_WAY || replica.sentAt == 0);
    }

    @Override
    public Optional<String> violation(RefillWorld world) {
        if (world.broken != Broken.NOTHING) {
            return Optional.of(world.broken.words);
        }
        return world.inFlight && !isKnown(world) ? Optional.of(Broken.UNKNOWN_IN_FLIGHT.words) : Optional.empty();
    }

    /** Whether the rows allow for a refill in flight, so that no other is requested. */
    private static boolean isKnown(RefillWorld world) {
        if (world.unsettledEvidence != RefillWorld.NONE) {
            return true;
        }
        return world.open != null
                && switch (RefillState.values()[world.open.state]) {
                    case REQUESTING, IN_DOUBT, RUNNING -> true;
                    case DUE, TICKET_DUE, TICKETING, ESCALATED, COMPLETED, NOT_NEEDED, REFUSED, CLOSED -> false;
                };
    }

    /** Nothing is under way, and there is no refill, or an operator has it. */
    @Override
    public boolean isAtRest(RefillWorld world) {
        boolean quiet = world.orphans.isEmpty()
                && world.statusEvent == RefillWorld.NONE
                && world.countEvent == RefillWorld.NONE
                && Arrays.stream(world.replicas).allMatch(replica -> replica.phase == Phase.IDLE);
        return quiet
                && (world.open == null
                        || world.open.operatorNotified
                        || world.open.state == RefillState.ESCALATED.ordinal());
    }

    /** A refill in flight may be looked at for ever before the panel ends it. */
    @Override
    public Progress progress() {
        return Progress.ON_SOME_PATH;
    }

    @Override
    public byte[] encode(RefillWorld world) {
        return world.encode();
    }

    @Override
    public RefillWorld decode(byte[] encoded) {
        return RefillWorld.decode(encoded);
    }

    /** Names a replica in a trace. */
    static String name(int replica) {
        return replica == 0 ? "replica A" : "replica B";
    }

    /** Returns a replica of a copy, to be changed. */
    static Replica at(RefillWorld copy, int replica) {
        return copy.replicas[replica];
    }
}
