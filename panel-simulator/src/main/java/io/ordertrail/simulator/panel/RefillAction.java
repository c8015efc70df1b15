package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.catalogue.Service;
import io.ordertrail.simulator.ledger.Entry;
import io.ordertrail.simulator.ledger.Moment;
import io.ordertrail.simulator.life.LifePlan;
import io.ordertrail.simulator.life.OrderState;
import io.ordertrail.simulator.life.Phase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code refill} of one order, and of many where the panel has that. */
final class RefillAction implements Action {

    private final PanelState state;
    private final LifePlan lives;
    private final Refusals refusals;

    /** Either the refill's id, or why there is none. */
    private sealed interface Result {
        record Taken(String refill) implements Result {}

        record Refused(Refusal refusal) implements Result {}
    }

    RefillAction(PanelState state, LifePlan lives, Refusals refusals) {
        this.state = state;
        this.lives = lives;
        this.refusals = refusals;
    }

    @Override
    public Answer answer(Form form) {
        if (form.has("orders") && state.dialect().has(Habit.MANY_REFILLS)) {
            return many(form.get("orders"));
        }
        if (!form.has("order")) {
            return refusals.answer(Refusal.BAD_REQUEST);
        }
        return switch (refill(form.get("order"))) {
            case Result.Refused refused -> refusals.answer(refused.refusal());
            case Result.Taken taken ->
                Answer.of(
                        state.dialect().has(Habit.REFILL_MESSAGE)
                                ? "{\"success\":\"Your order will be refill asap. Thank you for patience\",\"refill\":"
                                        + taken.refill() + "}"
                                : "{\"refill\":\"" + taken.refill() + "\"}");
        };
    }

    private Answer many(String list) {
        Optional<List<String>> ids = Ids.of(list, state.settings().manyIds());
        if (ids.isEmpty()) {
            return refusals.answer(Refusal.BAD_REQUEST);
        }
        return Answer.of(ids.get().stream()
                .map(id -> "{\"order\":" + Answers.id(id) + ",\"refill\":"
                        + switch (refill(id)) {
                            case Result.Taken taken -> taken.refill();
                            case Result.Refused refused -> refusals.json(refused.refusal());
                        }
                        + "}")
                .collect(Collectors.joining(",", "[", "]")));
    }

    private Result refill(String id) {
        Moment now = state.now();
        Order order = state.find(id);
        if (order == null || order.at(now.sim()).state() == OrderState.GONE) {
            return new Result.Refused(Refusal.NO_SUCH_ORDER);
        }
        if (order.refillInFlight(now.sim())) {
            return new Result.Refused(Refusal.REFILL_IN_FLIGHT);
        }
        Phase phase = order.at(now.sim());
        if (phase.dropped() == 0 || !underWarranty(order, now.sim())) {
            return new Result.Refused(Refusal.NO_REFILL);
        }
        Entry.Bought bought = order.bought();
        Entry.Refilled refilled = new Entry.Refilled(
                state.settings().name(),
                now,
                id,
                state.nextRefill(),
                lives.refill(bought.fate(), bought.link(), order.refills().size(), phase.dropped(), now.sim()));
        state.commit(refilled);
        return new Result.Taken(refilled.refill());
    }

    private static boolean underWarranty(Order order, long now) {
        return order.service().filter(Service::refill).isPresent()
                && order.completedAt(now)
                        .filter(end -> order.service()
                                .flatMap(Service::warranty)
                                .map(warranty -> now <= end + warranty.toMillis())
                                .orElse(true))
                        .isPresent();
    }
}
