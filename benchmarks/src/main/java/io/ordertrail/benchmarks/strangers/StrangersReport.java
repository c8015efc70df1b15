package io.ordertrail.benchmarks.strangers;

import io.ordertrail.benchmarks.Figures;
import io.ordertrail.benchmarks.strangers.Finding.Kind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a run came to, for people and as figures. */
public final class StrangersReport {

    private static final int MOST_EXAMPLES = 6;

    private final List<StrangePanel> panels;
    private final List<ShopOrder> orders;
    private final LedgerComparison.Result result;

    StrangersReport(List<StrangePanel> panels, List<ShopOrder> orders, LedgerComparison.Result result) {
        this.panels = panels;
        this.orders = orders;
        this.result = result;
    }

    /** Returns the last line. Shares are from 0 to 1. */
    public Figures figures() {
        return new Figures()
                .put("panels", panels.size())
                .put("orders", orders.size())
                .put("boughtTwice", result.count(Kind.BOUGHT_TWICE))
                .put("lost", result.count(Kind.LOST))
                .put("wrongAdoptions", result.count(Kind.WRONG_ADOPTION))
                .put("wrongLeftover", result.count(Kind.WRONG_LEFTOVER))
                .put("doubts", result.doubts().size())
                .put("resolved", result.resolved())
                .put("understood", result.understood())
                .put("addsPerOrder", result.addsPerOrder());
    }

    LedgerComparison.Result result() {
        return result;
    }

    /** Prints what went wrong, and at which kinds of panels. */
    public void print() {
        printTraits();
        Map<String, Integer> troubles = new TreeMap<>();
        panels.forEach(panel ->
                panel.troubles().forEach((trouble, count) -> troubles.merge(trouble.name(), count, Integer::sum)));
        System.out.printf("%nTroubles with add: %s%n", troubles);
        System.out.printf("Doubts: %s%n", decisions());
        Map<Kind, List<Finding>> byKind = result.findings().stream()
                .collect(Collectors.groupingBy(Finding::kind, () -> new EnumMap<>(Kind.class), Collectors.toList()));
        byKind.forEach(StrangersReport::printFindings);
        System.out.println();
    }

    private Map<String, Long> decisions() {
        return result.doubts().stream()
                .collect(Collectors.groupingBy(
                        doubt -> doubt.decision() != null
                                ? doubt.decision()
                                : doubt.needsOperator() ? "operator" : "open",
                        TreeMap::new,
                        Collectors.counting()));
    }

    private static void printFindings(Kind kind, List<Finding> findings) {
        System.out.printf("%n%s: %d%n", kind, findings.size());
        Map<String, List<Finding>> alike = findings.stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.detail().replaceAll("[0-9]+", "n"),
                        LinkedHashMap::new,
                        Collectors.toList()));
        alike.values().stream()
                .sorted((one, other) -> Integer.compare(other.size(), one.size()))
                .limit(MOST_EXAMPLES * (kind.isNotUnderstood() ? 4L : 2L))
                .forEach(group -> {
                    Finding first = group.getFirst();
                    System.out.printf(
                            "%6d  %s %s: %s%n", group.size(), first.panel(), first.reference(), first.detail());
                });
    }

    /** For each trait that has a finding, how often. */
    private void printTraits() {
        Map<String, Row> rows = new TreeMap<>();
        Map<String, StrangePanel> byName =
                panels.stream().collect(Collectors.toMap(StrangePanel::name, Function.identity()));
        for (StrangePanel panel : panels) {
            named(panel).forEach(trait -> rows.computeIfAbsent(trait, _ -> new Row()).panels++);
        }
        result.doubts()
                .forEach(doubt -> named(Objects.requireNonNull(byName.get(doubt.panel())))
                        .forEach(trait -> Objects.requireNonNull(rows.get(trait)).doubts++));
        result.findings()
                .forEach(finding -> named(Objects.requireNonNull(byName.get(finding.panel())))
                        .forEach(
                                trait -> Objects.requireNonNull(rows.get(trait)).add(finding.kind())));
        System.out.printf(
                "%n%-40s %7s %7s %7s %15s %7s%n",
                "panels that are like that", "panels", "doubts", "left", "not understood", "broken");
        rows.forEach((trait, row) -> {
            if (row.left + row.notUnderstood + row.broken > 0) {
                System.out.printf(
                        "%-40s %7d %7d %7d %15d %7d%n",
                        trait, row.panels, row.doubts, row.left, row.notUnderstood, row.broken);
            }
        });
    }

    private static List<String> named(StrangePanel panel) {
        Map<String, String> traits = new HashMap<>(panel.traits().named());
        return traits.entrySet().stream()
                .map(trait -> trait.getKey() + ": " + trait.getValue())
                .toList();
    }

    private static final class Row {
        private int panels;
        private int doubts;
        private int left;
        private int notUnderstood;
        private int broken;

        void add(Kind kind) {
            if (kind == Kind.DOUBT_LEFT || kind == Kind.STILL_WAITING) {
                left++;
            } else if (kind.isNotUnderstood()) {
                notUnderstood++;
            } else {
                broken++;
            }
        }
    }
}
