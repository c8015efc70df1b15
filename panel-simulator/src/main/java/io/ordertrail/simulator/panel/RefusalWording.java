package io.ordertrail.simulator.panel;

/** Says no in a panel's way. */
record RefusalWording(SimulatedDialect dialect) {

    ActionResponse answer(RefusalText refusal) {
        return answer(refusal.httpCode(), dialect.text(refusal));
    }

    /** @param httpCode counts only where the panel has codes for errors */
    ActionResponse answer(int httpCode, String text) {
        return ActionResponse.error(dialect.has(DialectQuirk.HTTP_CODES) ? httpCode : 200, text);
    }

    /** The error object that stands where a result of one among many would. */
    String json(RefusalText refusal) {
        return "{\"error\":" + Text.quoted(dialect.text(refusal)) + "}";
    }
}
