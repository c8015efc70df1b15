package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.ledger.Entry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code refill_status} of one refill, and of many where the panel has that. */
final class RefillStatusAction implements Action {

    private final PanelState state;
    private final Refusals refusals;

    RefillStatusAction(PanelState state, Refusals refusals) {
        this.state = state;
        this.refusals = refusals;
    }

    @Override
    public Answer answer(Form form) {
        if (form.has("refills") && state.dialect().has(Habit.MANY_REFILLS)) {
            return many(form.get("refills"));
        }
        if (!form.has("refill")) {
            return refusals.answer(Refusal.BAD_REQUEST);
        }
        return word(form.get("refill"))
                .map(word -> Answer.of("{\"status\":\"" + word + "\"}"))
                .orElseGet(() -> refusals.answer(Refusal.NO_SUCH_REFILL));
    }

    private Answer many(String list) {
        Optional<List<String>> ids = Ids.of(list, state.settings().manyIds());
        if (ids.isEmpty()) {
            return refusals.answer(Refusal.BAD_REQUEST);
        }
        return Answer.of(ids.get().stream()
                .map(id -> "{\"refill\":" + Answers.id(id) + ",\"status\":"
                        + word(id).map(Text::quoted).orElseGet(() -> refusals.json(Refusal.NO_SUCH_REFILL)) + "}")
                .collect(Collectors.joining(",", "[", "]")));
    }

    private Optional<String> word(String id) {
        Entry.Refilled refill = state.findRefill(id);
        return refill == null
                ? Optional.empty()
                : Optional.of(refill.life().at(state.now().sim()).word());
    }
}
