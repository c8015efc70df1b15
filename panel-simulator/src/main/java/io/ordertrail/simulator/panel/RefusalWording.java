package io.ordertrail.simulator.panel;

/** Writes refusals in a panel's form. */
record RefusalWording(SimulatedDialect dialect) {

    ActionResponse answer(RefusalText refusal) {
        return answer(refusal.httpCode(), dialect.text(refusal));
    }

    /** @param httpCode used only where the panel has codes for errors */
    ActionResponse answer(int httpCode, String text) {
        return ActionResponse.error(dialect.has(DialectQuirk.HTTP_CODES) ? httpCode : 200, text);
    }

    /** Returns the error object in place of one result among several. */
    String json(RefusalText refusal) {
        return "{\"error\":" + Text.quoted(dialect.text(refusal)) + "}";
    }
}
