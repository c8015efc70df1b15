package io.ordertrail.simulator.lifecycle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The phases of one order, past and planned. Not thread-safe. */
public final class Timeline {

    private final List<Phase> phases = new ArrayList<>(4);

    /** @param phases at least one, in order of time */
    public Timeline(List<Phase> phases) {
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("an order's life has at least one phase");
        }
        this.phases.addAll(phases);
    }

    /** Returns the phase at a time; before the first one began, the first one. */
    public Phase at(long time) {
        for (int i = phases.size() - 1; i > 0; i--) {
            if (phases.get(i).at() <= time) {
                return phases.get(i);
            }
        }
        return phases.getFirst();
    }

    /** Replaces what was planned from that time on by these. */
    public void replaceFrom(long time, List<Phase> others) {
        phases.removeIf(phase -> phase.at() >= time && phase != phases.getFirst());
        phases.addAll(others);
    }

    /** Returns all phases, planned ones included. */
    public List<Phase> all() {
        return Collections.unmodifiableList(phases);
    }

    /** Returns the phases that began by that time. */
    public List<Phase> until(long time) {
        return phases.stream().filter(phase -> phase.at() <= time).toList();
    }
}
