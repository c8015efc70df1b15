package io.ordertrail.simulator.panel;

/** Says no in a panel's way. */
record Refusals(Dialect dialect) {

    Answer answer(Refusal refusal) {
        return answer(refusal.httpCode(), dialect.text(refusal));
    }

    /** @param httpCode counts only where the panel has codes for errors */
    Answer answer(int httpCode, String text) {
        return Answer.error(dialect.has(Habit.HTTP_CODES) ? httpCode : 200, text);
    }

    /** The error object that stands where a result of one among many would. */
    String json(Refusal refusal) {
        return "{\"error\":" + Text.quoted(dialect.text(refusal)) + "}";
    }
}
