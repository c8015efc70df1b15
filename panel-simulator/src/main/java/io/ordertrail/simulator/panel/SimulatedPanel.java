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

/** One panel: answers calls, and can be inspected and changed by tests. Thread-safe. */
public final class SimulatedPanel {

    private final PanelState state;
    private final LifePlan lives;
    private final DueRuns due;
    private final RefusalWording refusals;
    private final ServicesAction services;
    private final Map<String, Action> actions;

    /** Continues from the state that the ledger of an earlier run has. */
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

    /** Returns the settings it was started with. */
    public PanelSettings settings() {
        return state.settings();
    }

    /** Executes a call and answers in the panel's format. */
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

    /** Returns the panel's answer to too many calls; {@code seconds} is how long to wait. */
    public ActionResponse rateLimited(int seconds) {
        String text = state.dialect().text(RefusalText.RATE_LIMITED);
        return switch (settings().rateLimitForm()) {
            case RETRY_AFTER ->
                new ActionResponse(429, ActionResponse.error(429, text).body(), seconds, null);
            case BARE_429 -> ActionResponse.error(429, text);
            case TEXT -> ActionResponse.error(200, text);
        };
    }

    /** Records in the ledger that a fault was injected; to be called before the caller sees an answer. */
    public synchronized void recordFault(
            String action, String fault, boolean done, @Nullable String order, @Nullable String link) {
        state.commit(new LedgerEntry.FaultInjected(settings().name(), state.now(), action, fault, done, order, link));
    }

    /** Sets the balance. */
    public synchronized void setBalance(BigDecimal balance) {
        state.commit(new LedgerEntry.BalanceSet(settings().name(), state.now(), balance));
    }

    /** Returns the balance. */
    public synchronized BigDecimal balance() {
        due.settle(state.now().sim());
        return state.balance();
    }

    /** Returns the services that are sold. */
    public synchronized SimulatedCatalogue catalogue() {
        return state.catalogue();
    }

    /** Changes the services that are sold: {@code catalogue -> catalogue.without(3)}. */
    public synchronized void changeCatalogue(UnaryOperator<SimulatedCatalogue> change) {
        List<SimulatedService> services =
                List.copyOf(change.apply(state.catalogue()).all());
        state.commit(new LedgerEntry.CatalogueSet(settings().name(), state.now(), services));
    }

    /** Sells a service of the default catalogue again. */
    public synchronized void bringBack(int service) {
        SimulatedService usual = state.usualCatalogue()
                .find(Integer.toString(service))
                .orElseThrow(() -> new NoSuchElementException("no service " + service));
        changeCatalogue(catalogue -> catalogue.with(usual));
    }

    /** Lets {@code services} answer in that form until the simulator is restarted. */
    public synchronized void showServices(ServicesForm form) {
        services.show(form);
    }

    /** Gives the next ids to orders of other customers. */
    public synchronized void othersBuy(long count) {
        state.commit(new LedgerEntry.OthersBought(settings().name(), state.now(), count));
    }

    /** Leaves a gap: no order gets the next ids. */
    public synchronized void skipIds(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("a gap has at least one id, but count was " + count);
        }
        state.commit(new LedgerEntry.IdsSkipped(settings().name(), state.now(), count));
    }

    /** Numbers orders from there on again, as a panel with a new database. An id that was given before is left out. */
    public synchronized void restartNumbering(long first) {
        if (first < 1) {
            throw new IllegalArgumentException("ids begin at 1, but first was " + first);
        }
        state.commit(new LedgerEntry.NumberingRestarted(settings().name(), state.now(), first));
    }

    /**
     * Buys an order with the account's key beside Ordertrail, as somebody does on the panel's page.
     *
     * @param fields of {@code add}, without key and action
     */
    public ActionResponse buyByHand(Map<String, String> fields) {
        Map<String, String> call = new HashMap<>(fields);
        call.put("key", settings().key());
        call.put("action", "add");
        return answer(ActionForm.ofFields(call));
    }

    /**
     * Puts an order into a state from now on, in place of what was planned.
     *
     * @param order its id, or {@code dripfeed-<id>}
     * @param remains the panel's {@code remains}
     * @return whether there is such an order
     */
    public synchronized boolean force(String order, SimulatedOrderState into, long remains) {
        long now = state.now().sim();
        PanelOrder found = state.find(order);
        return found != null && force(found, new Phase(now, into, remains, remains, now, 0));
    }

    /** Lets a finished order drop, shown in the panel's form. Returns whether there is such an order. */
    public synchronized boolean drop(String order, long count) {
        PanelOrder found = state.find(order);
        return found != null
                && force(found, lives.drop(found.bought().fate(), state.now().sim(), count));
    }

    private boolean force(PanelOrder order, Phase phase) {
        due.settle(phase.at());
        SimulatedTimestamp now = new SimulatedTimestamp(phase.at(), state.now().wall());
        state.commit(new LedgerEntry.Forced(settings().name(), now, order.key(), List.of(phase)));
        return true;
    }

    /** Returns how many orders there are, runs of drip-feeds included. */
    public synchronized int orderCount() {
        due.settle(state.now().sim());
        return state.orderCount();
    }

    /**
     * Returns the ids of all orders in the order of their purchase; {@code dripfeed-<id>} where these are numbered
     * separately.
     */
    public synchronized List<String> orderIds() {
        due.settle(state.now().sim());
        return StreamSupport.stream(state.orders().spliterator(), false)
                .map(PanelOrder::key)
                .toList();
    }

    /** Returns the ledger's record of an order. */
    public synchronized Optional<LedgerOrder> order(String id, SimulatedClock clock) {
        return Optional.ofNullable(state.find(id)).map(order -> new LedgerView(settings(), clock).of(order));
    }

    /** Returns every fault that was injected here. */
    public synchronized List<LedgerFault> faults() {
        return state.faults().stream().map(LedgerView::of).toList();
    }

    /** Returns every ticket that was opened here. */
    public synchronized List<LedgerTicket> tickets() {
        return state.tickets().stream().map(LedgerView::of).toList();
    }
}
