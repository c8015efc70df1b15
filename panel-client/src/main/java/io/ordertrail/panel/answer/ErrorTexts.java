package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Collects the error texts of one answer. An error may be a text, a truth value beside a message, a number, an object, a
 * list, or a map by field; and {@code false}, 0, a blank, an empty list and the like are no error.
 */
final class ErrorTexts {

    private static final int DEEPEST = 5;
    private static final int MOST = 20;
    private static final int LONGEST = 1_000;

    private static final Set<String> NO_ERROR = Set.of(
            "",
            "0",
            "false",
            "no",
            "none",
            "null",
            "nil",
            "ok",
            "success",
            "successful",
            "no error",
            "no errors",
            "[]",
            "{}",
            "n/a");
    private static final Set<String> FLAGGED = Set.of("1", "true", "yes", "y");
    private static final Set<String> SAID_IN = Set.of(
            "message",
            "messages",
            "msg",
            "error",
            "errors",
            "errormessage",
            "errormsg",
            "errordescription",
            "text",
            "description",
            "detail",
            "details",
            "reason",
            "title",
            "info",
            "response");
    private static final Set<String> SAYS_NOTHING = Set.of(
            "code",
            "status",
            "type",
            "id",
            "field",
            "errorcode",
            "statuscode",
            "httpcode",
            "file",
            "line",
            "trace",
            "path",
            "timestamp");
    /** What a request has; an error by such a name is the panel's check of it, before anything was done. */
    private static final Set<String> PARAMETERS = Set.of(
            "service",
            "link",
            "url",
            "quantity",
            "runs",
            "interval",
            "intervals",
            "comments",
            "comment",
            "keywords",
            "usernames",
            "username",
            "hashtags",
            "hashtag",
            "media",
            "answernumber",
            "groups",
            "min",
            "max",
            "posts",
            "oldposts",
            "delay",
            "expiry",
            "country",
            "device",
            "typeoftraffic",
            "googlekeyword",
            "referringurl");

    private final List<String> texts = new ArrayList<>();
    private boolean flagged;
    private boolean ofParameters;

    /** Takes in the value of a field that holds errors. */
    void addError(JsonNode error) {
        flagged |= collect(error, 0);
    }

    /** Takes in a text that stands where an error would. */
    void flag() {
        flagged = true;
    }

    private boolean collect(JsonNode error, int depth) {
        if (depth > DEEPEST || texts.size() >= MOST) {
            return !error.isEmpty();
        }
        if (error.isBoolean()) {
            return error.booleanValue();
        }
        if (error.isNumber()) {
            return error.asDouble() != 0;
        }
        if (error.isTextual()) {
            return text(error.asText());
        }
        boolean any = false;
        if (error.isArray()) {
            for (JsonNode element : error) {
                any |= collect(element, depth + 1);
            }
        } else if (error.isObject()) {
            any = ofObject(error, depth);
        }
        return any;
    }

    private boolean ofObject(JsonNode error, int depth) {
        boolean any = false;
        boolean said = false;
        boolean parameters = !error.isEmpty();
        for (Map.Entry<String, JsonNode> field : error.properties()) {
            String name = Fields.plain(field.getKey());
            parameters &= PARAMETERS.contains(name);
            if (SAID_IN.contains(name)) {
                said |= collect(field.getValue(), depth + 1);
            }
        }
        if (said) {
            return true;
        }
        for (Map.Entry<String, JsonNode> field : error.properties()) {
            String name = Fields.plain(field.getKey());
            if (SAYS_NOTHING.contains(name)) {
                any |= isCode(field.getValue());
            } else if (!SAID_IN.contains(name)) {
                any |= collect(field.getValue(), depth + 1);
            }
        }
        ofParameters |= any && parameters;
        return any;
    }

    private static boolean isCode(JsonNode code) {
        return code.isNumber() ? code.asDouble() != 0 : code.isTextual() && !NO_ERROR.contains(plain(code.asText()));
    }

    private boolean text(String written) {
        String plain = plain(written);
        if (NO_ERROR.contains(plain)) {
            return false;
        }
        if (!FLAGGED.contains(plain)) {
            String text = written.strip();
            texts.add(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        }
        return true;
    }

    private static String plain(String written) {
        return written.strip().toLowerCase(Locale.ROOT);
    }

    /** Returns whether there is an error, with or without a text. */
    boolean any() {
        return flagged;
    }

    /** Returns whether the errors are listed by the names of the request's own parameters. */
    boolean ofParameters() {
        return ofParameters;
    }

    List<String> texts() {
        return List.copyOf(texts);
    }
}
