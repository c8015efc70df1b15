package io.ordertrail.simulator.panel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** {@code balance}. */
final class BalanceAction implements Action {

    private final PanelState state;

    BalanceAction(PanelState state) {
        this.state = state;
    }

    @Override
    public ActionResponse answer(ActionForm form) {
        BigDecimal balance = state.balance();
        String text = balance.setScale(Math.max(5, balance.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
        return ActionResponse.of("{\"balance\":\"" + text + "\",\"currency\":\""
                + state.settings().currency() + "\"}");
    }
}
