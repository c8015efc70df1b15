package io.ordertrail.local.progress;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.LifecycleEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What became of all orders, by the events. One thread feeds it, another asks it. */
public final class Progress {

    private final Map<OrderId, OrderProgress> orders = new LinkedHashMap<>();
    private final Map<ReceivedEvent, String> published = new LinkedHashMap<>();
    private final Set<ReceivedEvent> mailed = new HashSet<>();

    /** The next event; a repeat changes nothing. */
    public synchronized void apply(LifecycleEvent event) {
        if (published.put(ReceivedEvent.of(event), event.order().panel().value()) != null) {
            return;
        }
        OrderId id = event.order().id();
        orders.put(id, orders.getOrDefault(id, OrderProgress.of(event.order())).after(event));
        if (MailedTypes.matches(event)) {
            mailed.add(ReceivedEvent.of(event));
        }
    }

    /** All orders seen. */
    public synchronized List<OrderProgress> orders() {
        return List.copyOf(orders.values());
    }

    /** How many events were published that a mail is due for. */
    public synchronized int mailsDue() {
        return mailed.size();
    }

    /** By panel, how many of the notices received belong to its orders. */
    public synchronized Map<String, Long> byPanel(Collection<ReceivedEvent> received) {
        return received.stream()
                .filter(published::containsKey)
                .collect(Collectors.groupingBy(published::get, Collectors.counting()));
    }

    /**
     * What is missing until all is settled and delivered; empty when nothing is.
     *
     * @param received what the webhook receiver has
     * @param mails how many mails the mail catcher has
     */
    public synchronized List<String> missing(
            ShopId shop, Collection<ExpectedOrder> expected, Collection<ReceivedEvent> received, int mails) {
        List<String> missing = new ArrayList<>();
        Map<Reference, OrderProgress> byReference = orders.values().stream()
                .filter(order -> order.order().source().equals(shop))
                .collect(Collectors.toMap(order -> order.order().reference(), order -> order, (a, b) -> b));
        expected.forEach(each -> missing.addAll(missing(each, byReference.get(each.reference()))));
        long undelivered = published.keySet().stream()
                .filter(notice -> !received.contains(notice))
                .count();
        if (undelivered > 0) {
            missing.add(undelivered + " webhooks of " + published.size() + " have not arrived");
        }
        if (mails < mailed.size()) {
            missing.add((mailed.size() - mails) + " mails of " + mailed.size() + " have not arrived");
        }
        return missing;
    }

    private static List<String> missing(
            ExpectedOrder expected, @org.jspecify.annotations.Nullable OrderProgress order) {
        if (order == null) {
            return List.of(expected.reference() + " was not taken by order-intake");
        }
        if (!order.settled()) {
            return List.of("%s at %s is %s%s"
                    .formatted(
                            expected.reference(),
                            order.order().panel(),
                            order.stage().title(),
                            order.refillOpen() ? ", its refill is open" : ""));
        }
        boolean bought = order.stage() != Stage.REJECTED && order.stage() != Stage.CANCELED;
        return expected.refill() && bought && !order.refillSettled()
                ? List.of("%s at %s will drop, and was not refilled"
                        .formatted(expected.reference(), order.order().panel()))
                : List.of();
    }
}
