package io.ordertrail.benchmarks.strangers;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertrail.benchmarks.strangers.Bought.Buyer;
import io.ordertrail.benchmarks.strangers.Finding.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares the panels' ledgers with order-intake's tables and with what was published. */
final class LedgerComparison {

    private final OrderBook book;
    private final Published published;
    private final long now;
    private final List<Finding> findings = new ArrayList<>();
    private int answers;

    private LedgerComparison(OrderBook book, Published published, long now) {
        this.book = book;
        this.published = published;
        this.now = now;
    }

    /**
     * What came of it.
     *
     * @param answers how many answers of panels were compared with what the services made of them
     * @param sentOrders how many orders were sent to a panel at least once
     */
    record Result(int answers, int adds, int sentOrders, List<OrderBook.Doubt> doubts, List<Finding> findings) {

        long count(Kind kind) {
            return findings.stream().filter(finding -> finding.kind() == kind).count();
        }

        /** Returns the share of answers that were read as what they say. */
        double understood() {
            long not = findings.stream()
                    .filter(finding -> finding.kind().isNotUnderstood())
                    .count();
            return answers == 0 ? 1 : 1 - (double) not / answers;
        }

        /** Returns the share of doubts that ended without an operator. */
        double resolved() {
            long ended = doubts.stream().filter(OrderBook.Doubt::isResolved).count();
            return doubts.isEmpty() ? 1 : (double) ended / doubts.size();
        }

        double addsPerOrder() {
            return sentOrders == 0 ? 1 : (double) adds / sentOrders;
        }
    }

    static Result compare(
            List<StrangePanel> panels, List<ShopOrder> placed, OrderBook book, Published published, long now) {
        LedgerComparison comparison = new LedgerComparison(book, published, now);
        int adds = 0;
        int sent = 0;
        Map<String, List<ShopOrder>> byPanel = placed.stream().collect(Collectors.groupingBy(ShopOrder::panel));
        for (StrangePanel panel : panels) {
            Map<String, List<Said>> said = panel.said().stream().collect(Collectors.groupingBy(Said::link));
            adds += panel.adds();
            sent += said.size();
            Map<String, List<Bought>> bought = panel.orders().stream()
                    .filter(order -> order.buyer() == Buyer.SHOP)
                    .collect(Collectors.groupingBy(Bought::link));
            for (ShopOrder order : byPanel.getOrDefault(panel.name(), List.of())) {
                comparison.order(
                        panel,
                        order,
                        bought.getOrDefault(order.link(), List.of()),
                        said.getOrDefault(order.link(), List.of()));
            }
            comparison.services(panel);
            comparison.balance(panel);
        }
        comparison.doubts();
        return new Result(comparison.answers, adds, sent, book.doubts(), comparison.findings);
    }

    private void order(StrangePanel panel, ShopOrder order, List<Bought> bought, List<Said> said) {
        OrderBook.Row row = book.orders().get(order.reference());
        if (row == null) {
            find(Kind.LOST, panel, order, "it is not in the order book");
            return;
        }
        if (bought.size() > 1) {
            find(
                    Kind.BOUGHT_TWICE,
                    panel,
                    order,
                    "as " + bought.stream().map(Bought::id).toList() + "; the panel said " + said);
        }
        boolean inDoubt = row.state().equals("IN_DOUBT");
        if (row.state().equals("ACCEPTED")) {
            accepted(panel, order, bought, row);
        } else if (!bought.isEmpty() && !inDoubt) {
            find(
                    Kind.LOST,
                    panel,
                    order,
                    "bought as %s, but %s; the panel said %s"
                            .formatted(bought.getFirst().id(), row, said));
        } else if (row.isOpen()) {
            find(Kind.STILL_WAITING, panel, order, row + "; the panel said " + said);
        }
        answersToAdd(panel, order, row, said);
    }

    private void accepted(StrangePanel panel, ShopOrder order, List<Bought> bought, OrderBook.Row row) {
        Optional<Bought> its = bought.stream()
                .filter(one -> one.id().equals(row.panelOrderId()))
                .findFirst();
        if (its.isEmpty()) {
            find(
                    Kind.WRONG_ADOPTION,
                    panel,
                    order,
                    "accepted as %s, but it is %s"
                            .formatted(
                                    row.panelOrderId(),
                                    bought.stream().map(Bought::id).toList()));
            return;
        }
        if (its.get().at(now).isOver()) {
            status(panel, order, its.get());
            leftover(panel, order, its.get());
        }
        Boolean tried = panel.cancels().get(its.get().id());
        if (tried != null) {
            answers++;
            if (!published.cancelAsked(order.reference()).equals(Optional.of(tried))) {
                find(
                        Kind.CANCEL_NOT_UNDERSTOOD,
                        panel,
                        order,
                        "the panel said %s, published: %s".formatted(tried, published.cancelAsked(order.reference())));
            }
        }
    }

    /** Each clear answer to an add must have led where it says; one that is not clear may lead to a doubt, once. */
    private void answersToAdd(StrangePanel panel, ShopOrder order, OrderBook.Row row, List<Said> said) {
        long clear = said.stream().filter(Said::isClear).count();
        long unclear = said.size() - clear;
        long doubts = book.doubts().stream()
                .filter(doubt -> doubt.reference().equals(order.reference()))
                .count();
        answers += (int) clear;
        for (long i = 0; i < Math.min(clear, doubts - unclear); i++) {
            find(Kind.ADD_NOT_UNDERSTOOD, panel, order, "in doubt after " + said);
        }
        if (clear == 0 || doubts > unclear) {
            return;
        }
        Said last = said.getLast();
        boolean misread = last.isClear()
                && switch (row.state()) {
                    case "ACCEPTED" -> last.id() == null;
                    case "REJECTED" -> last.no() == null || last.no().says() == Phrase.Says.NOT_NOW;
                    case "WAITING" -> last.no() == null || last.no().says() == Phrase.Says.NEVER;
                    default -> false;
                };
        if (misread) {
            find(Kind.ADD_NOT_UNDERSTOOD, panel, order, "%s after %s".formatted(row.state(), said));
        }
    }

    private void status(StrangePanel panel, ShopOrder order, Bought bought) {
        answers++;
        Optional<JsonNode> last = published.status(order.reference());
        if (last.isEmpty()) {
            find(Kind.STATUS_NOT_UNDERSTOOD, panel, order, "nothing was published of " + bought.at(now));
            return;
        }
        String wrong = wrong(panel, bought, last.get());
        if (!wrong.isEmpty()) {
            find(Kind.STATUS_NOT_UNDERSTOOD, panel, order, wrong);
        }
    }

    private String wrong(StrangePanel panel, Bought bought, JsonNode event) {
        JsonNode progress = event.path("progress");
        State state = bought.at(now);
        if (!state.isPublishedAs(event.path("status").asText())) {
            return "%s, published as %s (%s)"
                    .formatted(
                            state,
                            event.path("status").asText(),
                            event.path("panelStatus").asText());
        }
        if (progress.path("startCount").asLong(-1) != bought.startCount()) {
            return "start count %d, published as %s".formatted(bought.startCount(), progress.path("startCount"));
        }
        if (progress.path("remains").asLong(-1) != panel.remainsSaid(bought, now)) {
            return "remains %d, published as %s".formatted(panel.remainsSaid(bought, now), progress.path("remains"));
        }
        BigDecimal charge = panel.chargeSaid(bought, now);
        JsonNode said = progress.path("charge").path("amount");
        return said.isMissingNode() || !isSame(charge, new BigDecimal(said.asText("0")))
                ? "charge %s, published as %s".formatted(charge, progress.path("charge"))
                : "";
    }

    private void leftover(StrangePanel panel, ShopOrder order, Bought bought) {
        Optional<JsonNode> leftover = published.leftover(order.reference());
        if (leftover.isEmpty()) {
            return;
        }
        BigDecimal total =
                new BigDecimal(leftover.get().path("total").path("amount").asText("0"));
        BigDecimal cent =
                BigDecimal.ONE.movePointLeft(panel.traits().writing().decimals().digits());
        if (total.subtract(bought.paysBack()).abs().compareTo(cent) > 0) {
            find(
                    Kind.WRONG_LEFTOVER,
                    panel,
                    order,
                    "%s of %s: the panel gave back %s, published as %s"
                            .formatted(bought.at(now), bought.charge(), bought.paysBack(), leftover.get()));
        }
    }

    private void services(StrangePanel panel) {
        answers++;
        Map<String, OrderBook.Listed> listed = new LinkedHashMap<>();
        book.services().getOrDefault(panel.name(), List.of()).forEach(one -> listed.put(one.id(), one));
        String wrong = panel.wares().all().stream()
                .filter(Ware::readable)
                .map(ware -> wrong(panel, ware, listed))
                .filter(text -> !text.isEmpty())
                .limit(3)
                .collect(Collectors.joining("; "));
        if (!wrong.isEmpty()) {
            find(Kind.SERVICES_NOT_UNDERSTOOD, panel, wrong);
        }
    }

    private static String wrong(StrangePanel panel, Ware ware, Map<String, OrderBook.Listed> listed) {
        OrderBook.Listed read = listed.get(Integer.toString(ware.id()));
        if (read == null) {
            return "service %d is not in the catalogue".formatted(ware.id());
        }
        boolean limits = ware.limits() == Ware.Limits.AS_THEY_ARE
                ? read.minimum() == ware.minimum() && read.maximum() == ware.maximum()
                : read.maximum() >= ware.maximum();
        boolean right = isSame(read.rate(), ware.rate())
                && read.currency().equals(panel.traits().writing().currency().name())
                && read.name().equals(ware.name())
                && limits
                && (!ware.flagged() || read.refill() == ware.refill());
        return right ? "" : "%s is read as %s".formatted(ware, read);
    }

    private void balance(StrangePanel panel) {
        answers++;
        BigDecimal read = book.balances().get(panel.name());
        if (read == null || panel.balancesSaid().stream().noneMatch(said -> isSame(said, read))) {
            find(Kind.BALANCE_NOT_UNDERSTOOD, panel, "%s is read as %s".formatted(panel.balancesSaid(), read));
        }
    }

    private void doubts() {
        for (OrderBook.Doubt doubt : book.doubts()) {
            if (!doubt.isResolved()) {
                findings.add(new Finding(
                        Kind.DOUBT_LEFT,
                        doubt.panel(),
                        doubt.reference(),
                        (doubt.needsOperator() ? "operator: " : "open: ") + doubt.explanation()));
            }
        }
    }

    private static boolean isSame(BigDecimal one, BigDecimal other) {
        return one.setScale(8, RoundingMode.HALF_UP).compareTo(other.setScale(8, RoundingMode.HALF_UP)) == 0;
    }

    private void find(Kind kind, StrangePanel panel, ShopOrder order, String detail) {
        findings.add(new Finding(kind, panel.name(), order.reference(), detail));
    }

    private void find(Kind kind, StrangePanel panel, String detail) {
        findings.add(new Finding(kind, panel.name(), "", Objects.requireNonNull(detail)));
    }
}
