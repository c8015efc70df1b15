package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.catalogue.SimulatedService;
import io.ordertrail.simulator.ledger.LedgerEntry;
import io.ordertrail.simulator.lifecycle.Phase;
import io.ordertrail.simulator.lifecycle.SimulatedOrderState;
import io.ordertrail.simulator.lifecycle.SimulatedRefillState;
import io.ordertrail.simulator.lifecycle.Timeline;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order, built up from its ledger entries. Guarded by its panel. */
final class PanelOrder {

    /** How old the count of a panel is that counts late. */
    private static final long LATE_BY_MILLIS = 600_000;

    private final String key;
    private final LedgerEntry.Bought bought;
    private final Timeline timeline;
    private final String chargeText;
    private final Extras extras = new Extras();
    private final @Nullable SimulatedService service;

    /** Fields that few orders need. */
    private static final class Extras {
        private BigDecimal paidBack = BigDecimal.ZERO;
        private List<String> runs = List.of();
        private List<LedgerEntry.Refilled> refills = List.of();
        private List<LedgerEntry.CancelTaken> cancels = List.of();
    }

    PanelOrder(String key, LedgerEntry.Bought bought, @Nullable SimulatedService service) {
        this.key = key;
        this.bought = bought;
        this.service = service;
        timeline = new Timeline(bought.phases());
        chargeText = text(bought.charge());
    }

    LedgerEntry.Bought bought() {
        return bought;
    }

    /** Returns the id that the panel shows. A drip-feed may have the id of an ordinary order; see {@link #key}. */
    String id() {
        return bought.id();
    }

    /** Returns what the order is known by in the ledger: unique in its panel. */
    String key() {
        return key;
    }

    /** Returns the service as it was when the order was bought. */
    Optional<SimulatedService> service() {
        return Optional.ofNullable(service);
    }

    Timeline timeline() {
        return timeline;
    }

    Phase at(long time) {
        return timeline.at(time);
    }

    /** Returns the charge with at least five decimals, as panels write it. */
    String chargeText(ChargeForm form, long time) {
        return isLowered(form, time) ? text(charge(form, time)) : chargeText;
    }

    /** Returns the charge that the panel states at that time. */
    BigDecimal charge(ChargeForm form, long time) {
        return isLowered(form, time)
                ? bought.charge().subtract(undelivered(at(time), time)).stripTrailingZeros()
                : bought.charge();
    }

    private boolean isLowered(ChargeForm form, long time) {
        return form == ChargeForm.LOWERED && at(time).state().isPaidBack();
    }

    private static String text(BigDecimal charge) {
        return charge.setScale(Math.max(5, charge.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    /** Returns the count that the panel states at that time. */
    long remains(RemainsForm form, long time) {
        return switch (form) {
            case STEADY -> at(time).remainsAt(time);
            case AT_END -> at(time).state().isOver() ? at(time).remainsAt(time) : bought.quantity();
            case LATE -> remains(RemainsForm.STEADY, Math.max(bought.at().sim(), time - LATE_BY_MILLIS));
        };
    }

    /** Returns whether it is a drip-feed or subscription, which is delivered as orders of their own. */
    boolean isParent() {
        return !bought.runs().isEmpty();
    }

    BigDecimal paidBack() {
        return extras.paidBack;
    }

    List<String> runs() {
        return extras.runs;
    }

    List<LedgerEntry.Refilled> refills() {
        return extras.refills;
    }

    List<LedgerEntry.CancelTaken> cancels() {
        return extras.cancels;
    }

    void payBack(BigDecimal amount) {
        extras.paidBack = extras.paidBack.add(amount);
    }

    void began(String run) {
        extras.runs = with(extras.runs, run);
    }

    void refill(LedgerEntry.Refilled refill) {
        extras.refills = with(extras.refills, refill);
        if (!refill.life().order().isEmpty()) {
            timeline.replaceFrom(
                    refill.life().order().getFirst().at(), refill.life().order());
        }
    }

    void cancel(LedgerEntry.CancelTaken cancel) {
        extras.cancels = with(extras.cancels, cancel);
        if (!cancel.phases().isEmpty()) {
            timeline.replaceFrom(cancel.from(), cancel.phases());
        }
    }

    /** Returns the amount still to be paid back at that time. */
    BigDecimal owed(long time) {
        Phase phase = at(time);
        if (!phase.state().isPaidBack() || bought.parent() != null) {
            return BigDecimal.ZERO;
        }
        return undelivered(phase, time)
                .subtract(extras.paidBack)
                .max(BigDecimal.ZERO)
                .stripTrailingZeros();
    }

    /** Returns the undelivered part of the charge. */
    private BigDecimal undelivered(Phase phase, long time) {
        return bought.charge()
                .multiply(BigDecimal.valueOf(phase.remainsAt(time)))
                .divide(BigDecimal.valueOf(bought.quantity()), 8, RoundingMode.HALF_UP);
    }

    boolean refillInFlight(long time) {
        return extras.refills.stream()
                .anyMatch(refill -> !isSettled(refill.life().at(time)));
    }

    /** Returns when it was first completed; empty if it was not. */
    Optional<Long> completedAt(long time) {
        return timeline.until(time).stream()
                .filter(phase -> phase.state() == SimulatedOrderState.COMPLETED)
                .map(Phase::at)
                .findFirst();
    }

    /** Returns the count that a counter on the page shows. */
    long count(long time) {
        Phase phase = at(time);
        long undelivered = phase.dropped() > 0 ? phase.dropped() : phase.remainsAt(time);
        return bought.startCount() + Math.max(0, bought.quantity() - undelivered);
    }

    private static boolean isSettled(SimulatedRefillState state) {
        return switch (state) {
            case COMPLETED, REJECTED, STRANGE -> true;
            case PENDING, IN_PROGRESS -> false;
        };
    }

    private static <T> List<T> with(List<T> list, T item) {
        List<T> longer = new ArrayList<>(list);
        longer.add(item);
        return longer;
    }
}
