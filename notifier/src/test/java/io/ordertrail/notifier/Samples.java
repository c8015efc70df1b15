package io.ordertrail.notifier;

import static io.ordertrail.notifier.Events.NOON;
import static io.ordertrail.notifier.Events.anOrder;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.Event;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.NotificationEvent.DeliveryDead;
import io.ordertrail.events.NotificationEvent.EndpointDisabled;
import io.ordertrail.events.OperationsEvent.BalanceLow;
import io.ordertrail.events.OperationsEvent.BalanceRestored;
import io.ordertrail.events.OperationsEvent.BuyingResumed;
import io.ordertrail.events.OperationsEvent.BuyingStopped;
import io.ordertrail.events.OperationsEvent.DeadLetterKept;
import io.ordertrail.events.OperationsEvent.FundsShort;
import io.ordertrail.events.OperationsEvent.PanelDown;
import io.ordertrail.events.OperationsEvent.PanelUp;
import io.ordertrail.events.OperationsEvent.ServiceBack;
import io.ordertrail.events.OperationsEvent.ServiceGone;
import io.ordertrail.events.OperationsEvent.ServiceLimitsChanged;
import io.ordertrail.events.OperationsEvent.ServicePriceChanged;
import io.ordertrail.events.OrderRef;
import io.ordertrail.events.RefillEvent.Drop;
import io.ordertrail.events.RefillEvent.DropEvidence;
import io.ordertrail.events.RefillEvent.DropFound;
import io.ordertrail.events.RefillEvent.NeedsOperator;
import io.ordertrail.events.RefillEvent.RefillClosed;
import io.ordertrail.events.RefillEvent.RefillCompleted;
import io.ordertrail.events.RefillEvent.RefillInDoubt;
import io.ordertrail.events.RefillEvent.RefillRefused;
import io.ordertrail.events.RefillEvent.RefillRejected;
import io.ordertrail.events.RefillEvent.RefillRequested;
import io.ordertrail.events.RefillEvent.RefusalReason;
import io.ordertrail.events.RefillEvent.TicketOpened;
import io.ordertrail.events.StatusEvent.ChildFound;
import io.ordertrail.events.StatusEvent.Leftover;
import io.ordertrail.events.StatusEvent.OrderDenied;
import io.ordertrail.events.StatusEvent.OrderProgressed;
import io.ordertrail.events.StatusEvent.OrderStuck;
import io.ordertrail.events.StatusEvent.Progress;
import io.ordertrail.events.StatusEvent.StatusChanged;
import io.ordertrail.events.SubmissionEvent.CancelAsked;
import io.ordertrail.events.SubmissionEvent.CancelRefused;
import io.ordertrail.events.SubmissionEvent.OrderAccepted;
import io.ordertrail.events.SubmissionEvent.OrderInDoubt;
import io.ordertrail.events.SubmissionEvent.OrderKind;
import io.ordertrail.events.SubmissionEvent.OrderReceived;
import io.ordertrail.events.SubmissionEvent.OrderRejected;
import io.ordertrail.events.SubmissionEvent.OrderWaiting;
import io.ordertrail.events.SubmissionEvent.OrderWithdrawn;
import io.ordertrail.events.SubmissionEvent.RefillAsked;
import io.ordertrail.events.SubmissionEvent.RejectionReason;
import io.ordertrail.events.SubmissionEvent.RequestConflict;
import io.ordertrail.events.SubmissionEvent.ServiceTerms;
import io.ordertrail.events.SubmissionEvent.WaitReason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One event of every type, and of every status that has a mail of its own. */
public final class Samples {

    private static final OrderRef ORDER = anOrder("acme", 4711).tagged("vip").ref();
    private static final Instant EARLIER = NOON.minusSeconds(7200);
    private static final OrderContent CONTENT = OrderContent.of(new ServiceId("1"), "https://social.example/p/1", 1000);
    private static final Progress PROGRESS = new Progress(3572L, 157L, Money.of("0.27819", "USD"));
    private static final PanelName PANEL = new PanelName("smmnew");
    private static final ServiceId SERVICE = new ServiceId("1");
    private static final ShopId SHOP = new ShopId("acme");

    private Samples() {}

    /** An order that was rejected with that message. */
    public static OrderRejected rejected(String message) {
        return new OrderRejected(ORDER, 2, NOON, RejectionReason.QUANTITY_OUT_OF_RANGE, message);
    }

    /** All of them. */
    public static List<Event> everyEvent() {
        return List.of(
                new OrderReceived(ORDER, 1, NOON, CONTENT),
                rejected("quantity must be between 100 and 50000 for service 1, but is 10"),
                new OrderWaiting(ORDER, 2, NOON, WaitReason.FUNDS, "the balance at smmnew is too low", later()),
                new OrderInDoubt(ORDER, 2, NOON, EARLIER, "no answer within 15 s after the request was sent"),
                new OrderAccepted(
                        ORDER,
                        2,
                        NOON,
                        CONTENT,
                        OrderKind.NORMAL,
                        new ServiceTerms("Followers, 30 days refill", "Default", Money.of("0.90", "USD"), true, true),
                        Money.of("0.27819", "USD")),
                new OrderWithdrawn(ORDER, 3, NOON),
                new CancelAsked(ORDER, 3, NOON, "cancel 1"),
                new CancelRefused(ORDER, 3, NOON, "smmnew has no cancel for this service."),
                new RefillAsked(ORDER, 3, NOON),
                new RequestConflict(ORDER, 3, NOON, "quantity is 2000 in place of 1000"),
                status(OrderStatus.IN_PROGRESS, null),
                status(OrderStatus.COMPLETED, null),
                status(OrderStatus.PARTIAL, "0.04"),
                status(OrderStatus.CANCELED, "0.27819"),
                status(OrderStatus.FAILED, null),
                new OrderProgressed(ORDER, 4, NOON, OrderStatus.IN_PROGRESS, PROGRESS, null, null),
                new OrderDenied(ORDER, 4, NOON, EARLIER, "Incorrect order ID", null),
                new OrderStuck(ORDER, 4, NOON, EARLIER, new TicketId("991")),
                new ChildFound(ORDER, 4, NOON, new PanelOrderId("23777")),
                new DropFound(ORDER, 1, NOON, new Drop(DropEvidence.REMAINS, 120L, "remains rose from 0 to 120")),
                new RefillRefused(
                        ORDER, 2, NOON, RefusalReason.WARRANTY_OVER, "The warranty of 30 days ended on 2026-11-01."),
                new RefillRequested(ORDER, 2, NOON, new RefillId("881"), 2),
                new RefillInDoubt(ORDER, 2, NOON, EARLIER, "the connection was closed after the request was sent"),
                new RefillCompleted(ORDER, 3, NOON, new RefillId("881")),
                new RefillRejected(ORDER, 3, NOON, new RefillId("881"), "Rejected", later()),
                new RefillClosed(ORDER, 4, NOON, new RefillId("881"), "The panel has not settled it in 14 days."),
                new TicketOpened(ORDER, 4, NOON, new TicketId("991"), "Refill of order 23501"),
                new NeedsOperator(ORDER, 5, NOON, "The refill was rejected three times, and the desk did not answer."),
                new EndpointDisabled(
                        SHOP,
                        "sub_01kaf3h5x2",
                        "https://shop.example/hook",
                        "it has failed for 5 days; the last answer was 500: Internal Server Error",
                        EARLIER,
                        NOON),
                new DeliveryDead(
                        SHOP, "sub_01kaf3h5x2", "dlv_12", "no success in 8 attempts; the last answer was 500", NOON),
                new PanelDown(PANEL, "no connection within 5 s", NOON),
                new PanelUp(PANEL, NOON),
                new BalanceLow(PANEL, Money.of("4.10", "USD"), Money.of("20", "USD"), NOON),
                new BalanceRestored(PANEL, Money.of("104.10", "USD"), NOON),
                new FundsShort(PANEL, 17, NOON),
                new BuyingStopped(PANEL, "The price list of smmnew is wrong.", "operator", NOON),
                new BuyingResumed(null, "operator", NOON),
                new ServicePriceChanged(
                        PANEL, SERVICE, "Followers", Money.of("0.90", "USD"), Money.of("1.20", "USD"), NOON),
                new ServiceGone(PANEL, SERVICE, "Followers", NOON),
                new ServiceBack(PANEL, SERVICE, "Followers", NOON),
                new ServiceLimitsChanged(PANEL, SERVICE, "Followers", 100, 50000, 500, 20000, NOON),
                new DeadLetterKept(12, "orders.requests", "order-intake", "A-1", "The value is no JSON.", NOON));
    }

    /** The envelope that its service gives it. */
    public static CloudEvent<? extends Event> envelope(Event event) {
        return event instanceof LifecycleEvent lifecycle
                ? Events.envelope(lifecycle)
                : new CloudEvent<>("sample/" + event.type(), "/ordertrail/order-intake", null, NOON, null, event);
    }

    private static StatusChanged status(OrderStatus status, @Nullable String leftover) {
        Money left = leftover == null ? null : Money.of(leftover, "USD");
        return new StatusChanged(
                ORDER,
                4,
                NOON,
                status,
                OrderStatus.PENDING,
                status.name().charAt(0)
                        + status.name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' '),
                status == OrderStatus.COMPLETED ? new Progress(3572L, 0L, Money.of("0.27819", "USD")) : PROGRESS,
                left == null ? null : new Leftover(left, left),
                null);
    }

    private static Instant later() {
        return NOON.plusSeconds(86400);
    }
}
