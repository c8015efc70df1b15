package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the fields of an answer under the names that panels give them, in any case and with or without underscores. */
final class Fields {

    private Fields() {}

    /**
     * Returns the first of these fields that is there and not null; missing if there is none.
     *
     * @param names as the field is written most often first, then in lower case without separators
     */
    static JsonNode find(JsonNode object, String... names) {
        for (String name : names) {
            JsonNode field = object.path(name);
            if (!field.isMissingNode() && !field.isNull()) {
                return field;
            }
        }
        if (object.isObject()) {
            List<String> plain = List.of(names);
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (!field.getValue().isNull() && plain.contains(plain(field.getKey()))) {
                    return field.getValue();
                }
            }
        }
        return MissingNode.getInstance();
    }

    /** Returns the name in lower case without underscores, hyphens and blanks. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char here = name.charAt(i);
            if (here != '_' && here != '-' && here != ' ') {
                plain.append(here);
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }
}
