package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertrail.domain.Money;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.panel.ServiceListing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists of services. An entry that cannot be read costs that entry alone, a limit that makes no sense that limit
 * alone. The rates of the list show together how its numbers are written.
 */
final class ServiceListReader {

    private static final Set<String> YES = Set.of(
            "true",
            "1",
            "yes",
            "y",
            "on",
            "enabled",
            "enable",
            "available",
            "active",
            "evet",
            "да",
            "si",
            "sim",
            "ya",
            "✅",
            "✔");
    private static final Set<String> NO = Set.of(
            "false",
            "0",
            "no",
            "n",
            "off",
            "disabled",
            "disable",
            "none",
            "null",
            "",
            "hayir",
            "нет",
            "nao",
            "tidak",
            "❌",
            "✖",
            "-");
    private static final Set<String> LISTS = Set.of("services", "service", "list", "items", "products", "data");

    private final Amounts amounts;

    ServiceListReader(Amounts amounts) {
        this.amounts = amounts;
    }

    /**
     * Returns the services of the list; of two with one id, the last.
     *
     * @throws UnreadableAnswerException if there is no list, or nothing in it can be read
     */
    List<ServiceListing> read(JsonNode payload) throws UnreadableAnswerException {
        List<Entry> entries = entries(payload, 0);
        NumberStyle rates = style(entries.stream().map(Entry::rate), amounts.style());
        NumberStyle limits = NumberStyle.of(entries.stream()
                .flatMap(entry -> Stream.of(NumberText.of(entry.minimum()), NumberText.of(entry.maximum())))
                .toList());
        Map<ServiceId, ServiceListing> services = new LinkedHashMap<>();
        for (Entry entry : entries) {
            service(entry, rates, limits).ifPresent(service -> {
                services.remove(service.id());
                services.put(service.id(), service);
            });
        }
        if (services.isEmpty() && !payload.isEmpty()) {
            throw new UnreadableAnswerException("a list without a single service that can be read");
        }
        return new ArrayList<>(services.values());
    }

    /** The list's own style first: thousands of numbers show it more surely than what was read before. */
    private static NumberStyle style(Stream<JsonNode> numbers, NumberStyle known) {
        NumberStyle own = NumberStyle.of(numbers.map(NumberText::of).toList());
        return own == NumberStyle.UNKNOWN ? known : own;
    }

    /** A service as it is listed, and the key that it is listed by, if any. */
    private record Entry(JsonNode node, @Nullable String key) {

        JsonNode rate() {
            return Fields.find(node, "rate", "price", "cost", "priceper1000", "rateper1000", "priceperk");
        }

        JsonNode minimum() {
            return Fields.find(node, "min", "minimum", "minquantity", "minorder", "quantitymin");
        }

        JsonNode maximum() {
            return Fields.find(node, "max", "maximum", "maxquantity", "maxorder", "quantitymax");
        }

        Optional<String> id() {
            return Ids.of(Fields.find(node, "service", "service_id", "serviceid"))
                    .or(() -> Ids.of(Fields.find(node, "id")))
                    .or(() -> key == null ? Optional.empty() : Ids.of(key));
        }

        String name() {
            JsonNode service = node.path("service");
            String name = Fields.find(node, "name", "title", "servicename").asText("");
            return text(name.isBlank() && service.isTextual() && Ids.of(service).isEmpty() ? service.asText() : name);
        }
    }

    private static List<Entry> entries(JsonNode payload, int depth) {
        List<Entry> entries = new ArrayList<>();
        if (payload.isArray()) {
            payload.forEach(node -> {
                if (node.isObject()) {
                    entries.add(new Entry(node, null));
                }
            });
        } else if (payload.isObject() && depth < 3) {
            List<JsonNode> lists = payload.properties().stream()
                    .filter(field -> LISTS.contains(Fields.plain(field.getKey())))
                    .map(Map.Entry::getValue)
                    .filter(JsonNode::isContainerNode)
                    .toList();
            if (lists.size() == 1) {
                return entries(lists.getFirst(), depth + 1);
            }
            payload.properties().forEach(field -> {
                if (field.getValue().isObject()) {
                    entries.add(new Entry(field.getValue(), field.getKey()));
                } else if (field.getValue().isArray()) { // by category
                    entries.addAll(entries(field.getValue(), depth + 1));
                }
            });
        }
        return entries;
    }

    private Optional<ServiceListing> service(Entry entry, NumberStyle rates, NumberStyle limits) {
        JsonNode node = entry.node();
        Money rate = amounts.amount(NumberText.of(entry.rate()), Amounts.stated(node), amounts.currency(), rates);
        Optional<String> id = entry.id();
        if (id.isEmpty() || rate == null || rate.amount().signum() < 0) {
            return Optional.empty();
        }
        Long least = limit(entry.minimum(), limits);
        Long most = limit(entry.maximum(), limits);
        boolean contradictory = least != null && most != null && most < least;
        String name = entry.name();
        return Optional.of(new ServiceListing(
                new ServiceId(id.get()),
                name,
                text(Fields.find(node, "type", "servicetype").asText("Default")),
                text(Fields.find(node, "category", "categoryname", "group").asText("")),
                rate,
                least == null || contradictory ? 1 : least,
                most == null || contradictory ? Long.MAX_VALUE : most,
                flag(Fields.find(node, "dripfeed")).orElse(false),
                flag(Fields.find(node, "refill")).orElseGet(() -> RefillPromise.isIn(name)),
                flag(Fields.find(node, "cancel")).orElse(false),
                text(Fields.find(node, "desc", "description", "details").asText(""))));
    }

    /** A limit that is 0, negative or no number is none. */
    private static @Nullable Long limit(JsonNode node, NumberStyle style) {
        Long limit = NumberParser.count(node, style);
        return limit == null || limit <= 0 ? null : limit;
    }

    private static String text(String written) {
        return HtmlEntities.unescape(written);
    }

    /** Empty for a flag that is missing or says neither. */
    private static Optional<Boolean> flag(JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        String word = node.asText("").strip().toLowerCase(Locale.ROOT);
        if (YES.contains(word)) {
            return Optional.of(true);
        }
        return NO.contains(word) ? Optional.of(false) : Optional.empty();
    }
}
