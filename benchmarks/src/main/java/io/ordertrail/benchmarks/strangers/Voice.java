package io.ordertrail.benchmarks.strangers;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertrail.benchmarks.strangers.Traits.Envelopes;
import io.ordertrail.benchmarks.strangers.Traits.NumberForm;
import io.ordertrail.benchmarks.strangers.Traits.Oddity;
import io.ordertrail.benchmarks.strangers.Traits.Writing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How one panel puts what it has to say. */
final class Voice {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    private final Envelopes envelopes;
    private final Writing writing;
    private final Traits traits;
    private final Phrasebook words;

    Voice(Traits traits, Phrasebook words) {
        this.traits = traits;
        this.envelopes = traits.envelopes();
        this.writing = traits.writing();
        this.words = words;
    }

    /** An order, as its state is answered. */
    record Sight(Bought order, State state, long remains, BigDecimal charge, boolean withChildren) {}

    /** Returns the answer to an order that was taken. */
    Reply taken(Bought order) {
        JsonNode id = id(order.id());
        ObjectNode answer = JSON.objectNode();
        switch (envelopes.add()) {
            case ORDER_NUMBER, IN_DATA, IN_LIST -> answer.set("order", id);
            case ORDER_TEXT -> answer.put("order", order.id());
            case STATUS_SUCCESS -> answer.put("status", "success").set("order", id);
            case ORDER_ID -> answer.set("order_id", id);
            case CAMEL_CASE -> answer.put("success", true).set("orderId", id);
            case ID_AND_STATUS -> answer.<ObjectNode>set("id", id).put("status", words.of(State.PENDING));
            case EMPTY_ERROR -> answer.<ObjectNode>set("order", id).put("error", "");
            case WITH_CHARGE ->
                answer.<ObjectNode>set("order", id)
                        .<ObjectNode>set("charge", amount(order.charge()))
                        .put("currency", writing.currency().name());
        }
        return switch (envelopes.add()) {
            case IN_DATA -> sent(JSON.objectNode().put("success", true).set("data", answer), 200);
            case IN_LIST -> sent(JSON.arrayNode().add(answer), 200);
            default -> sent(answer, 200);
        };
    }

    private static JsonNode id(String id) {
        return id.chars().allMatch(Character::isDigit) ? JSON.numberNode(Long.parseLong(id)) : JSON.textNode(id);
    }

    /** Returns a no. */
    Reply no(Phrase phrase, Optional<Ware> ware) {
        return sent(error(text(phrase, ware)), envelopes.error().code());
    }

    String text(Phrase phrase, Optional<Ware> ware) {
        String text = words.of(phrase);
        return ware.map(one -> text.replace("{min}", Long.toString(one.minimum()))
                        .replace("{max}", Long.toString(one.maximum()))
                        .replace("{service}", Integer.toString(one.id())))
                .orElse(text.replace("{service}", ""));
    }

    private JsonNode error(String text) {
        ObjectNode error = JSON.objectNode();
        return switch (envelopes.error()) {
            case ERROR, ERROR_AND_CODE -> error.put("error", text);
            case STATUS_FAIL_MESSAGE -> error.put("status", "fail").put("message", text);
            case STATUS_ERROR_MESSAGE -> error.put("status", "error").put("message", text);
            case SUCCESS_FALSE_MESSAGE -> error.put("success", false).put("message", text);
            case SUCCESS_FALSE_IN_DATA -> {
                error.put("success", false).putObject("data").put("message", text);
                yield error;
            }
            case ERROR_OBJECT -> {
                error.putObject("error").put("message", text);
                yield error;
            }
            case ERROR_LIST -> {
                error.putArray("error").add(text);
                yield error;
            }
            case ERRORS_BY_FIELD -> {
                error.putObject("errors").putArray("order").add(text);
                yield error;
            }
            case STATUS_AND_ERROR -> error.put("status", "error").put("error", text);
        };
    }

    /** Returns a failure's text as an answer, in the form of a refusal. */
    Reply failing() {
        return sent(error(words.of(Phrase.FAILURE)), 400);
    }

    /** Returns the answer about one order. */
    Reply one(Sight sight) {
        JsonNode state = state(sight);
        return switch (envelopes.status()) {
            case PLAIN -> sent(state, 200);
            case IN_DATA -> sent(JSON.objectNode().put("success", true).set("data", state), 200);
            case IN_LIST -> sent(JSON.arrayNode().add(state), 200);
            case BY_ID -> sent(JSON.objectNode().set(sight.order().id(), state), 200);
        };
    }

    /** Returns the answer about many; empty for those that are none of the account's. */
    Reply many(Map<String, Optional<Sight>> sights) {
        ObjectNode byId = JSON.objectNode();
        ArrayNode list = JSON.arrayNode();
        sights.forEach((id, sight) -> {
            Optional<JsonNode> entry = sight.<JsonNode>map(this::state).or(this::unknown);
            entry.ifPresent(node -> {
                byId.set(id, node);
                ObjectNode named = node.isObject() ? ((ObjectNode) node).deepCopy() : JSON.objectNode();
                if (node.isTextual()) {
                    named.set("error", node);
                }
                named.set(envelopes.many() == Traits.ManyForm.LIST_WITH_ID ? "id" : "order", id(id));
                list.add(named);
            });
        });
        return switch (envelopes.many()) {
            case BY_ID -> sent(byId, 200);
            case BY_ID_IN_DATA ->
                sent(JSON.objectNode().put("status", "success").set("data", byId), 200);
            case LIST_WITH_ORDER, LIST_WITH_ID -> sent(list, 200);
            case NONE -> no(Phrase.NO_ACTION, Optional.empty());
        };
    }

    private Optional<JsonNode> unknown() {
        String text = words.of(Phrase.NO_ORDER);
        return switch (envelopes.unknownId()) {
            case ERROR -> Optional.of(JSON.objectNode().put("error", text));
            case TEXT -> Optional.of(JSON.textNode(text));
            case NULL -> Optional.of(JSON.nullNode());
            case LEFT_OUT -> Optional.empty();
        };
    }

    private ObjectNode state(Sight sight) {
        ObjectNode node = JSON.objectNode();
        node.set("charge", amount(sight.charge()));
        boolean blank = writing.counts() == Traits.CountForm.BLANK_AT_FIRST && sight.state() == State.PENDING;
        node.set(
                writing.startKey(),
                blank ? JSON.textNode("") : count(sight.order().startCount()));
        node.put("status", words.of(sight.state()));
        node.set("remains", count(sight.remains()));
        if (sight.withChildren()) {
            ArrayNode children = node.putArray("orders");
            sight.order().children().forEach(child -> children.add(id(child)));
        }
        if (writing.withCurrency()) {
            node.put("currency", writing.currency().name());
        }
        return node;
    }

    private JsonNode count(long count) {
        return writing.counts() == Traits.CountForm.NUMBER
                ? JSON.numberNode(count)
                : JSON.textNode(Long.toString(count));
    }

    private JsonNode amount(BigDecimal exact) {
        BigDecimal amount = exact.setScale(writing.decimals().digits(), RoundingMode.HALF_UP);
        String plain = amount.toPlainString();
        NumberForm form = writing.amounts();
        return switch (form) {
            case TEXT -> JSON.textNode(plain);
            case NUMBER -> JSON.numberNode(amount);
            case COMMA -> JSON.textNode(plain.replace('.', ','));
            case THOUSANDS -> JSON.textNode(grouped(plain, ',', '.'));
            case COMMA_AND_DOTS -> JSON.textNode(grouped(plain, '.', ','));
            case SIGN -> JSON.textNode(writing.currency().sign() + plain);
            case CODE -> JSON.textNode(plain + " " + writing.currency().name());
        };
    }

    private static String grouped(String plain, char group, char point) {
        int dot = plain.indexOf('.');
        StringBuilder whole = new StringBuilder(plain.substring(0, dot));
        for (int i = whole.length() - 3; i > 0 && whole.charAt(i - 1) != '-'; i -= 3) {
            whole.insert(i, group);
        }
        return whole.append(point).append(plain.substring(dot + 1)).toString();
    }

    Reply balance(BigDecimal balance) {
        ObjectNode answer = JSON.objectNode();
        answer.set("balance", amount(balance));
        answer.put("currency", writing.currency().name());
        return switch (envelopes.balance()) {
            case PLAIN -> sent(answer, 200);
            case IN_DATA -> sent(JSON.objectNode().put("success", true).set("data", answer), 200);
            case STATUS_SUCCESS -> sent(answer.put("status", "success"), 200);
        };
    }

    Reply services(List<Ware> wares) {
        List<ObjectNode> entries = new ArrayList<>();
        wares.forEach(ware -> entries.add(entry(ware)));
        if (traits.wares().oddities().contains(Oddity.DUPLICATE)) {
            entries.add(0, entries.getLast().deepCopy());
        }
        ArrayNode list = JSON.arrayNode().addAll(entries);
        return switch (envelopes.services()) {
            case LIST -> sent(list, 200);
            case IN_DATA -> sent(JSON.objectNode().put("status", "success").set("data", list), 200);
            case IN_SERVICES -> sent(JSON.objectNode().set("services", list), 200);
            case BY_ID -> {
                ObjectNode byId = JSON.objectNode();
                entries.forEach(entry -> byId.set(entry.path("service").asText(), entry));
                yield sent(byId, 200);
            }
        };
    }

    private ObjectNode entry(Ware ware) {
        boolean escaped = traits.wares().oddities().contains(Oddity.ESCAPED_NAMES);
        ObjectNode entry = JSON.objectNode();
        entry.set("service", ware.id() % 2 == 0 ? JSON.numberNode(ware.id()) : JSON.textNode("" + ware.id()));
        entry.put("name", escaped ? ware.name().replace("&", "&amp;").replace("\"", "&quot;") : ware.name());
        entry.put("type", ware.comments() ? "Custom Comments" : "Default");
        entry.put("category", "Category " + ware.id() % 7);
        entry.set("rate", ware.readable() ? amount(ware.rate()) : JSON.textNode("ask us"));
        entry.set("min", count(ware.minimum()));
        entry.set("max", count(listedMaximum(ware)));
        if (ware.flagged()) {
            flags(ware).forEach(entry::set);
        }
        return entry;
    }

    private static long listedMaximum(Ware ware) {
        return switch (ware.limits()) {
            case AS_THEY_ARE -> ware.maximum();
            case NO_MAXIMUM -> 0;
            case MAXIMUM_BELOW_MINIMUM -> ware.minimum() - 1;
        };
    }

    private Map<String, JsonNode> flags(Ware ware) {
        Map<String, JsonNode> flags = new LinkedHashMap<>();
        flags.put("dripfeed", flag(ware.dripFeed()));
        flags.put("refill", flag(ware.refill()));
        flags.put("cancel", flag(ware.cancel()));
        return flags;
    }

    private JsonNode flag(boolean yes) {
        return traits.wares().oddities().contains(Oddity.FLAGS_AS_TEXT)
                ? JSON.textNode(yes ? "1" : "0")
                : JSON.booleanNode(yes);
    }

    /** Returns the answer to cancels, by the id of each order and whether it will be tried. */
    Reply cancels(Map<String, Boolean> cancels) {
        ArrayNode list = JSON.arrayNode();
        cancels.forEach((id, tried) -> {
            ObjectNode entry = list.addObject();
            entry.set("order", id(id));
            String text = words.of(Phrase.NO_CANCEL);
            switch (envelopes.cancel()) {
                case LIST_OF_ONES, LIST_OF_IDS, NONE -> {
                    if (tried) {
                        entry.put(
                                "cancel",
                                envelopes.cancel() == Traits.CancelForm.LIST_OF_IDS ? 100 + id.hashCode() % 90 : 1);
                    } else {
                        entry.putObject("cancel").put("error", text);
                    }
                }
                case LIST_OF_FLAGS -> {
                    entry.put("success", tried);
                    if (!tried) {
                        entry.put("message", text);
                    }
                }
                case SUCCESS_TEXT -> entry.put(tried ? "success" : "error", tried ? "Cancel request accepted" : text);
            }
        });
        return envelopes.cancel() == Traits.CancelForm.NONE ? no(Phrase.NO_ACTION, Optional.empty()) : sent(list, 200);
    }

    private static Reply sent(JsonNode answer, int code) {
        try {
            return Reply.of(code, MAPPER.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
