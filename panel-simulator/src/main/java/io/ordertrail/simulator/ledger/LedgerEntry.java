package io.ordertrail.simulator.ledger;

import io.ordertrail.simulator.catalogue.SimulatedService;
import io.ordertrail.simulator.lifecycle.OrderScenario;
import io.ordertrail.simulator.lifecycle.Phase;
import io.ordertrail.simulator.lifecycle.RefillLife;
import io.ordertrail.simulator.time.SimulatedClock;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened at the panels. The state of a panel follows from its entries in their order. */
public sealed interface LedgerEntry {

    /** Returns the panel; empty for what concerns all panels. */
    String panel();

    /** Returns when it happened. */
    SimulatedTimestamp at();

    /**
     * An order was taken, or a run of one was started as an order. Other entries name it by its key in the panel: its
     * id, or {@code dripfeed-<id>} for a drip-feed where these are numbered separately.
     *
     * @param sequence its number among all orders of the panel, other customers' included
     * @param runs started as orders of their own when they are due; empty for an ordinary order
     * @param parent the key of the order that it is a run of
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

    /** A cancel was taken. The phases replace the planned ones from a time on; there are none if it comes too late. */
    record CancelTaken(String panel, SimulatedTimestamp at, String order, long from, List<Phase> phases)
            implements LedgerEntry {}

    /** An order's state was set through the admin API. */
    record Forced(String panel, SimulatedTimestamp at, String order, List<Phase> phases) implements LedgerEntry {}

    /** The charge of the undelivered part was paid back. */
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

    /** So many ids were left out: no order has them. */
    record IdsSkipped(String panel, SimulatedTimestamp at, long count) implements LedgerEntry {}

    /** Orders are numbered from {@code first} on again. */
    record NumberingRestarted(String panel, SimulatedTimestamp at, long first) implements LedgerEntry {}

    /**
     * A fault was injected into a call.
     *
     * @param done whether the call had its effect nevertheless
     * @param order the order that it bought or named, if there is one
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

    /** Simulated time was moved, or its speed was changed. */
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
