package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.catalogue.Service;
import io.ordertrail.simulator.ledger.Entry;
import io.ordertrail.simulator.ledger.Moment;
import io.ordertrail.simulator.ledger.Run;
import io.ordertrail.simulator.life.Fate;
import io.ordertrail.simulator.life.LifePlan;
import io.ordertrail.simulator.life.OrderState;
import io.ordertrail.simulator.life.Phase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code cancel} in the forms that panels have. It takes effect later, or too late. */
final class CancelAction implements Action {

    private static final String MESSAGE = "{\"success\":\"We will attempt to cancel this order. Cancellation is not"
            + " guaranteed. Please check again in 5 minutes.\",}";

    private final PanelState state;
    private final LifePlan lives;
    private final Refusals refusals;

    CancelAction(PanelState state, LifePlan lives, Refusals refusals) {
        this.state = state;
        this.lives = lives;
        this.refusals = refusals;
    }

    @Override
    public Answer answer(Form form) {
        Dialect dialect = state.dialect();
        if (form.has("orders") && dialect.has(Habit.CANCEL_MANY)) {
            return many(form.get("orders"));
        }
        if (!form.has("order") || !dialect.has(Habit.CANCEL_ONE) && !dialect.has(Habit.CANCEL_MESSAGE)) {
            return refusals.answer(Refusal.BAD_REQUEST);
        }
        return cancel(form.get("order"))
                .map(refusals::answer)
                .orElseGet(() -> Answer.of(dialect.has(Habit.CANCEL_MESSAGE) ? MESSAGE : "{\"cancel\":1}"));
    }

    private Answer many(String list) {
        Optional<List<String>> ids = Ids.of(list, state.settings().manyIds());
        if (ids.isEmpty()) {
            return refusals.answer(Refusal.BAD_REQUEST);
        }
        return Answer.of(ids.get().stream()
                .map(id -> "{\"order\":" + Answers.id(id) + ",\"cancel\":"
                        + cancel(id).map(refusals::json).orElse("1") + "}")
                .collect(Collectors.joining(",", "[", "]")));
    }

    /** Why it is refused; empty if it is taken. Asking again for what is under way is taken without a change. */
    private Optional<Refusal> cancel(String id) {
        Moment now = state.now();
        Order order = state.find(id);
        if (order == null || order.at(now.sim()).state() == OrderState.GONE) {
            return Optional.of(Refusal.NO_SUCH_ORDER);
        }
        Phase phase = order.at(now.sim());
        boolean running = !phase.state().isOver() && phase.dropped() == 0;
        if (!running || order.service().filter(Service::cancel).isEmpty()) {
            return Optional.of(Refusal.NO_CANCEL);
        }
        if (order.cancels().isEmpty()) {
            state.commit(taken(order, now));
        }
        return Optional.empty();
    }

    private Entry.CancelTaken taken(Order order, Moment now) {
        Entry.Bought bought = order.bought();
        long at = lives.cancelAt(bought.link(), now.sim());
        Phase then = order.at(at);
        boolean never = bought.fate() == Fate.NO_CANCEL || then.state().isOver();
        List<Phase> phases = never ? List.of() : List.of(ended(order, then, at));
        return new Entry.CancelTaken(state.settings().name(), now, bought.id(), at, phases);
    }

    private static Phase ended(Order order, Phase then, long at) {
        Entry.Bought bought = order.bought();
        long remains = order.isParent()
                ? bought.runs().stream()
                        .filter(run -> run.due() > at)
                        .mapToLong(Run::quantity)
                        .sum()
                : then.remainsAt(at);
        OrderState state = remains == bought.quantity() ? OrderState.CANCELED : OrderState.PARTIAL;
        return new Phase(at, state, remains, remains, at, 0);
    }
}
