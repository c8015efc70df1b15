package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.catalogue.SimulatedService;
import io.ordertrail.simulator.ledger.DripFeedRun;
import io.ordertrail.simulator.ledger.LedgerEntry;
import io.ordertrail.simulator.ledger.SimulatedTimestamp;
import io.ordertrail.simulator.lifecycle.LifePlan;
import io.ordertrail.simulator.lifecycle.OrderScenario;
import io.ordertrail.simulator.lifecycle.Phase;
import io.ordertrail.simulator.lifecycle.SimulatedOrderState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code cancel} in the forms that panels have. It takes effect later, or not at all if the order ends first. */
final class CancelAction implements Action {

    private static final String MESSAGE = "{\"success\":\"We will attempt to cancel this order. Cancellation is not"
            + " guaranteed. Please check again in 5 minutes.\",}";

    private final PanelState state;
    private final LifePlan lives;
    private final RefusalWording refusals;

    CancelAction(PanelState state, LifePlan lives, RefusalWording refusals) {
        this.state = state;
        this.lives = lives;
        this.refusals = refusals;
    }

    @Override
    public ActionResponse answer(ActionForm form) {
        SimulatedDialect dialect = state.dialect();
        if (form.has("orders") && dialect.has(DialectQuirk.CANCEL_MANY)) {
            return many(form.get("orders"));
        }
        if (!form.has("order") || !dialect.has(DialectQuirk.CANCEL_ONE) && !dialect.has(DialectQuirk.CANCEL_MESSAGE)) {
            return refusals.answer(RefusalText.BAD_REQUEST);
        }
        return cancel(form.get("order"))
                .map(refusals::answer)
                .orElseGet(
                        () -> ActionResponse.of(dialect.has(DialectQuirk.CANCEL_MESSAGE) ? MESSAGE : "{\"cancel\":1}"));
    }

    private ActionResponse many(String list) {
        Optional<List<String>> ids = Ids.of(list, state.settings().manyIds());
        if (ids.isEmpty()) {
            return refusals.answer(RefusalText.BAD_REQUEST);
        }
        return ActionResponse.of(ids.get().stream()
                .map(id -> "{\"order\":" + ResponseBodies.id(id) + ",\"cancel\":"
                        + cancel(id).map(refusals::json).orElse("1") + "}")
                .collect(Collectors.joining(",", "[", "]")));
    }

    /** Returns why it is refused; empty if it is taken. A repeated cancel is taken and changes nothing. */
    private Optional<RefusalText> cancel(String id) {
        SimulatedTimestamp now = state.now();
        PanelOrder order = state.find(id);
        if (order == null || order.at(now.sim()).state() == SimulatedOrderState.GONE) {
            return Optional.of(RefusalText.NO_SUCH_ORDER);
        }
        Phase phase = order.at(now.sim());
        boolean running = !phase.state().isOver() && phase.dropped() == 0;
        if (!running || order.service().filter(SimulatedService::cancel).isEmpty()) {
            return Optional.of(RefusalText.NO_CANCEL);
        }
        if (order.cancels().isEmpty()) {
            state.commit(taken(order, now));
        }
        return Optional.empty();
    }

    private LedgerEntry.CancelTaken taken(PanelOrder order, SimulatedTimestamp now) {
        LedgerEntry.Bought bought = order.bought();
        long at = lives.cancelAt(bought.link(), now.sim());
        Phase then = order.at(at);
        boolean never = bought.fate() == OrderScenario.NO_CANCEL || then.state().isOver();
        List<Phase> phases = never ? List.of() : List.of(ended(order, then, at));
        return new LedgerEntry.CancelTaken(state.settings().name(), now, order.key(), at, phases);
    }

    private static Phase ended(PanelOrder order, Phase then, long at) {
        LedgerEntry.Bought bought = order.bought();
        long remains = order.isParent()
                ? bought.runs().stream()
                        .filter(run -> run.due() > at)
                        .mapToLong(DripFeedRun::quantity)
                        .sum()
                : then.remainsAt(at);
        SimulatedOrderState state =
                remains == bought.quantity() ? SimulatedOrderState.CANCELED : SimulatedOrderState.PARTIAL;
        return new Phase(at, state, remains, remains, at, 0);
    }
}
