package io.ordertrail.simulator.ledger;

import io.ordertrail.simulator.catalogue.Service;
import io.ordertrail.simulator.life.Fate;
import io.ordertrail.simulator.life.Phase;
import io.ordertrail.simulator.life.RefillLife;
import io.ordertrail.simulator.time.SimulatedClock;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened at the panels. The state of a panel is what its entries make of it, in their order. */
public sealed interface Entry {

    /** Where; empty for what concerns them all. */
    String panel();

    /** When. */
    Moment at();

    /**
     * An order was taken, or a due run of one became an order.
     *
     * @param sequence its number among all orders of the panel, other customers' included
     * @param runs what becomes orders of their own later; empty for an ordinary order
     * @param parent the order that it is a run of
     */
    record Bought(
            String panel,
            Moment at,
            String id,
            long sequence,
            int service,
            String link,
            long quantity,
            BigDecimal charge,
            long startCount,
            Fate fate,
            List<Phase> phases,
            List<Run> runs,
            @Nullable String parent)
            implements Entry {}

    /** A refill was taken. */
    record Refilled(String panel, Moment at, String order, String refill, RefillLife life) implements Entry {}

    /** A cancel was taken; the phases are what it makes of the order from a time on, none if it comes too late. */
    record CancelTaken(String panel, Moment at, String order, long from, List<Phase> phases) implements Entry {}

    /** Somebody decided through the admin API what becomes of an order. */
    record Forced(String panel, Moment at, String order, List<Phase> phases) implements Entry {}

    /** What was not delivered was paid back. */
    record PaidBack(String panel, Moment at, String order, BigDecimal amount) implements Entry {}

    /** A ticket was opened. */
    record TicketOpened(String panel, Moment at, String ticket, String subject, String message, String priority)
            implements Entry {}

    /** The balance was set through the admin API. */
    record BalanceSet(String panel, Moment at, BigDecimal balance) implements Entry {}

    /** The catalogue was changed through the admin API. */
    record CatalogueSet(String panel, Moment at, List<Service> services) implements Entry {}

    /** Other customers bought so many orders. */
    record OthersBought(String panel, Moment at, long count) implements Entry {}

    /**
     * A call was spoilt on purpose.
     *
     * @param done whether what was asked for was done all the same
     * @param order the order that it bought or was about, if there is one
     */
    record FaultInjected(
            String panel,
            Moment at,
            String action,
            String fault,
            boolean done,
            @Nullable String order,
            @Nullable String link)
            implements Entry {}

    /** Time runs otherwise from now on. */
    record ClockChanged(SimulatedClock.Stretch stretch) implements Entry {
        @Override
        public String panel() {
            return "";
        }

        @Override
        public Moment at() {
            return new Moment(stretch.sim(), stretch.wall());
        }
    }
}
