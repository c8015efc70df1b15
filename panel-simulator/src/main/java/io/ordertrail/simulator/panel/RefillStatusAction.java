package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.ledger.LedgerEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code refill_status} of one refill, and of many where the panel has that. */
final class RefillStatusAction implements Action {

    private final PanelState state;
    private final RefusalWording refusals;

    RefillStatusAction(PanelState state, RefusalWording refusals) {
        this.state = state;
        this.refusals = refusals;
    }

    @Override
    public ActionResponse answer(ActionForm form) {
        if (form.has("refills") && state.dialect().has(DialectQuirk.MANY_REFILLS)) {
            return many(form.get("refills"));
        }
        if (!form.has("refill")) {
            return refusals.answer(RefusalText.BAD_REQUEST);
        }
        return word(form.get("refill"))
                .map(word -> ActionResponse.of("{\"status\":\"" + word + "\"}"))
                .orElseGet(() -> refusals.answer(RefusalText.NO_SUCH_REFILL));
    }

    private ActionResponse many(String list) {
        Optional<List<String>> ids = Ids.of(list, state.settings().manyIds());
        if (ids.isEmpty()) {
            return refusals.answer(RefusalText.BAD_REQUEST);
        }
        return ActionResponse.of(ids.get().stream()
                .map(id -> "{\"refill\":" + ResponseBodies.id(id) + ",\"status\":"
                        + word(id).map(Text::quoted).orElseGet(() -> refusals.json(RefusalText.NO_SUCH_REFILL)) + "}")
                .collect(Collectors.joining(",", "[", "]")));
    }

    private Optional<String> word(String id) {
        LedgerEntry.Refilled refill = state.findRefill(id);
        return refill == null
                ? Optional.empty()
                : Optional.of(refill.life().at(state.now().sim()).word());
    }
}
