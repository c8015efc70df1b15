package io.ordertrail.simulator.fault;

import io.ordertrail.simulator.lifecycle.SeededRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The faults that are active. The first one that matches a call is injected. Thread-safe. */
public final class Faults {

    private final long seed;
    private final Map<Integer, Rule> rules = new LinkedHashMap<>();
    private int lastId;

    /** A fault, and how often it matched and was injected. */
    private static final class Rule {
        private final Fault fault;
        private long chances;
        private int hits;

        private Rule(Fault fault) {
            this.fault = fault;
        }
    }

    /** The same seed, faults and calls give the same injections. */
    public Faults(long seed) {
        this.seed = seed;
    }

    /** Activates a fault. Returns its id. */
    public synchronized int add(Fault fault) {
        lastId++;
        rules.put(lastId, new Rule(fault));
        return lastId;
    }

    /** Deactivates a fault. Returns whether there was one. */
    public synchronized boolean remove(int id) {
        return rules.remove(id) != null;
    }

    /** Deactivates all faults. */
    public synchronized void clear() {
        rules.clear();
    }

    /** Returns the active faults by id, without those that have reached their count. */
    public synchronized Map<Integer, Fault> all() {
        Map<Integer, Fault> faults = new LinkedHashMap<>();
        rules.forEach((id, rule) -> faults.put(id, rule.fault));
        return Collections.unmodifiableMap(faults);
    }

    /** Returns the fault to inject into this call, if there is one. */
    public synchronized Optional<Fault> next(String panel, String action, Optional<String> link) {
        for (Map.Entry<Integer, Rule> entry : rules.entrySet()) {
            Rule rule = entry.getValue();
            if (rule.fault.fits(panel, action, link) && hits(entry.getKey(), rule)) {
                rule.hits++;
                if (rule.hits == rule.fault.count()) {
                    rules.remove(entry.getKey());
                }
                return Optional.of(rule.fault);
            }
        }
        return Optional.empty();
    }

    private boolean hits(int id, Rule rule) {
        rule.chances++;
        return rule.fault.probability() == 1
                || SeededRandom.of(seed, "fault", Integer.toString(id), Long.toString(rule.chances))
                                .share()
                        < rule.fault.probability();
    }
}
