package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.catalogue.SimulatedService;
import io.ordertrail.simulator.ledger.LedgerEntry;
import io.ordertrail.simulator.ledger.SimulatedTimestamp;
import io.ordertrail.simulator.lifecycle.LifePlan;
import io.ordertrail.simulator.lifecycle.Phase;
import io.ordertrail.simulator.lifecycle.SimulatedOrderState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code refill} of one order, and of many where the panel has that. */
final class RefillAction implements Action {

    private final PanelState state;
    private final LifePlan lives;
    private final RefusalWording refusals;

    /** The refill's id, or why it is refused. */
    private sealed interface Result {
        record Taken(String refill) implements Result {}

        record Refused(RefusalText refusal) implements Result {}
    }

    RefillAction(PanelState state, LifePlan lives, RefusalWording refusals) {
        this.state = state;
        this.lives = lives;
        this.refusals = refusals;
    }

    @Override
    public ActionResponse answer(ActionForm form) {
        if (form.has("orders") && state.dialect().has(DialectQuirk.MANY_REFILLS)) {
            return many(form.get("orders"));
        }
        if (!form.has("order")) {
            return refusals.answer(RefusalText.BAD_REQUEST);
        }
        return switch (refill(form.get("order"))) {
            case Result.Refused refused -> refusals.answer(refused.refusal());
            case Result.Taken taken ->
                ActionResponse.of(
                        state.dialect().has(DialectQuirk.REFILL_MESSAGE)
                                ? "{\"success\":\"Your order will be refill asap. Thank you for patience\",\"refill\":"
                                        + taken.refill() + "}"
                                : "{\"refill\":\"" + taken.refill() + "\"}");
        };
    }

    private ActionResponse many(String list) {
        Optional<List<String>> ids = Ids.of(list, state.settings().manyIds());
        if (ids.isEmpty()) {
            return refusals.answer(RefusalText.BAD_REQUEST);
        }
        return ActionResponse.of(ids.get().stream()
                .map(id -> "{\"order\":" + ResponseBodies.id(id) + ",\"refill\":"
                        + switch (refill(id)) {
                            case Result.Taken taken -> taken.refill();
                            case Result.Refused refused -> refusals.json(refused.refusal());
                        }
                        + "}")
                .collect(Collectors.joining(",", "[", "]")));
    }

    private Result refill(String id) {
        SimulatedTimestamp now = state.now();
        PanelOrder order = state.find(id);
        if (order == null || order.at(now.sim()).state() == SimulatedOrderState.GONE) {
            return new Result.Refused(RefusalText.NO_SUCH_ORDER);
        }
        if (order.refillInFlight(now.sim())) {
            return new Result.Refused(RefusalText.REFILL_IN_FLIGHT);
        }
        Phase phase = order.at(now.sim());
        if (phase.dropped() == 0 || !underWarranty(order, now.sim())) {
            return new Result.Refused(RefusalText.NO_REFILL);
        }
        LedgerEntry.Bought bought = order.bought();
        LedgerEntry.Refilled refilled = new LedgerEntry.Refilled(
                state.settings().name(),
                now,
                order.key(),
                state.nextRefill(),
                lives.refill(bought.fate(), bought.link(), order.refills().size(), phase.dropped(), now.sim()));
        state.commit(refilled);
        return new Result.Taken(refilled.refill());
    }

    private static boolean underWarranty(PanelOrder order, long now) {
        return order.service().filter(SimulatedService::refill).isPresent()
                && order.completedAt(now)
                        .filter(end -> order.service()
                                .flatMap(SimulatedService::warranty)
                                .map(warranty -> now <= end + warranty.toMillis())
                                .orElse(true))
                        .isPresent();
    }
}
