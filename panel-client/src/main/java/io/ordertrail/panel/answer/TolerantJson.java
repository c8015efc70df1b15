package io.ordertrail.panel.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/**
 * JSON as panels write it: with a byte order mark or PHP's warnings in front of it, trailing commas, comments, values
 * without quotes, and objects in square brackets. Jackson reads what it can; what it cannot is repaired by
 * {@link JsonRepair} and read again. A body that was cut off is never completed by guessing.
 */
final class TolerantJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(20).build());
    }

    private TolerantJson() {}

    /** @throws UnreadableAnswerException if there is no object and no array in it, or it was cut off */
    static JsonNode read(String body) throws UnreadableAnswerException {
        String json = fromFirstBracket(body);
        try { // a number with an endless exponent is valid JSON and no number of Java's
            return one(json);
        } catch (IOException | NumberFormatException strict) {
            try {
                return one(JsonRepair.repair(json));
            } catch (IOException | NumberFormatException repaired) {
                throw new UnreadableAnswerException("the body is no JSON, or was cut off");
            }
        }
    }

    /** What follows the answer is ignored, such as a comment of the page; but not a second answer. */
    private static JsonNode one(String json) throws IOException, UnreadableAnswerException {
        try (JsonParser parser = MAPPER.createParser(json)) {
            JsonNode answer = MAPPER.readTree(parser);
            if (isFollowedByAnother(parser)) {
                throw new UnreadableAnswerException("the body has more than one answer in it");
            }
            return answer == null ? MissingNode.getInstance() : answer;
        }
    }

    private static boolean isFollowedByAnother(JsonParser parser) throws IOException {
        try {
            JsonToken next = parser.nextToken();
            return next == JsonToken.START_OBJECT || next == JsonToken.START_ARRAY;
        } catch (JsonProcessingException e) {
            return false; // a comment of the page, a warning of PHP
        }
    }

    /** Drops a byte order mark, blank lines and what PHP printed before the answer began. */
    private static String fromFirstBracket(String body) throws UnreadableAnswerException {
        String text = body.strip();
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1).strip();
        }
        if (text.isEmpty()) {
            throw new UnreadableAnswerException("the body is empty");
        }
        if (startsAnswer(text, 0)) {
            return text;
        }
        boolean page = text.regionMatches(true, 0, "<!doctype", 0, 9) || text.regionMatches(true, 0, "<html", 0, 5);
        for (int i = 1; i < text.length() && !page; i++) {
            if (startsAnswer(text, i) && (text.charAt(i - 1) == '\n' || text.charAt(i - 1) == '>')) {
                return text.substring(i);
            }
        }
        throw new UnreadableAnswerException(page ? "the body is an HTML page" : "the body is no JSON");
    }

    private static boolean startsAnswer(String text, int at) {
        return text.charAt(at) == '{' || text.charAt(at) == '[';
    }
}
