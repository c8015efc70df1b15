package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderContent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From a shop's request to an order bought at a panel; written by order-intake on {@link Topics#SUBMISSIONS}. */
public sealed interface SubmissionEvent extends LifecycleEvent {

    /** Stored and found fit to be bought. */
    @EventType("order.received")
    record OrderReceived(OrderRef order, long revision, Instant observedAt, OrderContent content)
            implements SubmissionEvent {}

    /** Not bought, and will not be: by our check, the panel's refusal, a limit of waiting, or an operator. */
    @EventType("order.rejected")
    record OrderRejected(OrderRef order, long revision, Instant observedAt, RejectionReason reason, String message)
            implements SubmissionEvent {}

    /**
     * Not bought yet, for a reason that passes.
     *
     * @param until when it is tried again; with {@link WaitReason#BUYING_STOPPED}, when it is rejected at the latest
     */
    @EventType("order.waiting")
    record OrderWaiting(
            OrderRef order, long revision, Instant observedAt, WaitReason reason, String message, Instant until)
            implements SubmissionEvent {}

    /**
     * The panel may have taken it: being looked into, and never submitted again meanwhile.
     *
     * @param evidence what came back, in words, without secrets
     */
    @EventType("order.in-doubt")
    record OrderInDoubt(OrderRef order, long revision, Instant observedAt, Instant requestedAt, String evidence)
            implements SubmissionEvent {}

    /**
     * Bought: {@code order.panelOrderId} is set from here on. This is what status-poller and refill-manager take up.
     *
     * @param terms the service's terms when it was bought
     * @param charge what the panel charged, where it is known already
     */
    @EventType("order.accepted")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OrderAccepted(
            OrderRef order,
            long revision,
            Instant observedAt,
            OrderContent content,
            OrderKind kind,
            ServiceTerms terms,
            @Nullable Money charge)
            implements SubmissionEvent {}

    /** Canceled before it was bought: the panel does not have it. */
    @EventType("order.withdrawn")
    record OrderWithdrawn(OrderRef order, long revision, Instant observedAt) implements SubmissionEvent {}

    /** The panel said that it would try to cancel it. Only its status says whether it is canceled. */
    @EventType("order.cancel-asked")
    record CancelAsked(OrderRef order, long revision, Instant observedAt, String answer) implements SubmissionEvent {}

    /** It is not canceled: the panel refused, has no cancel or gave no definite answer to several calls, or the order is over. */
    @EventType("order.cancel-refused")
    record CancelRefused(OrderRef order, long revision, Instant observedAt, String message)
            implements SubmissionEvent {}

    /** The shop asks for a refill; refill-manager decides. */
    @EventType("order.refill-asked")
    record RefillAsked(OrderRef order, long revision, Instant observedAt) implements SubmissionEvent {}

    /** A request of a known identity with other content; the first one stands, this one changes nothing. */
    @EventType("order.conflict")
    record RequestConflict(OrderRef order, long revision, Instant observedAt, String message)
            implements SubmissionEvent {}

    /** Why an order was not bought. */
    enum RejectionReason {
        /** No such panel in the configuration. */
        UNKNOWN_PANEL,
        /** The panel does not sell this service, or no longer. */
        UNKNOWN_SERVICE,
        /** Outside the service's minimum and maximum. */
        QUANTITY_OUT_OF_RANGE,
        /** A parameter that the service's type needs is missing or malformed. */
        BAD_PARAMETERS,
        /** The panel refused it for good; its words are in the message. */
        REFUSED_BY_PANEL,
        /** It waited for what passes longer than the limit. */
        WAITED_TOO_LONG,
        /** An operator decided so. */
        BY_OPERATOR
    }

    /** What an order waits for. */
    enum WaitReason {
        /** The panel's balance is too low. */
        FUNDS,
        /** An order on the same link is still active at the panel. */
        ACTIVE_LINK,
        /** The panel limits our rate. */
        RATE_LIMIT,
        /** The panel cannot be reached. */
        PANEL_DOWN,
        /** It was in doubt, and it is proven or decided that the panel never took it: it is submitted again. */
        RESUBMISSION,
        /** An operator has stopped buying, at its panel or at all. */
        BUYING_STOPPED
    }

    /** How the panel keeps the order, which decides how its status is asked for. */
    enum OrderKind {
        NORMAL,
        /** A parent with children that are orders of their own; asked for with {@code type=dripfeed} at smmowner. */
        DRIP_FEED,
        /** A parent that makes an order for each new post. */
        SUBSCRIPTION
    }

    /**
     * The service's terms at the time of purchase, from the catalogue.
     *
     * @param name as the panel writes it; warranties are read from it
     * @param type as the panel writes it
     * @param rate for 1000
     */
    record ServiceTerms(String name, String type, Money rate, boolean refill, boolean cancel) {}
}
