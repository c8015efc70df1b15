package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.catalogue.SimulatedCatalogue;
import io.ordertrail.simulator.catalogue.SimulatedService;
import io.ordertrail.simulator.ledger.Ledger;
import io.ordertrail.simulator.ledger.LedgerEntry;
import io.ordertrail.simulator.ledger.LedgerFault;
import io.ordertrail.simulator.ledger.LedgerOrder;
import io.ordertrail.simulator.ledger.LedgerTicket;
import io.ordertrail.simulator.ledger.SimulatedTimestamp;
import io.ordertrail.simulator.lifecycle.LifePlan;
import io.ordertrail.simulator.lifecycle.Phase;
import io.ordertrail.simulator.lifecycle.SimulatedOrderState;
import io.ordertrail.simulator.time.SimulatedClock;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One of the panels: answers calls, and can be looked into and meddled with. Thread-safe. */
public final class SimulatedPanel {

    private final PanelState state;
    private final LifePlan lives;
    private final DueRuns due;
    private final RefusalWording refusals;
    private final ServicesAction services;
    private final Map<String, Action> actions;

    /** Goes on where the ledger says that an earlier run stopped. */
    public SimulatedPanel(PanelSettings settings, long seed, SimulatedClock clock, Ledger ledger) {
        state = new PanelState(settings, seed, clock, ledger);
        lives = new LifePlan(seed, settings.name(), settings.fates(), settings.dropForm());
        due = new DueRuns(state, lives);
        refusals = new RefusalWording(settings.dialect());
        services = new ServicesAction(state);
        actions = actions(seed);
    }

    private Map<String, Action> actions(long seed) {
        SimulatedDialect dialect = state.dialect();
        Map<String, Action> all = new HashMap<>();
        all.put("services", services);
        all.put("add", new AddAction(state, lives, refusals));
        all.put("status", new StatusAction(state, refusals, seed));
        all.put("refill", new RefillAction(state, lives, refusals));
        all.put("refill_status", new RefillStatusAction(state, refusals));
        all.put("balance", new BalanceAction(state));
        if (dialect.has(DialectQuirk.CANCEL_ONE)
                || dialect.has(DialectQuirk.CANCEL_MANY)
                || dialect.has(DialectQuirk.CANCEL_MESSAGE)) {
            all.put("cancel", new CancelAction(state, lives, refusals));
        }
        if (dialect.has(DialectQuirk.TICKETS)) {
            all.put("createTicket", new TicketAction(state, refusals));
        }
        return Map.copyOf(all);
    }

    /** The settings it was started with. */
    public PanelSettings settings() {
        return state.settings();
    }

    /** Does what a call asks for, and answers in the panel's way. */
    public synchronized ActionResponse answer(ActionForm form) {
        if (!form.get("key").equals(settings().key())) {
            return refusals.answer(RefusalText.BAD_KEY);
        }
        Action action = actions.get(form.action());
        if (action == null) {
            return refusals.answer(RefusalText.BAD_REQUEST);
        }
        due.settle(state.now().sim());
        return action.answer(form);
    }

    /** How the panel says that there were too many calls; {@code seconds} is how long to wait. */
    public ActionResponse rateLimited(int seconds) {
        String text = state.dialect().text(RefusalText.RATE_LIMITED);
        return switch (settings().rateLimitForm()) {
            case RETRY_AFTER ->
                new ActionResponse(429, ActionResponse.error(429, text).body(), seconds, null);
            case BARE_429 -> ActionResponse.error(429, text);
            case TEXT -> ActionResponse.error(200, text);
        };
    }

    /** Keeps in the ledger that a call was spoilt; to be called before its effect is seen. */
    public synchronized void recordFault(
            String action, String fault, boolean done, @Nullable String order, @Nullable String link) {
        state.commit(new LedgerEntry.FaultInjected(settings().name(), state.now(), action, fault, done, order, link));
    }

    /** Sets what is left to spend. */
    public synchronized void setBalance(BigDecimal balance) {
        state.commit(new LedgerEntry.BalanceSet(settings().name(), state.now(), balance));
    }

    /** What is left to spend. */
    public synchronized BigDecimal balance() {
        due.settle(state.now().sim());
        return state.balance();
    }

    /** What is sold. */
    public synchronized SimulatedCatalogue catalogue() {
        return state.catalogue();
    }

    /** Changes what is sold: {@code catalogue -> catalogue.without(3)}. */
    public synchronized void changeCatalogue(UnaryOperator<SimulatedCatalogue> change) {
        List<SimulatedService> services =
                List.copyOf(change.apply(state.catalogue()).all());
        state.commit(new LedgerEntry.CatalogueSet(settings().name(), state.now(), services));
    }

    /** A service of the usual catalogue is sold again. */
    public synchronized void bringBack(int service) {
        SimulatedService usual = state.usualCatalogue()
                .find(Integer.toString(service))
                .orElseThrow(() -> new NoSuchElementException("no service " + service));
        changeCatalogue(catalogue -> catalogue.with(usual));
    }

    /** From now on, until the simulator is started anew, {@code services} answers in that form. */
    public synchronized void showServices(ServicesForm form) {
        services.show(form);
    }

    /** Other customers buy so many orders, so that the numbers go on. */
    public synchronized void othersBuy(long count) {
        state.commit(new LedgerEntry.OthersBought(settings().name(), state.now(), count));
    }

    /**
     * Puts an order into a state from now on, whatever was planned.
     *
     * @param remains what the panel says is undelivered
     * @return whether there is such an order
     */
    public synchronized boolean force(String order, SimulatedOrderState into, long remains) {
        long now = state.now().sim();
        return force(order, new Phase(now, into, remains, remains, now, 0));
    }

    /** A finished order loses some, in the way that the panel shows it. */
    public synchronized boolean drop(String order, long count) {
        PanelOrder found = state.find(order);
        return found != null
                && force(order, lives.drop(found.bought().fate(), state.now().sim(), count));
    }

    private boolean force(String order, Phase phase) {
        due.settle(phase.at());
        if (state.find(order) == null) {
            return false;
        }
        SimulatedTimestamp now = new SimulatedTimestamp(phase.at(), state.now().wall());
        state.commit(new LedgerEntry.Forced(settings().name(), now, order, List.of(phase)));
        return true;
    }

    /** How many orders there are, runs of drip-feeds included. */
    public synchronized int orderCount() {
        due.settle(state.now().sim());
        return state.orderCount();
    }

    /** The ids of all orders in the order of their purchase. */
    public synchronized List<String> orderIds() {
        due.settle(state.now().sim());
        return StreamSupport.stream(state.orders().spliterator(), false)
                .map(PanelOrder::id)
                .toList();
    }

    /** The truth about an order. */
    public synchronized Optional<LedgerOrder> order(String id, SimulatedClock clock) {
        return Optional.ofNullable(state.find(id)).map(order -> new LedgerView(settings(), clock).of(order));
    }

    /** Every fault that was injected here. */
    public synchronized List<LedgerFault> faults() {
        return state.faults().stream().map(LedgerView::of).toList();
    }

    /** Every ticket that was opened here. */
    public synchronized List<LedgerTicket> tickets() {
        return state.tickets().stream().map(LedgerView::of).toList();
    }
}
