package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The answers to {@code refill} and {@code cancel}, order by order: what is not a known refusal and no success is in
 * doubt, with the evidence.
 */
public final class RepeatingAnswers {

    private final RefusalTexts refusals;
    private final Function<String, Evidence> evidence;

    /**
     * @param evidence of this call, with an explanation put in
     */
    public RepeatingAnswers(RefusalTexts refusals, Function<String, Evidence> evidence) {
        this.refusals = refusals;
        this.evidence = evidence;
    }

    /**
     * {@code {"refill":"1"}}, {@code {"success":…,"refill":12345}}, {@code {"refill":{"error":…}}},
     * {@code {"refill":{"order":100016,"error":…}}}, {@code {"error":…}}.
     */
    public RefillAnswer refill(JsonNode entry) {
        JsonNode refill = entry.path("refill");
        Optional<String> error = AnswerParser.errorOf(entry).or(() -> AnswerParser.errorOf(refill));
        if (error.isPresent()) {
            return refusals.classify(error.get())
                    .<RefillAnswer>map(kind -> new RefillAnswer.NotTaken(Refusal.of(kind, error.get())))
                    .orElseGet(() -> new RefillAnswer.InDoubt(evidence.apply("an error nobody knows: " + error.get())));
        }
        Optional<RefillId> id = AnswerParser.idOf(refill).map(RefillId::new);
        boolean success = id.isPresent() || refill.asBoolean(false) || entry.has("success");
        return success
                ? new RefillAnswer.Taken(id)
                : new RefillAnswer.InDoubt(evidence.apply("an entry that says neither yes nor no"));
    }

    /** {@code [{"order":1,"refill":1},…]}, or one object for one order. */
    public Map<PanelOrderId, RefillAnswer> refills(JsonNode answer) throws UnreadableAnswerException {
        return AnswerParser.byId(answer, "order", PanelOrderId::new, this::refill);
    }

    /**
     * {@code {"cancel":1}}, {@code {"cancel":{"error":…}}}, {@code {"success":"We will attempt…"}},
     * {@code {"error":"Order not eligible for cancellation."}}.
     */
    public CancelAnswer cancel(JsonNode entry) {
        JsonNode cancel = entry.path("cancel");
        Optional<String> error = AnswerParser.errorOf(entry).or(() -> AnswerParser.errorOf(cancel));
        if (error.isPresent()) {
            return refusals.classify(error.get())
                    .<CancelAnswer>map(kind -> new CancelAnswer.NotCanceled(Refusal.of(kind, error.get())))
                    .orElseGet(() -> new CancelAnswer.InDoubt(evidence.apply("an error nobody knows: " + error.get())));
        }
        if (entry.has("success")) {
            return new CancelAnswer.Asked(entry.path("success").asText());
        }
        return AnswerParser.idOf(cancel).isPresent() || cancel.asBoolean(false)
                ? new CancelAnswer.Asked("cancel: " + cancel.asText())
                : new CancelAnswer.InDoubt(evidence.apply("an entry that says neither yes nor no"));
    }

    /** {@code [{"order":9,"cancel":{"error":…}},{"order":2,"cancel":1}]}. */
    public Map<PanelOrderId, CancelAnswer> cancels(JsonNode answer) throws UnreadableAnswerException {
        return AnswerParser.byId(answer, "order", PanelOrderId::new, this::cancel);
    }
}
