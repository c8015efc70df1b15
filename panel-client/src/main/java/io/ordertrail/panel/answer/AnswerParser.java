package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.RefillId;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.TicketId;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.PlacedOrder;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.ServiceListing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What panels answer, action by action, in the forms of their pages and of the wild. Each method takes an answer that
 * is no error of the whole ({@link #errorOf}) and throws {@link UnreadableAnswerException} where it is something else
 * than the action answers.
 */
public final class AnswerParser {

    private static final char NUL = '\0';
    private static final List<String> EXPLANATIONS = List.of("message", "msg", "reason", "detail", "details", "code");
    private static final List<String> OF_ORDERS = List.of("charge", "start_count", "remains", "currency", "orders");

    private final String currency;
    private final RefusalTexts refusals;

    /**
     * @param currency of amounts that come without one
     * @param refusals decides between "not ours" and "says nothing" for a single order
     */
    public AnswerParser(String currency, RefusalTexts refusals) {
        this.currency = currency;
        this.refusals = refusals;
    }

    /** Reads a body of any quality. */
    public static JsonNode read(String body) throws UnreadableAnswerException {
        return TolerantJson.read(body);
    }

    /** The text of {@code {"error": …}}, whatever it is wrapped in, or empty if this is no error. */
    public static Optional<String> errorOf(JsonNode answer) {
        JsonNode error = answer.path("error");
        if (error.isMissingNode()) {
            error = answer.path("errors");
        }
        if (error.isMissingNode() || error.isNull() || error.asText("?").isBlank()) {
            return Optional.empty();
        }
        if (error.isValueNode()) {
            return Optional.of(text(error));
        }
        JsonNode inner = error.has("message") ? error.get("message") : error.path(0);
        return Optional.of(inner.isValueNode() ? text(inner) : error.toString());
    }

    /** {@code {"order":23501}}, {@code {"order":"23501","type":"dripfeed"}}. */
    public PlacedOrder placed(JsonNode answer) throws UnreadableAnswerException {
        String id = idOf(answer.path("order"))
                .orElseThrow(() -> new UnreadableAnswerException("an answer to add without an order id"));
        boolean dripFeed =
                answer.path("type").asText("").toLowerCase(Locale.ROOT).startsWith("drip");
        return new PlacedOrder(new PanelOrderId(id), dripFeed);
    }

    /** The list of services; an entry that cannot be read is left out, a list without a readable one is refused. */
    public List<ServiceListing> services(JsonNode answer) throws UnreadableAnswerException {
        List<ServiceListing> services = new ArrayList<>();
        for (JsonNode entry : answer) {
            service(entry).ifPresent(services::add);
        }
        if (services.isEmpty() && !answer.isEmpty()) {
            throw new UnreadableAnswerException("a list without a single service that can be read");
        }
        return services;
    }

    private Optional<ServiceListing> service(JsonNode entry) {
        Optional<String> id = idOf(entry.path("service"));
        BigDecimal rate = NumberParser.decimal(entry.path("rate"));
        if (id.isEmpty() || rate == null) {
            return Optional.empty();
        }
        Long minimum = NumberParser.count(entry.path("min"));
        Long maximum = NumberParser.count(entry.path("max"));
        return Optional.of(new ServiceListing(
                new ServiceId(id.get()),
                text(entry.path("name")),
                entry.path("type").asText("Default"),
                text(entry.path("category")),
                new Money(rate, currencyOf(entry)),
                minimum == null ? 1 : minimum,
                maximum == null ? Long.MAX_VALUE : maximum,
                flag(entry.path("dripfeed")),
                flag(entry.path("refill")),
                flag(entry.path("cancel")),
                entry.path(entry.has("desc") ? "desc" : "description").asText("")));
    }

    /** One order's status as it was written: an object, a text, or null. */
    public OrderAnswer entry(String written) {
        try {
            return order(read("[" + written + "]").path(0));
        } catch (UnreadableAnswerException e) {
            return new OrderAnswer.Unreadable(excerpt(written));
        }
    }

    /** One order's status: {@code {"charge":…,"status":…}}, {@code {"status":…,"orders":[86,87]}}, or an error. */
    public OrderAnswer order(JsonNode entry) {
        Optional<String> error = entry.isTextual() ? Optional.of(text(entry)) : errorOf(entry);
        if (error.isPresent()) {
            return refusals.classify(error.get())
                    .filter(kind -> kind == RefusalKind.NOT_FOUND)
                    .<OrderAnswer>map(kind -> new OrderAnswer.Denied(error.get()))
                    .orElseGet(() -> new OrderAnswer.Unreadable(error.get()));
        }
        String word = text(entry.path("status")).strip();
        if (word.isEmpty()) {
            return new OrderAnswer.Unreadable("an entry without a status");
        }
        OrderStatus status = StatusVocabulary.orderStatus(word);
        if (isOfTheCall(status, entry)) {
            return new OrderAnswer.Unreadable(excerpt(entry.toString()));
        }
        BigDecimal charge = NumberParser.decimal(entry.path("charge"));
        return new OrderAnswer.Seen(
                status,
                word,
                NumberParser.count(entry.path("start_count")),
                NumberParser.count(entry.path("remains")),
                charge == null ? null : new Money(charge, currencyOf(entry)),
                children(entry.path("orders")));
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

    private static String excerpt(String written) {
        return written.length() > 100 ? written.substring(0, 100) : written;
    }

    /** Many orders' statuses by id; also {@code []} where nothing is known, and a list of entries with their ids. */
    public Map<PanelOrderId, OrderAnswer> orders(JsonNode answer) throws UnreadableAnswerException {
        return byId(answer, "order", PanelOrderId::new, this::order);
    }

    /** {@code {"status":"Completed"}}, {@code {"status":{"error":"Refill not found"}}}. */
    public RefillStatusAnswer refillStatus(JsonNode entry) {
        JsonNode status = entry.isTextual() ? entry : entry.path("status");
        Optional<String> error = errorOf(entry).or(() -> errorOf(status));
        if (error.isPresent()) {
            return refusals.classify(error.get())
                    .filter(kind -> kind == RefusalKind.NOT_FOUND)
                    .<RefillStatusAnswer>map(kind -> new RefillStatusAnswer.NotFound(error.get()))
                    .orElseGet(() -> new RefillStatusAnswer.Unreadable(error.get()));
        }
        String word = text(status).strip();
        return word.isEmpty()
                ? new RefillStatusAnswer.Unreadable("an entry without a status")
                : new RefillStatusAnswer.Seen(StatusVocabulary.refillStatus(word), word);
    }

    /** Many refills' statuses: {@code [{"refill":1,"status":…}]}. */
    public Map<RefillId, RefillStatusAnswer> refillStatuses(JsonNode answer) throws UnreadableAnswerException {
        return byId(answer, "refill", RefillId::new, this::refillStatus);
    }

    /** {@code {"balance":"100.84292","currency":"USD"}}. */
    public Money balance(JsonNode answer) throws UnreadableAnswerException {
        BigDecimal balance = NumberParser.decimal(answer.path("balance"));
        if (balance == null) {
            throw new UnreadableAnswerException("an answer to balance without a number");
        }
        return new Money(balance, currencyOf(answer));
    }

    /** {@code {"status":200,"ticket_id":"12345",…}}. */
    public TicketId ticket(JsonNode answer) throws UnreadableAnswerException {
        return idOf(answer.path("ticket_id"))
                .or(() -> idOf(answer.path("ticket")))
                .map(TicketId::new)
                .orElseThrow(() -> new UnreadableAnswerException("an answer to createTicket without a ticket id"));
    }

    /** Entries by their ids, from an object keyed by id or a list of entries that name theirs. */
    static <I, A> Map<I, A> byId(JsonNode answer, String idField, Function<String, I> id, Function<JsonNode, A> read)
            throws UnreadableAnswerException {
        Map<I, A> entries = new LinkedHashMap<>();
        if (answer.isObject()) {
            answer.properties()
                    .forEach(field -> idOf(field.getKey())
                            .ifPresent(known -> entries.put(id.apply(known), read.apply(field.getValue()))));
        } else if (answer.isArray()) {
            answer.forEach(entry ->
                    idOf(entry.path(idField)).ifPresent(known -> entries.put(id.apply(known), read.apply(entry))));
        } else {
            throw new UnreadableAnswerException("neither an object nor a list of entries");
        }
        return entries;
    }

    /** An id as text, from a number or a text; empty for null, blank, false, 0 and objects. */
    static Optional<String> idOf(JsonNode node) {
        boolean scalar = node.isTextual() || node.isIntegralNumber();
        return scalar ? idOf(node.asText()) : Optional.empty();
    }

    private static Optional<String> idOf(String text) {
        return Optional.of(text.strip())
                .filter(id -> !id.isEmpty() && !id.equals("0") && id.length() <= 64 && id.indexOf(NUL) < 0);
    }

    private static List<PanelOrderId> children(JsonNode list) {
        Stream<JsonNode> entries = list.isArray() ? list.valueStream() : Stream.empty();
        return entries.flatMap(entry -> idOf(entry).stream())
                .map(PanelOrderId::new)
                .toList();
    }

    /** Without the character that no database takes in a text. */
    private static String text(JsonNode node) {
        return node.asText("").replace(NUL, '\uFFFD');
    }

    private static boolean flag(JsonNode node) {
        String text = node.asText("").strip().toLowerCase(Locale.ROOT);
        return text.equals("true") || text.equals("1") || text.equals("yes");
    }

    private String currencyOf(JsonNode entry) {
        String stated = entry.path("currency").asText("").strip().toUpperCase(Locale.ROOT);
        return stated.matches("[A-Z0-9]{3,8}") ? stated : currency;
    }
}
