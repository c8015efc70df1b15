package io.ordertrail.notifier.mail;

import io.ordertrail.events.Event;
import io.ordertrail.events.KeyEvent;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.events.Measurement;
import io.ordertrail.events.NotificationEvent;
import io.ordertrail.events.OperationsEvent;
import io.ordertrail.events.RefillEvent;
import io.ordertrail.events.ShopRequest;
import io.ordertrail.events.StatusEvent;
import io.ordertrail.events.SubmissionEvent;
import java.util.Locale;

/** The kinds of mails; each has a template of its name in lower case with hyphens. */
enum MailTemplateName {
    ORDER_RECEIVED,
    ORDER_ACCEPTED,
    ORDER_REJECTED,
    ORDER_WAITING,
    ORDER_IN_DOUBT,
    ORDER_WITHDRAWN,
    CANCEL_ASKED,
    CANCEL_REFUSED,
    REFILL_ASKED,
    REQUEST_CONFLICT,
    ORDER_STATUS,
    ORDER_COMPLETED,
    ORDER_PARTIAL,
    ORDER_CANCELED,
    ORDER_FAILED,
    ORDER_PROGRESSED,
    ORDER_DENIED,
    ORDER_STUCK,
    CHILD_FOUND,
    DROP_FOUND,
    REFILL_REFUSED,
    REFILL_REQUESTED,
    REFILL_IN_DOUBT,
    REFILL_COMPLETED,
    REFILL_REJECTED,
    REFILL_CLOSED,
    TICKET_OPENED,
    NEEDS_OPERATOR,
    ENDPOINT_DISABLED,
    DELIVERY_DEAD,
    PANEL_DOWN,
    PANEL_UP,
    BALANCE_LOW,
    BALANCE_RESTORED,
    FUNDS_SHORT,
    BUYING_STOPPED,
    BUYING_RESUMED,
    SERVICE_CHANGED,
    DEAD_LETTER,
    TEST,
    DIGEST;

    String template() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static MailTemplateName of(Event event) {
        return switch (event) {
            case LifecycleEvent lifecycle -> of(lifecycle);
            case NotificationEvent.EndpointDisabled _ -> ENDPOINT_DISABLED;
            case NotificationEvent.DeliveryDead _ -> DELIVERY_DEAD;
            case OperationsEvent operations -> of(operations);
            case NotificationEvent.DeliveriesEnded _, KeyEvent _, ShopRequest _, Measurement _ ->
                throw new IllegalArgumentException("nobody is notified of it: " + event.type());
        };
    }

    private static MailTemplateName of(LifecycleEvent event) {
        return switch (event) {
            case SubmissionEvent.OrderReceived _ -> ORDER_RECEIVED;
            case SubmissionEvent.OrderAccepted _ -> ORDER_ACCEPTED;
            case SubmissionEvent.OrderRejected _ -> ORDER_REJECTED;
            case SubmissionEvent.OrderWaiting _ -> ORDER_WAITING;
            case SubmissionEvent.OrderInDoubt _ -> ORDER_IN_DOUBT;
            case SubmissionEvent.OrderWithdrawn _ -> ORDER_WITHDRAWN;
            case SubmissionEvent.CancelAsked _ -> CANCEL_ASKED;
            case SubmissionEvent.CancelRefused _ -> CANCEL_REFUSED;
            case SubmissionEvent.RefillAsked _ -> REFILL_ASKED;
            case SubmissionEvent.RequestConflict _ -> REQUEST_CONFLICT;
            case StatusEvent.StatusChanged changed -> of(changed);
            case StatusEvent.OrderProgressed _ -> ORDER_PROGRESSED;
            case StatusEvent.OrderDenied _ -> ORDER_DENIED;
            case StatusEvent.OrderStuck _ -> ORDER_STUCK;
            case StatusEvent.ChildFound _ -> CHILD_FOUND;
            case RefillEvent.DropFound _ -> DROP_FOUND;
            case RefillEvent.RefillRefused _ -> REFILL_REFUSED;
            case RefillEvent.RefillRequested _ -> REFILL_REQUESTED;
            case RefillEvent.RefillInDoubt _ -> REFILL_IN_DOUBT;
            case RefillEvent.RefillCompleted _ -> REFILL_COMPLETED;
            case RefillEvent.RefillRejected _ -> REFILL_REJECTED;
            case RefillEvent.RefillClosed _ -> REFILL_CLOSED;
            case RefillEvent.TicketOpened _ -> TICKET_OPENED;
            case RefillEvent.NeedsOperator _ -> NEEDS_OPERATOR;
        };
    }

    private static MailTemplateName of(StatusEvent.StatusChanged changed) {
        return switch (changed.status()) {
            case COMPLETED -> ORDER_COMPLETED;
            case PARTIAL -> ORDER_PARTIAL;
            case CANCELED, REFUNDED -> ORDER_CANCELED;
            case FAILED -> ORDER_FAILED;
            case PENDING, IN_PROGRESS, PROCESSING, ON_HOLD, ACTIVE, REFILLING, EXPIRED, UNKNOWN -> ORDER_STATUS;
        };
    }

    private static MailTemplateName of(OperationsEvent event) {
        return switch (event) {
            case OperationsEvent.PanelDown _ -> PANEL_DOWN;
            case OperationsEvent.PanelUp _ -> PANEL_UP;
            case OperationsEvent.BalanceLow _ -> BALANCE_LOW;
            case OperationsEvent.BalanceRestored _ -> BALANCE_RESTORED;
            case OperationsEvent.FundsShort _ -> FUNDS_SHORT;
            case OperationsEvent.BuyingStopped _ -> BUYING_STOPPED;
            case OperationsEvent.BuyingResumed _ -> BUYING_RESUMED;
            case OperationsEvent.DeadLetterKept _ -> DEAD_LETTER;
            case OperationsEvent.ServicePriceChanged _,
                    OperationsEvent.ServiceGone _,
                    OperationsEvent.ServiceBack _,
                    OperationsEvent.ServiceLimitsChanged _ -> SERVICE_CHANGED;
        };
    }
}
