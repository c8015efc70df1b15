package io.ordertrail.events;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What operators need to know that is about no single order: panels, their catalogues and balances, dead letters;
 * written by order-intake on {@link Topics#OPERATIONS}.
 */
public sealed interface OperationsEvent extends Event {

    /** When it was seen. */
    Instant observedAt();

    /** The rate of a service moved by more than the threshold. */
    @EventType("service.price-changed")
    record ServicePriceChanged(
            PanelName panel, ServiceId service, String name, Money before, Money after, Instant observedAt)
            implements OperationsEvent {}

    /** A service is no longer in the panel's list. */
    @EventType("service.gone")
    record ServiceGone(PanelName panel, ServiceId service, String name, Instant observedAt)
            implements OperationsEvent {}

    /** A service that was gone is in the list again. */
    @EventType("service.back")
    record ServiceBack(PanelName panel, ServiceId service, String name, Instant observedAt)
            implements OperationsEvent {}

    /** Minimum or maximum of a service changed. */
    @EventType("service.limits-changed")
    record ServiceLimitsChanged(
            PanelName panel,
            ServiceId service,
            String name,
            long minimumBefore,
            long maximumBefore,
            long minimum,
            long maximum,
            Instant observedAt)
            implements OperationsEvent {}

    /** The panel's balance fell below the threshold. */
    @EventType("panel.balance-low")
    record BalanceLow(PanelName panel, Money balance, Money threshold, Instant observedAt) implements OperationsEvent {}

    /** The panel's balance is above the threshold again. */
    @EventType("panel.balance-restored")
    record BalanceRestored(PanelName panel, Money balance, Instant observedAt) implements OperationsEvent {}

    /** The panel refused for want of funds; its orders wait. */
    @EventType("panel.funds-short")
    record FundsShort(PanelName panel, long waitingOrders, Instant observedAt) implements OperationsEvent {}

    /** The panel does not answer, or only with failures; it is probed until it does. */
    @EventType("panel.down")
    record PanelDown(PanelName panel, String cause, Instant observedAt) implements OperationsEvent {}

    /** The panel answers again. */
    @EventType("panel.up")
    record PanelUp(PanelName panel, Instant observedAt) implements OperationsEvent {}

    /**
     * An operator or a setting stopped buying. Orders wait; everything else goes on.
     *
     * @param panel where, or absent for every panel
     * @param by who stopped it
     */
    @EventType("buying.stopped")
    record BuyingStopped(@Nullable PanelName panel, String reason, String by, Instant observedAt)
            implements OperationsEvent {}

    /**
     * An operator resumed buying. Where every panel and one of them were stopped, the other stop stays in force.
     *
     * @param panel where, or absent for every panel
     * @param by who resumed it
     */
    @EventType("buying.resumed")
    record BuyingResumed(@Nullable PanelName panel, String by, Instant observedAt) implements OperationsEvent {}

    /**
     * A message could not be processed and is kept.
     *
     * @param id under which order-intake's REST API lists it
     * @param topic where it came from
     * @param consumer which service could not process it
     * @param key the record's key, where it was readable text
     */
    @EventType("dead-letter.kept")
    record DeadLetterKept(
            long id,
            String topic,
            String consumer,
            @Nullable String key,
            String reason,
            Instant observedAt) implements OperationsEvent {}
}
