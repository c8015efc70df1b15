package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries of an answer about several things: an object keyed by their ids, a list of entries that name theirs, or
 * a list of as many entries as were asked about, none of which names any. The last is read by position only if the ids
 * were asked about in ascending order, since panels answer in the order of the request or of the ids.
 *
 * @param <I> the type of the ids
 */
final class EntriesById<I> {

    private static final Set<String> WRAPPERS =
            Set.of("orders", "order", "refills", "refill", "cancels", "statuses", "status", "items", "list", "data");

    private final String idName;
    private final Function<String, I> idOf;
    private final @Nullable List<String> asked;

    /**
     * @param idName how the entries name the id in lower case without separators: {@code order}
     * @param asked the ids that were asked about in that order, or null where they are not known
     */
    EntriesById(String idName, Function<String, I> idOf, @Nullable List<String> asked) {
        this.idName = idName;
        this.idOf = idOf;
        this.asked = asked;
    }

    /**
     * Returns the entries by their ids; an entry without an id, or with one that was not asked about, is left out.
     *
     * @throws UnreadableAnswerException if nothing in the answer is about any id
     */
    <A> Map<I, A> read(JsonNode answer, Function<JsonNode, A> reader) throws UnreadableAnswerException {
        Map<String, JsonNode> entries = entries(answer);
        Map<I, A> read = new LinkedHashMap<>();
        entries.forEach((id, entry) -> read.put(idOf.apply(id), reader.apply(entry)));
        return read;
    }

    private Map<String, JsonNode> entries(JsonNode answer) throws UnreadableAnswerException {
        if (answer.isArray()) {
            return ofList(answer);
        }
        if (!answer.isObject()) {
            throw new UnreadableAnswerException("neither an object nor a list of entries");
        }
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        answer.properties().forEach(field -> key(field.getKey()).ifPresent(id -> entries.put(id, field.getValue())));
        if (!entries.isEmpty() || answer.isEmpty()) {
            return entries;
        }
        Optional<JsonNode> inner = wrapped(answer);
        if (inner.isPresent()) {
            return entries(inner.get());
        }
        Optional<String> own = ownId(answer).filter(this::wasAsked);
        if (own.isPresent()) {
            return Map.of(own.get(), answer);
        }
        throw new UnreadableAnswerException("an answer that names none of the ids that were asked about");
    }

    /** {@code {"orders":{"1":…}}}; but the orders of a drip-feed are ids, and no entries. */
    private static Optional<JsonNode> wrapped(JsonNode answer) {
        List<JsonNode> inner = answer.properties().stream()
                .filter(field -> WRAPPERS.contains(Fields.plain(field.getKey())))
                .map(Map.Entry::getValue)
                .filter(value -> value.isContainerNode()
                        && !value.isEmpty()
                        && value.iterator().next().isContainerNode())
                .toList();
        return inner.size() == 1 ? Optional.of(inner.getFirst()) : Optional.empty();
    }

    private Optional<String> key(String name) {
        String id = name.strip();
        return asked == null ? Ids.of(id) : Optional.of(id).filter(asked::contains);
    }

    private Map<String, JsonNode> ofList(JsonNode list) throws UnreadableAnswerException {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        for (JsonNode entry : list) {
            ownId(entry).filter(this::wasAsked).ifPresent(id -> entries.put(id, entry));
        }
        if (!entries.isEmpty() || list.isEmpty()) {
            return entries;
        }
        Optional<Map<String, JsonNode>> other =
                byBareIds(list).or(() -> byKeysOfEntries(list)).or(() -> byPosition(list));
        return other.orElseThrow(
                () -> new UnreadableAnswerException("a list that names none of the ids that were asked about"));
    }

    private boolean wasAsked(String id) {
        return asked == null || asked.contains(id);
    }

    /** By {@code order}, {@code order_id}, {@code orderId}. */
    private Optional<String> ownId(JsonNode entry) {
        return entry.isObject() ? Ids.of(Fields.find(entry, idName, idName + "_id", idName + "id")) : Optional.empty();
    }

    /** By {@code id}, which may be the id of anything: only if all of them were asked about, and each differs. */
    private Optional<Map<String, JsonNode>> byBareIds(JsonNode list) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        for (JsonNode entry : list) {
            Optional<String> id = entry.isObject() ? Ids.of(Fields.find(entry, "id")) : Optional.empty();
            if (id.isEmpty() || !wasAsked(id.get()) || entries.put(id.get(), entry) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(entries);
    }

    /** {@code [{"1":{…}},{"2":{…}}]}. */
    private Optional<Map<String, JsonNode>> byKeysOfEntries(JsonNode list) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        for (JsonNode entry : list) {
            if (!entry.isObject() || entry.size() != 1) {
                return Optional.empty();
            }
            Map.Entry<String, JsonNode> only = entry.properties().iterator().next();
            Optional<String> id = key(only.getKey());
            if (id.isEmpty() || entries.put(id.get(), only.getValue()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(entries);
    }

    private Optional<Map<String, JsonNode>> byPosition(JsonNode list) {
        List<String> ids = asked;
        boolean applies = ids != null
                && ids.size() == list.size()
                && isAscending(ids)
                && list.valueStream().noneMatch(this::namesAnId);
        if (!applies || ids == null) {
            return Optional.empty();
        }
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            entries.put(ids.get(i), list.get(i));
        }
        return Optional.of(entries);
    }

    private boolean namesAnId(JsonNode entry) {
        return ownId(entry).isPresent()
                || (entry.isObject() && Ids.of(Fields.find(entry, "id")).isPresent());
    }

    private static boolean isAscending(List<String> ids) {
        Set<String> seen = new HashSet<>();
        String before = "";
        for (String id : ids) {
            boolean number = id.chars().allMatch(Character::isDigit);
            boolean after =
                    id.length() > before.length() || (id.length() == before.length() && id.compareTo(before) > 0);
            if (!number || !after || !seen.add(id)) {
                return false;
            }
            before = id;
        }
        return true;
    }

    /** Returns the ids in the order in which they were asked about. */
    static List<String> texts(Iterable<?> ids) {
        Set<String> texts = new LinkedHashSet<>();
        ids.forEach(id -> texts.add(id.toString()));
        return new ArrayList<>(texts);
    }
}
