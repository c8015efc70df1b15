package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.PanelCall;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.ServiceListing;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the answers of one panel, action by action, in the forms of the panels' pages and of the field. Each method takes an
 * answer that {@link #verdict} finds readable, and throws {@link UnreadableAnswerException} where it is something else than
 * the action answers. Thread-safe.
 */
public final class AnswerParser {

    private static final Set<String> ORDER_IDS = Set.of("order", "orderid", "orders", "ordernumber", "orderno");

    private final RefusalTexts refusals;
    private final Amounts amounts;
    private final OrderStatusReader states;

    /**
     * A parser that knows nothing of the panel but this.
     *
     * @param currency of amounts that come without one
     * @param refusals decides between "no such order" and "says nothing" for a single order
     */
    public AnswerParser(String currency, RefusalTexts refusals) {
        this(currency, refusals, new StatusVocabulary(Map.of(), Map.of()), NumberStyle.UNKNOWN);
    }

    /**
     * @param currency of amounts that come without one
     * @param refusals what the panel's error texts mean
     * @param words what the panel's words for states mean
     * @param numbers how the panel writes numbers, where that is known before any was read
     */
    public AnswerParser(String currency, RefusalTexts refusals, StatusVocabulary words, NumberStyle numbers) {
        this.refusals = refusals;
        this.amounts = new Amounts(currency, numbers);
        this.states = new OrderStatusReader(amounts, refusals, words);
    }

    /** Reads a body of any quality. */
    public static JsonNode read(String body) throws UnreadableAnswerException {
        return TolerantJson.read(body);
    }

    /** Returns what an answer says about the call. */
    public CallVerdict verdict(PanelCall call, JsonNode answer) {
        JsonNode single = hasOneAnswer(call) ? only(answer) : answer;
        return verdict(call, AnswerEnvelope.of(single), single);
    }

    private static boolean hasOneAnswer(PanelCall call) {
        return switch (call) {
            case ADD, BALANCE, CREATE_TICKET -> true;
            case SERVICES, STATUS, REFILL, REFILL_STATUS, CANCEL -> false;
        };
    }

    /** Returns what the answer about one order or refill says about the call; its {@code status} is a state. */
    public CallVerdict verdictOfOne(PanelCall call, JsonNode answer) {
        JsonNode single = only(answer);
        return verdict(call, AnswerEnvelope.ofStates(single), single);
    }

    private CallVerdict verdict(PanelCall call, AnswerEnvelope envelope, JsonNode answer) {
        boolean add = call == PanelCall.ADD;
        boolean placed = add && !orderIds(envelope.payload(), answer).isEmpty();
        if (placed && envelope.saysNo()) {
            return new CallVerdict.Contradictory("an order id and an error at once");
        }
        if (placed && refusals.speakAgainst(call, envelope.texts())) {
            return new CallVerdict.Contradictory("an order id, and a text that speaks against it");
        }
        return envelope.saysNo() ? ofNo(call, envelope) : new CallVerdict.Readable();
    }

    private CallVerdict ofNo(PanelCall call, AnswerEnvelope envelope) {
        if (envelope.texts().isEmpty()) {
            boolean refused = !envelope.error() && (call == PanelCall.REFILL || call == PanelCall.CANCEL);
            return refused
                    ? new CallVerdict.Refused(RefusalKind.NOT_ELIGIBLE, "the panel says no, without a reason")
                    : new CallVerdict.Failed("the panel says no, without a reason");
        }
        return switch (refusals.meaning(call, envelope.texts())) {
            case TextMeaning.Refuses(RefusalKind kind) -> new CallVerdict.Refused(kind, envelope.text());
            case TextMeaning.Failure() -> new CallVerdict.Failed(envelope.text());
            case TextMeaning.Unknown() ->
                envelope.ofParameters() && call == PanelCall.ADD
                        ? new CallVerdict.Refused(RefusalKind.BAD_ORDER, envelope.text())
                        : new CallVerdict.RefusedInUnknownWords(envelope.text());
        };
    }

    /**
     * Returns what an answer says in which nothing was found that the action answers: {@code {"message":"Service not found."}}
     * says no without a field that does.
     */
    public CallVerdict explanation(PanelCall call, JsonNode answer) {
        JsonNode single = only(answer);
        AnswerEnvelope envelope = AnswerEnvelope.of(single);
        List<String> texts = envelope.texts().isEmpty() ? textsInPlaceOfIds(single) : envelope.texts();
        if (texts.isEmpty()) {
            return new CallVerdict.Readable();
        }
        String text = String.join("; ", texts);
        return switch (refusals.meaning(call, texts)) {
            case TextMeaning.Refuses(RefusalKind kind) -> new CallVerdict.Refused(kind, text);
            case TextMeaning.Failure() -> new CallVerdict.Failed(text);
            case TextMeaning.Unknown() ->
                envelope.says() == Says.YES
                                || texts.stream().anyMatch(said -> RefusalRules.saysDone(PlainWords.of(said)))
                        ? new CallVerdict.Readable()
                        : new CallVerdict.RefusedInUnknownWords(text);
        };
    }

    /** Returns what a body says that is no JSON, if it is one short sentence: PHP's {@code die("Invalid API key")}. */
    public CallVerdict sentence(PanelCall call, String body) {
        String text = body.strip();
        boolean sentence = !text.isEmpty()
                && text.length() <= PlainWords.LONGEST / 2
                && text.chars().noneMatch(c -> "<{[".indexOf(c) >= 0)
                && text.lines().count() == 1;
        return sentence && refusals.meaning(call, List.of(text)) instanceof TextMeaning.Refuses(RefusalKind kind)
                ? new CallVerdict.Refused(kind, text)
                : new CallVerdict.Readable();
    }

    private static List<String> textsInPlaceOfIds(JsonNode answer) {
        JsonNode place = Fields.find(answer, "order", "order_id", "orderid");
        if (place.isContainerNode()) {
            ErrorTexts texts = new ErrorTexts();
            texts.addError(place);
            return texts.texts();
        }
        return place.isTextual() && !place.asText().isBlank() && Ids.of(place).isEmpty()
                ? List.of(place.asText().strip())
                : List.of();
    }

    /** {@code {"order":23501}}, {@code {"order_id":"23501"}}, {@code {"data":{"id":23501}}}, {@code [{"order":23501}]}. */
    public PlacedOrder placed(JsonNode answer) throws UnreadableAnswerException {
        JsonNode single = only(answer);
        JsonNode payload = AnswerEnvelope.of(single).payload();
        Set<String> ids = orderIds(payload, single);
        if (ids.size() != 1) {
            throw new UnreadableAnswerException(
                    ids.isEmpty()
                            ? "an answer to add without an order id"
                            : "an answer to add with more than one order id");
        }
        boolean dripFeed =
                Fields.find(payload, "type").asText("").toLowerCase(Locale.ROOT).startsWith("drip");
        return new PlacedOrder(new PanelOrderId(ids.iterator().next()), dripFeed);
    }

    /** Returns the ids that the answer to {@code add} names: those under a name of an order's id, else under {@code id}. */
    private static Set<String> orderIds(JsonNode payload, JsonNode answer) {
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode node : List.of(only(payload), answer)) {
            node.properties().forEach(field -> {
                String name = Fields.plain(field.getKey());
                if (ORDER_IDS.contains(name)) {
                    ids.addAll(idsIn(field.getValue()));
                }
            });
        }
        if (ids.isEmpty()) {
            Ids.of(Fields.find(only(payload), "id")).ifPresent(ids::add);
        }
        return ids;
    }

    private static Set<String> idsIn(JsonNode node) {
        Set<String> ids = new LinkedHashSet<>();
        if (node.isArray()) {
            node.forEach(element -> ids.addAll(idsIn(element)));
        } else if (node.isObject()) {
            Ids.of(Fields.find(node, "order", "order_id", "orderid"))
                    .or(() -> Ids.of(Fields.find(node, "id")))
                    .ifPresent(ids::add);
        } else {
            Ids.of(node).ifPresent(ids::add);
        }
        return ids;
    }

    /** A list of one entry is taken for the entry. */
    static JsonNode only(JsonNode answer) {
        return answer.isArray() && answer.size() == 1 && answer.get(0).isObject() ? answer.get(0) : answer;
    }

    /** Returns the services; an entry that cannot be read is left out, a list without a readable one is refused. */
    public List<ServiceListing> services(JsonNode answer) throws UnreadableAnswerException {
        return new ServiceListReader(amounts).read(AnswerEnvelope.of(answer).payload());
    }

    /** Reads one order's status as it was written: an object, a text, or null. */
    public OrderAnswer entry(String written) {
        try {
            return states.order(read("[" + written + "]").path(0));
        } catch (UnreadableAnswerException e) {
            return new OrderAnswer.Unreadable(OrderStatusReader.excerpt(written));
        }
    }

    /** Reads one order's status: {@code {"charge":…,"status":…}}, {@code {"status":…,"orders":[86,87]}}, or an error. */
    public OrderAnswer order(JsonNode entry) {
        return states.order(entry);
    }

    /** Reads the status of one order, where the answer may be wrapped, in a list, or keyed by the order's id. */
    public OrderAnswer order(JsonNode answer, PanelOrderId id) {
        return states.order(unwrapped(answer, id.value()));
    }

    private static JsonNode unwrapped(JsonNode answer, String id) {
        JsonNode payload = only(AnswerEnvelope.ofStates(only(answer)).payload());
        for (JsonNode inner : List.of(payload.path(id), payload.path("order"))) {
            if (inner.isObject() || (inner.isTextual() && payload.size() == 1)) {
                return inner;
            }
        }
        JsonNode orders = only(payload.path("orders"));
        boolean wrapped = orders.isObject() && !payload.has("status");
        return wrapped ? orders.has(id) ? orders.get(id) : orders : payload;
    }

    /** Reads many orders' statuses where it is not known which were asked about. */
    public Map<PanelOrderId, OrderAnswer> orders(JsonNode answer) throws UnreadableAnswerException {
        return new EntriesById<>("order", PanelOrderId::new, null).read(payload(answer), states::order);
    }

    /** Reads many orders' statuses, by id or by position; also {@code []} where the account has none of them. */
    public Map<PanelOrderId, OrderAnswer> orders(JsonNode answer, Collection<PanelOrderId> asked)
            throws UnreadableAnswerException {
        return new EntriesById<>("order", PanelOrderId::new, EntriesById.texts(asked))
                .read(payload(answer), states::order);
    }

    static JsonNode payload(JsonNode answer) {
        return AnswerEnvelope.of(answer).payload();
    }

    /** Reads {@code {"status":"Completed"}}, {@code {"status":{"error":"Refill not found"}}}. */
    public RefillStatusAnswer refillStatus(JsonNode entry) {
        return states.refill(entry);
    }

    /** Reads the status of one refill, where the answer may be wrapped, in a list, or keyed by the refill's id. */
    public RefillStatusAnswer refillStatusOfOne(JsonNode answer) {
        return states.refill(unkeyed(only(AnswerEnvelope.ofStates(only(answer)).payload())));
    }

    /** An answer about one thing that is keyed by its id is taken for the answer. */
    static JsonNode unkeyed(JsonNode payload) {
        if (payload.isObject() && payload.size() == 1) {
            Map.Entry<String, JsonNode> only = payload.properties().iterator().next();
            if (Ids.of(only.getKey()).isPresent() && !only.getValue().isNull()) {
                return only.getValue();
            }
        }
        return payload;
    }

    /** Reads many refills' statuses: {@code [{"refill":1,"status":…}]}. */
    public Map<RefillId, RefillStatusAnswer> refillStatuses(JsonNode answer) throws UnreadableAnswerException {
        return new EntriesById<>("refill", RefillId::new, null).read(payload(answer), states::refill);
    }

    /** Reads many refills' statuses, by id or by position. */
    public Map<RefillId, RefillStatusAnswer> refillStatuses(JsonNode answer, Collection<RefillId> asked)
            throws UnreadableAnswerException {
        return new EntriesById<>("refill", RefillId::new, EntriesById.texts(asked))
                .read(payload(answer), states::refill);
    }

    /** Reads {@code {"balance":"100.84292","currency":"USD"}}. */
    public Money balance(JsonNode answer) throws UnreadableAnswerException {
        JsonNode payload = only(payload(only(answer)));
        JsonNode balance = Fields.find(payload, "balance", "funds", "credit", "saldo", "amount");
        JsonNode entry = balance.isObject() ? balance : payload;
        JsonNode number = balance.isObject() ? Fields.find(balance, "amount", "value", "balance") : balance;
        Money amount = amounts.amount(number, entry);
        if (amount == null) {
            throw new UnreadableAnswerException(
                    NumberText.of(number).isAmbiguous()
                            ? "an answer to balance with a number that can be read in two ways: " + number.asText()
                            : "an answer to balance without a number");
        }
        return amount;
    }

    /** Reads {@code {"status":200,"ticket_id":"12345",…}}. */
    public TicketId ticket(JsonNode answer) throws UnreadableAnswerException {
        JsonNode payload = only(payload(only(answer)));
        return Optional.of(Fields.find(payload, "ticket_id", "ticketid", "ticket"))
                .flatMap(node -> node.isObject() ? Ids.of(Fields.find(node, "id", "ticketid")) : Ids.of(node))
                .map(TicketId::new)
                .orElseThrow(() -> new UnreadableAnswerException("an answer to createTicket without a ticket id"));
    }
}
