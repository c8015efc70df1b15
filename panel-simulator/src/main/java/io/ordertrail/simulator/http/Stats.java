package io.ordertrail.simulator.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls and injected faults. Thread-safe. */
public final class Stats {

    /** Counts a call; {@code fault} is empty if none was injected. */
    record Key(String panel, String action, String fault) {}

    private final ConcurrentMap<Key, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String panel, String action, String fault) {
        counts.computeIfAbsent(new Key(panel, action, fault), key -> new LongAdder())
                .increment();
    }

    /** Returns how often an action of a panel was called, with or without a fault. */
    public long calls(String panel, String action) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().panel().equals(panel)
                        && entry.getKey().action().equals(action))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    /** Returns the calls by panel, action and fault; the fault is "none" if none was injected. */
    public Map<String, Map<String, Map<String, Long>>> all() {
        Map<String, Map<String, Map<String, Long>>> all = new TreeMap<>();
        counts.forEach((key, count) -> all.computeIfAbsent(key.panel(), panel -> new TreeMap<>())
                .computeIfAbsent(key.action(), action -> new TreeMap<>())
                .put(key.fault().isEmpty() ? "none" : key.fault(), count.sum()));
        return all;
    }
}
