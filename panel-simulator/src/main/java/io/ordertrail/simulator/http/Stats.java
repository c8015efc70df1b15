package io.ordertrail.simulator.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** How often what was called, and spoilt. Thread-safe. */
public final class Stats {

    /** {@code fault} is empty for calls that were answered as they should be. */
    record Key(String panel, String action, String fault) {}

    private final ConcurrentMap<Key, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String panel, String action, String fault) {
        counts.computeIfAbsent(new Key(panel, action, fault), key -> new LongAdder())
                .increment();
    }

    /** Calls of an action at a panel, spoilt ones too. */
    public long calls(String panel, String action) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().panel().equals(panel)
                        && entry.getKey().action().equals(action))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    /** Calls by panel, action and fault; the fault is "none" where there was none. */
    public Map<String, Map<String, Map<String, Long>>> all() {
        Map<String, Map<String, Map<String, Long>>> all = new TreeMap<>();
        counts.forEach((key, count) -> all.computeIfAbsent(key.panel(), panel -> new TreeMap<>())
                .computeIfAbsent(key.action(), action -> new TreeMap<>())
                .put(key.fault().isEmpty() ? "none" : key.fault(), count.sum()));
        return all;
    }
}
