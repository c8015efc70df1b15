package io.ordertrail.benchmarks.soak;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.ordertrail.benchmarks.soak.Violation.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What must hold at the end of a soak, checked against the ledger, the order tables and the topics. Deterministic; an
 * empty list is a run that kept the promises.
 */
final class Invariants {

    private Invariants() {}

    /**
     * I1, I2 and I3.
     *
     * @param requested the links of all orders that were placed
     */
    static List<Violation> ofOrders(
            Collection<String> requested, Collection<BookedOrder> book, Collection<SoakLedgerOrder> ledger) {
        Map<String, BookedOrder> booked = book.stream().collect(toMap(BookedOrder::link, order -> order));
        Map<String, List<SoakLedgerOrder>> bought =
                ledger.stream().filter(order -> !order.isRun()).collect(groupingBy(SoakLedgerOrder::link));
        List<Violation> violations = new ArrayList<>();
        for (String link : requested) {
            List<SoakLedgerOrder> taken = bought.getOrDefault(link, List.of());
            if (taken.size() > 1) {
                violations.add(new Violation(Rule.BOUGHT_TWICE, link + " is in the ledger as " + taken));
            }
            BookedOrder order = booked.get(link);
            if (order == null) {
                violations.add(new Violation(Rule.LOST, link + " was placed and is not in the table of orders"));
            } else {
                violations.addAll(ofOrder(order, taken));
            }
        }
        return violations;
    }

    private static List<Violation> ofOrder(BookedOrder order, List<SoakLedgerOrder> taken) {
        return switch (order.disposition()) {
            case ACCEPTED -> ofAccepted(order, taken);
            case REJECTED ->
                taken.isEmpty()
                        ? List.of()
                        : List.of(new Violation(Rule.REJECTED_THOUGH_BOUGHT, order + " but the ledger has " + taken));
            case IN_DOUBT -> List.of();
            case OPEN ->
                List.of(
                        taken.isEmpty()
                                ? new Violation(Rule.LOST, order + " came to no end")
                                : new Violation(Rule.BOUGHT_AND_FORGOTTEN, order + " but the ledger has " + taken));
        };
    }

    private static List<Violation> ofAccepted(BookedOrder order, List<SoakLedgerOrder> taken) {
        Optional<SoakLedgerOrder> bought =
                taken.stream().filter(entry -> isThatOrder(entry, order)).findAny();
        if (bought.isEmpty()) {
            return List.of(new Violation(Rule.WRONG_ADOPTION, order + " but the ledger has " + taken));
        }
        boolean sameCharge = order.charge() == null
                ? !order.priced()
                : order.charge().compareTo(bought.get().charge()) == 0;
        return sameCharge
                ? List.of()
                : List.of(new Violation(Rule.WRONG_CHARGE, order + " but the ledger has " + taken));
    }

    private static boolean isThatOrder(SoakLedgerOrder entry, BookedOrder order) {
        return entry.panel().equals(order.panel()) && Objects.equals(entry.panelOrderId(), order.panelOrderId());
    }

    /**
     * A stored cancel holds: what was canceled before it was bought is never bought, and what was canceled while it was
     * at the panel or in doubt is not submitted again.
     *
     * @param canceledBefore the links of orders whose cancel was published before them
     * @param submissions the number of the submission during or after which a cancel was stored, by link
     */
    static List<Violation> ofCancels(
            Collection<String> canceledBefore,
            Map<String, Long> submissions,
            Collection<BookedOrder> book,
            Collection<SoakLedgerOrder> ledger) {
        List<Violation> violations = new ArrayList<>();
        ledger.stream()
                .filter(bought -> !bought.isRun() && canceledBefore.contains(bought.link()))
                .map(bought -> new Violation(Rule.SUBMITTED_AFTER_CANCEL, "canceled before it was placed: " + bought))
                .forEach(violations::add);
        for (BookedOrder order : book) {
            Long submission = submissions.get(order.link());
            if (submission != null && order.submission() > submission) {
                violations.add(new Violation(
                        Rule.SUBMITTED_AFTER_CANCEL,
                        "canceled during submission %d, but %s".formatted(submission, order)));
            }
        }
        return violations;
    }

    /** I7: the soak's orders drop at most once, so none is refilled more than once. */
    static List<Violation> ofRefills(Collection<SoakLedgerOrder> ledger) {
        return ledger.stream()
                .filter(order -> order.refills() > 1)
                .map(order -> new Violation(Rule.REFILLED_TWICE, order.toString()))
                .toList();
    }

    /** I5: per order and topic the revisions count up by one; a repeat of an earlier one has the same event id. */
    static List<Violation> ofTopics(Iterable<PublishedEvent> published) {
        Map<String, Long> last = new HashMap<>();
        Map<String, String> idOfRevision = new LinkedHashMap<>();
        List<Violation> violations = new ArrayList<>();
        for (PublishedEvent event : published) {
            String series = event.topic() + "/" + event.orderId();
            long before = last.getOrDefault(series, 0L);
            if (event.revision() == before + 1) {
                last.put(series, event.revision());
            } else if (event.revision() > before) {
                violations.add(new Violation(
                        Rule.REVISION_GAP, "%s went from revision %d to %s".formatted(series, before, event)));
                last.put(series, event.revision());
            }
            String identity = event.eventId() + " " + event.type();
            String other = idOfRevision.putIfAbsent(series + "/" + event.revision(), identity);
            if (other != null && !other.equals(identity)) {
                violations.add(new Violation(Rule.REVISION_REUSED, event + " was published before as " + other));
            }
        }
        return violations;
    }
}
