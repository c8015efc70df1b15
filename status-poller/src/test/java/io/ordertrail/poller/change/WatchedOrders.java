package io.ordertrail.poller.change;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.panel.OrderAnswer.Seen;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders and answers for tests. */
final class WatchedOrders {

    static final Instant ACCEPTED = Instant.parse("2026-11-20T12:00:00Z");

    private WatchedOrders() {}

    /** A thousand, just bought. */
    static WatchedOrder bought(String panel) {
        return bought(panel, OrderKind.NORMAL, 1000L, 30);
    }

    static WatchedOrder bought(String panel, OrderKind kind, @Nullable Long quantity, int warrantyDays) {
        return bought(panel, kind, quantity, quantity, null, warrantyDays);
    }

    /** Ten runs of a hundred, for that together. */
    static WatchedOrder dripFeed(Money cost) {
        return bought("smmnew", OrderKind.DRIP_FEED, 1000L, 100L, cost, 30);
    }

    /** Bought for that, by the panel's list. */
    static WatchedOrder boughtFor(@Nullable Money cost, @Nullable Long quantity) {
        return bought("promosmm", OrderKind.NORMAL, quantity, quantity, cost, 30);
    }

    private static WatchedOrder bought(
            String panel,
            OrderKind kind,
            @Nullable Long quantity,
            @Nullable Long runQuantity,
            @Nullable Money cost,
            int warrantyDays) {
        OrderRef ref = new OrderRef(
                new OrderId(7),
                new ShopId("shop"),
                new Reference("r7"),
                new PanelName(panel),
                PanelOrderId.of(23501),
                new ServiceId("101"),
                List.of(),
                null);
        return WatchedOrder.fresh(new OrderTerms(
                ref, 0, 2, PanelOrderId.of(23501), kind, quantity, runQuantity, cost, ACCEPTED, warrantyDays, null));
    }

    static Seen seen(OrderStatus status, @Nullable Long remains) {
        return seen(status, status.name(), remains, "1.50");
    }

    static Seen seen(OrderStatus status, String word, @Nullable Long remains, @Nullable String charge) {
        return new Seen(status, word, 3572L, remains, charge == null ? null : Money.of(charge, "USD"), List.of());
    }

    static Seen parent(OrderStatus status, long... children) {
        List<PanelOrderId> ids =
                java.util.Arrays.stream(children).mapToObj(PanelOrderId::of).toList();
        return new Seen(status, status.name(), null, null, null, ids);
    }
}
