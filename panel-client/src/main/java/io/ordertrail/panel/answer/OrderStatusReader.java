package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.PanelCall;
import io.ordertrail.panel.RefillStatus;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.StorableText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the state of one order or one refill. */
final class OrderStatusReader {

    private static final int EXCERPT = 100;

    private static final List<String> EXPLANATIONS =
            List.of("message", "msg", "reason", "detail", "details", "code", "data", "description", "text", "info");
    private static final List<String> OF_ORDERS =
            List.of("charge", "start_count", "start_counter", "startCount", "remains", "currency", "orders");

    private final Amounts amounts;
    private final RefusalTexts refusals;
    private final StatusVocabulary words;

    OrderStatusReader(Amounts amounts, RefusalTexts refusals, StatusVocabulary words) {
        this.amounts = amounts;
        this.refusals = refusals;
        this.words = words;
    }

    OrderAnswer order(JsonNode entry) {
        if (entry.isTextual()) {
            return ofText(entry.asText().strip());
        }
        AnswerEnvelope envelope = AnswerEnvelope.ofStates(entry);
        if (envelope.saysNo()) {
            return ofError(envelope.texts(), envelope.text());
        }
        String word =
                Fields.find(entry, "status", "orderstatus", "state").asText("").strip();
        if (word.isEmpty()) {
            return new OrderAnswer.Unreadable("an entry without a status");
        }
        OrderStatus status = words.orderStatus(word);
        if (isOfTheCall(status, entry)) {
            return ofError(envelope.texts(), excerpt(entry.toString()));
        }
        JsonNode charge = Fields.find(entry, "charge", "cost", "ordercharge");
        return new OrderAnswer.Seen(
                status,
                word,
                NumberParser.count(
                        Fields.find(entry, "start_count", "start_counter", "startcount", "startcounter"),
                        amounts.style()),
                NumberParser.count(Fields.find(entry, "remains", "remain", "remaining"), amounts.style()),
                amounts.charge(charge, entry),
                children(entry.path("orders")));
    }

    /** A text in place of an entry: an error, or the status alone. */
    private OrderAnswer ofText(String text) {
        OrderStatus status = words.orderStatus(text);
        boolean error = refusals.classify(PanelCall.STATUS, text).isPresent();
        return status == OrderStatus.UNKNOWN || status == OrderStatus.FAILED || error
                ? ofError(List.of(text), text)
                : new OrderAnswer.Seen(status, text, null, null, null, List.of());
    }

    private OrderAnswer ofError(List<String> texts, String text) {
        return isNotFound(texts) ? new OrderAnswer.Denied(text) : new OrderAnswer.Unreadable(text);
    }

    private boolean isNotFound(List<String> texts) {
        return refusals.meaning(PanelCall.STATUS, texts) instanceof TextMeaning.Refuses(RefusalKind kind)
                && kind == RefusalKind.NOT_FOUND;
    }

    /**
     * Whether {@code {"status":"fail","message":"maintenance"}} speaks of the call: it explains itself, and says nothing that
     * only an order has.
     */
    private static boolean isOfTheCall(OrderStatus status, JsonNode entry) {
        return (status == OrderStatus.FAILED || status == OrderStatus.UNKNOWN)
                && EXPLANATIONS.stream().anyMatch(entry::hasNonNull)
                && OF_ORDERS.stream().noneMatch(entry::hasNonNull);
    }

    RefillStatusAnswer refill(JsonNode entry) {
        JsonNode status = entry.isTextual() ? entry : Fields.find(entry, "status", "refillstatus", "state");
        AnswerEnvelope outer = AnswerEnvelope.ofStates(entry);
        AnswerEnvelope envelope = outer.saysNo() ? outer : AnswerEnvelope.ofStates(status);
        if (envelope.saysNo()) {
            return ofRefillError(envelope.texts(), envelope.text());
        }
        String word = status.asText("").strip();
        if (word.isEmpty()) {
            return new RefillStatusAnswer.Unreadable("an entry without a status");
        }
        RefillStatus known = words.refillStatus(word);
        return known == RefillStatus.UNKNOWN && isRefillNotFound(List.of(word))
                ? new RefillStatusAnswer.NotFound(word)
                : new RefillStatusAnswer.Seen(known, word);
    }

    private RefillStatusAnswer ofRefillError(List<String> texts, String text) {
        return isRefillNotFound(texts)
                ? new RefillStatusAnswer.NotFound(text)
                : new RefillStatusAnswer.Unreadable(text);
    }

    private boolean isRefillNotFound(List<String> texts) {
        return refusals.meaning(PanelCall.REFILL_STATUS, texts) instanceof TextMeaning.Refuses(RefusalKind kind)
                && kind == RefusalKind.NOT_FOUND;
    }

    private static List<PanelOrderId> children(JsonNode list) {
        Stream<JsonNode> entries = list.isArray() ? list.valueStream() : Stream.empty();
        return entries.flatMap(entry -> childId(entry).stream())
                .map(PanelOrderId::new)
                .toList();
    }

    private static Optional<String> childId(JsonNode entry) {
        return entry.isObject() ? Ids.of(Fields.find(entry, "order", "order_id", "orderid", "id")) : Ids.of(entry);
    }

    static String excerpt(String written) {
        return StorableText.excerpt(written, EXCERPT);
    }
}
