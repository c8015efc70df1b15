package io.ordertrail.simulator.ledger;

import io.ordertrail.simulator.catalogue.SimulatedService;
import io.ordertrail.simulator.lifecycle.OrderScenario;
import io.ordertrail.simulator.lifecycle.Phase;
import io.ordertrail.simulator.lifecycle.RefillLife;
import io.ordertrail.simulator.time.SimulatedClock;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened at the panels. The state of a panel is what its entries make of it, in their order. */
public sealed interface LedgerEntry {

    /** Where; empty for what concerns them all. */
    String panel();

    /** When. */
    SimulatedTimestamp at();

    /**
     * An order was taken, or a due run of one became an order.
     *
     * @param sequence its number among all orders of the panel, other customers' included
     * @param runs what becomes orders of their own later; empty for an ordinary order
     * @param parent the order that it is a run of
     */
    record Bought(
            String panel,
            SimulatedTimestamp at,
            String id,
            long sequence,
            int service,
            String link,
            long quantity,
            BigDecimal charge,
            long startCount,
            OrderScenario fate,
            List<Phase> phases,
            List<DripFeedRun> runs,
            @Nullable String parent)
            implements LedgerEntry {}

    /** A refill was taken. */
    record Refilled(String panel, SimulatedTimestamp at, String order, String refill, RefillLife life)
            implements LedgerEntry {}

    /** A cancel was taken; the phases are what it makes of the order from a time on, none if it comes too late. */
    record CancelTaken(String panel, SimulatedTimestamp at, String order, long from, List<Phase> phases)
            implements LedgerEntry {}

    /** Somebody decided through the admin API what becomes of an order. */
    record Forced(String panel, SimulatedTimestamp at, String order, List<Phase> phases) implements LedgerEntry {}

    /** What was not delivered was paid back. */
    record PaidBack(String panel, SimulatedTimestamp at, String order, BigDecimal amount) implements LedgerEntry {}

    /** A ticket was opened. */
    record TicketOpened(
            String panel, SimulatedTimestamp at, String ticket, String subject, String message, String priority)
            implements LedgerEntry {}

    /** The balance was set through the admin API. */
    record BalanceSet(String panel, SimulatedTimestamp at, BigDecimal balance) implements LedgerEntry {}

    /** The catalogue was changed through the admin API. */
    record CatalogueSet(String panel, SimulatedTimestamp at, List<SimulatedService> services) implements LedgerEntry {}

    /** Other customers bought so many orders. */
    record OthersBought(String panel, SimulatedTimestamp at, long count) implements LedgerEntry {}

    /**
     * A call was spoilt on purpose.
     *
     * @param done whether what was asked for was done all the same
     * @param order the order that it bought or was about, if there is one
     */
    record FaultInjected(
            String panel,
            SimulatedTimestamp at,
            String action,
            String fault,
            boolean done,
            @Nullable String order,
            @Nullable String link)
            implements LedgerEntry {}

    /** Time runs otherwise from now on. */
    record ClockChanged(SimulatedClock.Stretch stretch) implements LedgerEntry {
        @Override
        public String panel() {
            return "";
        }

        @Override
        public SimulatedTimestamp at() {
            return new SimulatedTimestamp(stretch.sim(), stretch.wall());
        }
    }
}
