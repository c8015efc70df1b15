package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.EvidenceKind;
import io.ordertrail.panel.PanelCall;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.UnknownRefusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads the answers to {@code refill} and {@code cancel}, order by order: what is not a known refusal and no success is in
 * doubt, with the evidence. A text in the place of an id is read before it is believed.
 */
public final class RepeatingAnswers {

    private static final String NO_REASON = "the panel says no, without a reason";

    private final RefusalTexts refusals;
    private final Function<String, Evidence> evidence;
    private final BiFunction<RefusalKind, String, Refusal> refusal;

    /**
     * @param evidence of this call, with an explanation put in
     */
    public RepeatingAnswers(RefusalTexts refusals, Function<String, Evidence> evidence) {
        this(refusals, evidence, Refusal::of);
    }

    /**
     * @param evidence of this call, with an explanation put in
     * @param refusal of this call, from its kind and text
     */
    public RepeatingAnswers(
            RefusalTexts refusals,
            Function<String, Evidence> evidence,
            BiFunction<RefusalKind, String, Refusal> refusal) {
        this.refusals = refusals;
        this.evidence = evidence;
        this.refusal = refusal;
    }

    /**
     * {@code {"refill":"1"}}, {@code {"success":…,"refill":12345}}, {@code {"refill":{"error":…}}},
     * {@code {"refill":{"order":100016,"error":…}}}, {@code {"error":…}}.
     */
    public RefillAnswer refill(JsonNode entry) {
        Reading reading = read(PanelCall.REFILL, entry, "refill", "refill_id", "refillid");
        return switch (reading) {
            case Yes(Optional<String> id, String _) -> new RefillAnswer.Taken(id.map(RefillId::new));
            case No(RefusalKind kind, String text) -> new RefillAnswer.NotTaken(refusal.apply(kind, text));
            case Doubt(Evidence doubt) -> new RefillAnswer.InDoubt(doubt);
        };
    }

    /** Reads the refill of one order, where the answer may be wrapped, in a list, or keyed by the order's id. */
    public RefillAnswer refillOfOne(JsonNode answer) {
        return refill(entryIn(answer));
    }

    /** {@code [{"order":1,"refill":1},…]}, or one object for one order. */
    public Map<PanelOrderId, RefillAnswer> refills(JsonNode answer, Collection<PanelOrderId> asked)
            throws UnreadableAnswerException {
        return asked.size() == 1
                ? Map.of(asked.iterator().next(), refillOfOne(answer))
                : new EntriesById<>("order", PanelOrderId::new, EntriesById.texts(asked))
                        .read(AnswerParser.payload(answer), this::refill);
    }

    /**
     * {@code {"cancel":1}}, {@code {"cancel":{"error":…}}}, {@code {"success":"We will attempt…"}},
     * {@code {"error":"Order not eligible for cancellation."}}.
     */
    public CancelAnswer cancel(JsonNode entry) {
        Reading reading = read(PanelCall.CANCEL, entry, "cancel", "cancel_id", "cancelid", "cancellation");
        return switch (reading) {
            case Yes(Optional<String> _, String text) -> new CancelAnswer.Asked(text);
            case No(RefusalKind kind, String text) ->
                kind == RefusalKind.ALREADY_REQUESTED
                        ? new CancelAnswer.Asked(text)
                        : new CancelAnswer.NotCanceled(refusal.apply(kind, text));
            case Doubt(Evidence doubt) -> new CancelAnswer.InDoubt(doubt);
        };
    }

    /** Reads the cancellation of one order, where the answer may be wrapped, in a list, or keyed by the order's id. */
    public CancelAnswer cancelOfOne(JsonNode answer) {
        return cancel(entryIn(answer));
    }

    /** {@code [{"order":9,"cancel":{"error":…}},{"order":2,"cancel":1}]}. */
    public Map<PanelOrderId, CancelAnswer> cancels(JsonNode answer, Collection<PanelOrderId> asked)
            throws UnreadableAnswerException {
        return asked.size() == 1
                ? Map.of(asked.iterator().next(), cancelOfOne(answer))
                : new EntriesById<>("order", PanelOrderId::new, EntriesById.texts(asked))
                        .read(AnswerParser.payload(answer), this::cancel);
    }

    private static JsonNode entryIn(JsonNode answer) {
        return AnswerParser.unkeyed(AnswerParser.only(answer));
    }

    private sealed interface Reading {}

    private record Yes(Optional<String> id, String text) implements Reading {}

    private record No(RefusalKind kind, String text) implements Reading {}

    private record Doubt(Evidence evidence) implements Reading {}

    private Reading read(PanelCall call, JsonNode entry, String... names) {
        if (!entry.isContainerNode()) {
            return ofPlace(call, entry, Says.NOTHING, List.of());
        }
        AnswerEnvelope envelope = AnswerEnvelope.of(entry);
        JsonNode payload = AnswerParser.only(envelope.payload());
        JsonNode place = Fields.find(payload, names);
        AnswerEnvelope inner = AnswerEnvelope.of(place);
        boolean no = envelope.saysNo() || inner.saysNo();
        Optional<String> id = idIn(place);
        if (no && id.isPresent()) {
            return doubt("an id and an error at once");
        }
        if (no) {
            return ofNo(call, envelope, inner);
        }
        Says says = envelope.says() == Says.NOTHING ? inner.says() : envelope.says();
        List<String> texts = new ArrayList<>(envelope.texts());
        texts.addAll(inner.texts());
        return place.isContainerNode() && id.isPresent()
                ? new Yes(id, call.action() + ": " + id.get())
                : ofPlace(call, place, says, texts);
    }

    private static Optional<String> idIn(JsonNode place) {
        return place.isObject() ? Ids.of(Fields.find(place, "id", "refill", "refillid", "cancel")) : Ids.of(place);
    }

    private Reading ofNo(PanelCall call, AnswerEnvelope envelope, AnswerEnvelope inner) {
        List<String> texts = new ArrayList<>(envelope.texts());
        texts.addAll(inner.texts());
        if (!texts.isEmpty()) {
            return ofTexts(call, texts, true);
        }
        return envelope.error() || inner.error()
                ? doubt("an error without a text")
                : new No(RefusalKind.NOT_ELIGIBLE, NO_REASON);
    }

    /** What stands where the id belongs: an id, a truth value, a number, or a text. */
    private Reading ofPlace(PanelCall call, JsonNode place, Says says, List<String> texts) {
        Optional<String> id = Ids.of(place);
        if (id.isPresent()) {
            return refusals.speakAgainst(call, texts)
                    ? doubt("an id, and a text that speaks against it")
                    : new Yes(id, call.action() + ": " + id.get());
        }
        if (place.isBoolean()) {
            return place.booleanValue() ? yes(call, texts, "true") : new No(RefusalKind.NOT_ELIGIBLE, NO_REASON);
        }
        if (place.isNumber()) {
            boolean zero = call == PanelCall.CANCEL && place.asDouble() == 0;
            return zero
                    ? new No(RefusalKind.NOT_ELIGIBLE, NO_REASON)
                    : doubt("a number that is no id: " + place.asText());
        }
        String text = place.asText("").strip();
        if (!text.isEmpty()) {
            return switch (Says.ofFlag(place)) {
                case YES -> yes(call, texts, text);
                case NO -> new No(RefusalKind.NOT_ELIGIBLE, NO_REASON);
                case NOTHING -> ofTexts(call, List.of(text), false);
            };
        }
        if (says == Says.YES) {
            return yes(call, texts, texts.isEmpty() ? call.action() : texts.getFirst());
        }
        return texts.isEmpty() ? doubt("an entry that says neither yes nor no") : ofTexts(call, texts, false);
    }

    private Reading yes(PanelCall call, List<String> texts, String text) {
        return refusals.speakAgainst(call, texts)
                ? doubt("a yes, and a text that speaks against it")
                : new Yes(Optional.empty(), text);
    }

    /** @param no whether something beside the texts says no */
    private Reading ofTexts(PanelCall call, List<String> texts, boolean no) {
        String text = String.join("; ", texts);
        return switch (refusals.meaning(call, texts)) {
            case TextMeaning.Refuses(RefusalKind kind) -> new No(kind, text);
            case TextMeaning.Failure() ->
                new Doubt(
                        evidence.apply("the panel speaks of a failure: " + text).as(EvidenceKind.FAILURE));
            case TextMeaning.Unknown() ->
                no || !isPromise(texts)
                        ? new Doubt(evidence.apply("an error text that no rule knows: " + text)
                                .as(UnknownRefusal.of(text)))
                        : new Yes(Optional.empty(), text);
        };
    }

    /** {@code {"success":"Your order will be refill asap."}}, {@code {"message":"Refill request added successfully"}}. */
    private static boolean isPromise(List<String> texts) {
        return texts.stream().map(PlainWords::of).anyMatch(RefusalRules::promises);
    }

    private Doubt doubt(String explanation) {
        return new Doubt(evidence.apply(explanation).as(EvidenceKind.CONTRADICTION));
    }
}
