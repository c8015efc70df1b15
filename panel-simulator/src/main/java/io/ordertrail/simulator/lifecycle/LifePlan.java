package io.ordertrail.simulator.lifecycle;

import java.util.ArrayList;
import java.util.List;

/**
 * Plans an order's lifecycle when it is bought. The same seed, panel and link give the same lifecycle, whatever was
 * bought in between. Times are simulated: an order waits up to three minutes, takes up to twenty, and drops within a
 * day.
 */
public final class LifePlan {

    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final int SLOWNESS = 20;

    private final long seed;
    private final String panel;
    private final ScenarioMix fates;
    private final DropForm dropForm;

    /** Plans lifecycles at one panel. */
    public LifePlan(long seed, String panel, ScenarioMix fates, DropForm dropForm) {
        this.seed = seed;
        this.panel = panel;
        this.fates = fates;
        this.dropForm = dropForm;
    }

    /** Returns the scenario of the order with this link. */
    public OrderScenario fate(String link) {
        return LinkDirectives.of(link).fate().orElseGet(() -> fates.choose(SeededRandom.of(seed, panel, link, "fate")));
    }

    /** Returns the count of the page before the order began. */
    public long startCount(String link) {
        return SeededRandom.of(seed, panel, link, "start").between(20, 50_000);
    }

    /** Returns the random source for the quantities of a subscription's posts. */
    public SeededRandom posts(String link) {
        return SeededRandom.of(seed, panel, link, "posts");
    }

    /** Returns the phases of an order that is bought now. */
    public List<Phase> phases(OrderScenario fate, String link, long quantity, long now) {
        LinkDirectives directives = LinkDirectives.of(link);
        SeededRandom chance = SeededRandom.of(seed, panel, link, "life");
        long begin = now
                + directives
                        .millis("pending")
                        .orElse(fate == OrderScenario.FAST ? 2 * SECOND : chance.between(20 * SECOND, 3 * MINUTE));
        long run = directives
                .millis("run")
                .orElse(fate == OrderScenario.FAST ? 8 * SECOND : chance.between(2 * MINUTE, 20 * MINUTE));
        long end = begin + (fate == OrderScenario.SLOW ? SLOWNESS * run : run);
        long later = end + directives.millis("after").orElse(chance.between(HOUR, 24 * HOUR));
        long part = Math.clamp(
                directives.amount().orElse(Math.max(1, quantity * chance.between(10, 60) / 100)), 0, quantity);
        List<Phase> life = new ArrayList<>();
        life.add(Phase.still(now, SimulatedOrderState.PENDING, quantity));
        switch (fate) {
            case REFUSE, NEVER_STARTS -> {}
            case CANCEL -> life.add(Phase.still(begin, SimulatedOrderState.CANCELED, quantity));
            case REFUND -> life.add(Phase.still(begin, SimulatedOrderState.REFUNDED, quantity));
            case FAIL -> life.add(Phase.still(begin, SimulatedOrderState.FAILED, quantity));
            case STUCK -> life.add(Phase.delivering(begin, quantity, quantity - part, end));
            case PARTIAL -> endPartial(life, begin, end, quantity, part);
            case CORRECTION -> {
                endPartial(life, begin, end, quantity, part);
                life.add(Phase.still(later, SimulatedOrderState.PARTIAL, Math.min(quantity, 2 * part)));
            }
            case GONE -> {
                life.add(Phase.delivering(begin, quantity, 0, end));
                life.add(Phase.still(begin + run / 2, SimulatedOrderState.GONE, quantity / 2));
            }
            case STRANGE -> {
                life.add(Phase.still(begin, SimulatedOrderState.STRANGE, quantity));
                life.add(Phase.still(end, SimulatedOrderState.COMPLETED, 0));
            }
            case COMPLETE, SLOW, FAST, NO_CANCEL -> complete(life, now, begin, end, quantity, chance);
            case DROP, HIDDEN_DROP, DROP_TWICE, DROP_THEN_REJECT, REJECT_ONCE, REFILL_STUCK, REFILL_STRANGE -> {
                complete(life, now, begin, end, quantity, chance);
                life.add(drop(fate, later, part));
            }
        }
        return List.copyOf(life);
    }

    /** Returns the phase of a finished order that has dropped, in the panel's form. */
    public Phase drop(OrderScenario fate, long at, long dropped) {
        return switch (fate == OrderScenario.HIDDEN_DROP ? DropForm.HIDDEN : dropForm) {
            case REMAINS -> new Phase(at, SimulatedOrderState.COMPLETED, dropped, dropped, at, dropped);
            case STATUS -> new Phase(at, SimulatedOrderState.IN_PROGRESS, dropped, dropped, at, dropped);
            case HIDDEN -> new Phase(at, SimulatedOrderState.COMPLETED, 0, 0, at, dropped);
        };
    }

    /**
     * Returns the lifecycle of a refill that is taken now.
     *
     * @param nth how many refills of the order were taken before
     * @param dropped how many it delivers again
     */
    public RefillLife refill(OrderScenario fate, String link, int nth, long dropped, long now) {
        LinkDirectives directives = LinkDirectives.of(link);
        SeededRandom chance = SeededRandom.of(seed, panel, link, "refill", Integer.toString(nth));
        long duration = directives.millis("refill").orElse(chance.between(10 * MINUTE, 2 * HOUR));
        long begin = now + duration / 5;
        long end = now + duration;
        SimulatedRefillState ending = ending(fate, nth, directives, chance);
        List<RefillPhase> phases = new ArrayList<>();
        phases.add(new RefillPhase(now, SimulatedRefillState.PENDING));
        phases.add(new RefillPhase(begin, SimulatedRefillState.IN_PROGRESS));
        if (ending != SimulatedRefillState.IN_PROGRESS) {
            phases.add(new RefillPhase(end, ending));
        }
        List<Phase> order = new ArrayList<>();
        if (ending == SimulatedRefillState.COMPLETED) {
            order.add(Phase.still(end, SimulatedOrderState.COMPLETED, 0));
            if (fate == OrderScenario.DROP_TWICE && nth == 0) {
                order.add(drop(
                        fate, end + directives.millis("after").orElse(chance.between(25 * HOUR, 72 * HOUR)), dropped));
            }
        }
        return new RefillLife(List.copyOf(phases), List.copyOf(order));
    }

    /** Returns when a cancel that is taken now takes effect. */
    public long cancelAt(String link, long now) {
        return now
                + LinkDirectives.of(link)
                        .millis("cancel")
                        .orElse(SeededRandom.of(seed, panel, link, "cancel").between(30 * SECOND, 5 * MINUTE));
    }

    private static SimulatedRefillState ending(
            OrderScenario fate, int nth, LinkDirectives directives, SeededRandom chance) {
        return switch (fate) {
            case DROP_THEN_REJECT -> SimulatedRefillState.REJECTED;
            case REJECT_ONCE -> nth == 0 ? SimulatedRefillState.REJECTED : SimulatedRefillState.COMPLETED;
            case REFILL_STUCK -> SimulatedRefillState.IN_PROGRESS;
            case REFILL_STRANGE -> SimulatedRefillState.STRANGE;
            case DROP, HIDDEN_DROP, DROP_TWICE ->
                directives.fate().isPresent() || chance.share() < 0.9
                        ? SimulatedRefillState.COMPLETED
                        : SimulatedRefillState.REJECTED;
            case COMPLETE,
                    PARTIAL,
                    CANCEL,
                    REFUND,
                    FAIL,
                    REFUSE,
                    STUCK,
                    NEVER_STARTS,
                    SLOW,
                    FAST,
                    STRANGE,
                    CORRECTION,
                    GONE,
                    NO_CANCEL -> SimulatedRefillState.COMPLETED;
        };
    }

    private static void endPartial(List<Phase> life, long begin, long end, long quantity, long part) {
        life.add(Phase.delivering(begin, quantity, part, end));
        life.add(Phase.still(end, SimulatedOrderState.PARTIAL, part));
    }

    private static void complete(List<Phase> life, long now, long begin, long end, long quantity, SeededRandom chance) {
        if (chance.share() < 0.25) {
            life.add(Phase.still(now + (begin - now) / 2, SimulatedOrderState.PROCESSING, quantity));
        }
        life.add(Phase.delivering(begin, quantity, 0, end));
        life.add(Phase.still(end, SimulatedOrderState.COMPLETED, 0));
    }
}
