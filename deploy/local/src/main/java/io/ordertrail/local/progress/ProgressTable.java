package io.ordertrail.local.progress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The table, as lines of text.
 *
 * @param checks by panel, how many orders were looked at; from status-poller's metrics
 * @param webhooks by panel, how many arrived
 * @param summary what stands below the table
 */
public record ProgressTable(
        List<OrderProgress> orders, Map<String, Long> checks, Map<String, Long> webhooks, List<String> summary) {

    private static final int WIDTH = 10;

    /** The table, head first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(row("panel", heads()));
        Set<String> panels = new TreeSet<>(checks.keySet());
        orders.forEach(order -> panels.add(order.order().panel().value()));
        panels.forEach(panel -> lines.add(row(panel, numbers(of(panel), List.of(panel)))));
        lines.add(row("all", numbers(orders, panels)));
        lines.addAll(summary);
        return lines;
    }

    /** One line, for where there is no terminal. */
    public String oneLine() {
        Map<Stage, Long> stages = orders.stream()
                .collect(Collectors.groupingBy(
                        OrderProgress::stage, () -> new java.util.EnumMap<>(Stage.class), Collectors.counting()));
        String states = stages.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().title())
                .collect(Collectors.joining(", "));
        return "%d orders (%s), %d checks, %d refills, %d webhooks%s"
                .formatted(
                        orders.size(),
                        states.isEmpty() ? "none yet" : states,
                        sum(checks),
                        orders.stream().mapToInt(OrderProgress::refills).sum(),
                        sum(webhooks),
                        summary.isEmpty() ? "" : ", " + summary.getFirst());
    }

    private static List<String> heads() {
        List<String> heads = new ArrayList<>(List.of("orders"));
        for (Stage stage : Stage.values()) {
            heads.add(stage.title());
        }
        heads.addAll(List.of("refills", "checks", "webhooks"));
        return heads;
    }

    private List<String> numbers(List<OrderProgress> some, java.util.Collection<String> panels) {
        Map<Stage, Long> stages = new LinkedHashMap<>();
        some.forEach(order -> stages.merge(order.stage(), 1L, Long::sum));
        List<Long> numbers = new ArrayList<>(List.of((long) some.size()));
        for (Stage stage : Stage.values()) {
            numbers.add(stages.getOrDefault(stage, 0L));
        }
        numbers.add((long) some.stream().mapToInt(OrderProgress::refills).sum());
        numbers.add(panels.stream()
                .mapToLong(panel -> checks.getOrDefault(panel, 0L))
                .sum());
        numbers.add(panels.stream()
                .mapToLong(panel -> webhooks.getOrDefault(panel, 0L))
                .sum());
        return numbers.stream()
                .map(number -> number == 0 ? "·" : Long.toString(number))
                .toList();
    }

    private List<OrderProgress> of(String panel) {
        return orders.stream()
                .filter(order -> order.order().panel().value().equals(panel))
                .sorted(Comparator.comparing(order -> order.order().id().value()))
                .toList();
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String row(String name, List<String> cells) {
        StringBuilder row = new StringBuilder("%-10s".formatted(name));
        cells.forEach(cell -> row.append(("%" + WIDTH + "s").formatted(cell)));
        return row.toString();
    }
}
