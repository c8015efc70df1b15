package io.ordertrail.panel.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says about the call as such, and what is left without it.
 *
 * @param says NO where there is an error, or a field that says no, and whatever else says yes
 * @param error whether it names an error, and does not just say no
 * @param texts the error's texts; where there are none, the explanations that stand beside a yes or no
 * @param ofParameters whether the errors are listed by the names of the request's parameters
 * @param payload the answer without its wrappers
 */
record AnswerEnvelope(Says says, boolean error, List<String> texts, boolean ofParameters, JsonNode payload) {

    private static final int MOST_WRAPPERS = 4;

    private static final Set<String> ERRORS = Set.of(
            "error",
            "errors",
            "err",
            "errormessage",
            "errormsg",
            "errortext",
            "errordescription",
            "errordetail",
            "errordetails",
            "exception",
            "fault");
    private static final Set<String> ERROR_CODES = Set.of("errorcode", "errno", "errcode");
    private static final Set<String> FLAGS =
            Set.of("success", "successful", "succeeded", "issuccess", "ok", "isok", "iserror", "haserror");
    private static final Set<String> STATES =
            Set.of("status", "result", "response", "state", "code", "statuscode", "httpcode", "httpstatus");
    private static final Set<String> EXPLANATIONS = Set.of(
            "message",
            "messages",
            "msg",
            "reason",
            "detail",
            "details",
            "description",
            "text",
            "info",
            "data",
            "result",
            "response",
            "content");
    private static final Set<String> WRAPPERS =
            Set.of("data", "result", "results", "response", "payload", "body", "content", "return", "output", "reply");
    /** What only the thing that was asked for has: where it is, nothing is unwrapped any more. */
    private static final Set<String> OF_ANSWERS = Set.of(
            "order",
            "orderid",
            "refill",
            "refillid",
            "cancel",
            "balance",
            "charge",
            "startcount",
            "startcounter",
            "remains",
            "service",
            "ticketid",
            "ticket");

    /** Keeps a copy of the texts. */
    AnswerEnvelope {
        texts = List.copyOf(texts);
    }

    /** Reads the envelope of an answer whose {@code status} speaks of the call. */
    static AnswerEnvelope of(JsonNode answer) {
        return read(answer, true);
    }

    /** Reads the envelope of an answer whose {@code status} is the state of an order or a refill, where it is a word. */
    static AnswerEnvelope ofStates(JsonNode answer) {
        return read(answer, false);
    }

    private static AnswerEnvelope read(JsonNode answer, boolean statusOfTheCall) {
        Reading reading = new Reading(statusOfTheCall);
        JsonNode payload = answer;
        for (int i = 0; i < MOST_WRAPPERS; i++) {
            reading.add(payload);
            JsonNode inner = wrapped(payload);
            if (inner == null) {
                break;
            }
            payload = inner;
        }
        return reading.envelope(payload);
    }

    /** Returns the single container in a wrapper, or null where there is none, or more than one, or an answer beside it. */
    private static @Nullable JsonNode wrapped(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        JsonNode inner = null;
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = Fields.plain(field.getKey());
            boolean answers = OF_ANSWERS.contains(name) && !field.getValue().isNull();
            boolean container = WRAPPERS.contains(name) && field.getValue().isContainerNode();
            if (answers || (container && inner != null)) {
                return null;
            }
            inner = container ? field.getValue() : inner;
        }
        return inner;
    }

    /** Gathers what the answer and its wrappers say. */
    private static final class Reading {

        private final boolean statusOfTheCall;
        private final ErrorTexts errors = new ErrorTexts();
        private final ErrorTexts explanations = new ErrorTexts();
        private boolean no;
        private boolean yes;

        Reading(boolean statusOfTheCall) {
            this.statusOfTheCall = statusOfTheCall;
        }

        void add(JsonNode node) {
            if (node.isArray() && node.valueStream().allMatch(JsonNode::isTextual)) {
                explanations.addError(node); // {"success":false,"data":["Not enough funds"]}
            }
            boolean wraps = wrapped(node) != null;
            node.properties().forEach(field -> add(Fields.plain(field.getKey()), field.getValue(), wraps));
        }

        private void add(String name, JsonNode value, boolean wraps) {
            if (ERRORS.contains(name)) {
                errors.addError(value);
            } else if (ERROR_CODES.contains(name)) {
                no |= isFailing(value);
            } else if (FLAGS.contains(name)) {
                flag(name.endsWith("error") ? opposite(Says.ofFlag(value)) : Says.ofFlag(value));
                explain(value, value.isTextual() && Says.ofFlag(value) == Says.NOTHING);
            } else if (STATES.contains(name)) {
                boolean ofTheCall = statusOfTheCall || wraps || !name.equals("status");
                flag(ofTheCall ? Says.ofState(value) : Says.NOTHING);
                explain(value, statusOfTheCall && value.isTextual() && Says.ofState(value) == Says.NOTHING);
            } else {
                explain(value, EXPLANATIONS.contains(name) && !isWrapper(name, value));
            }
        }

        private static boolean isWrapper(String name, JsonNode value) {
            return WRAPPERS.contains(name) && value.isContainerNode();
        }

        private static boolean isFailing(JsonNode code) {
            return code.isNumber()
                    ? code.asDouble() != 0
                    : code.isTextual()
                            && Says.ofFlag(code) != Says.NO
                            && !code.asText().isBlank();
        }

        private static Says opposite(Says says) {
            return switch (says) {
                case YES -> Says.NO;
                case NO -> Says.YES;
                case NOTHING -> Says.NOTHING;
            };
        }

        private void flag(Says says) {
            no |= says == Says.NO;
            yes |= says == Says.YES;
        }

        private void explain(JsonNode value, boolean applies) {
            if (applies && !value.isNumber() && !value.isBoolean()) {
                explanations.addError(value);
            }
        }

        AnswerEnvelope envelope(JsonNode payload) {
            boolean denied = no || errors.any();
            Says says = denied ? Says.NO : yes ? Says.YES : Says.NOTHING;
            return new AnswerEnvelope(says, errors.any(), texts(), errors.ofParameters(), payload);
        }

        /** The explanations count too, after the errors: {@code {"error":"E17","message":"Insufficient balance"}}. */
        private List<String> texts() {
            Set<String> texts = new LinkedHashSet<>(errors.texts());
            texts.addAll(explanations.texts());
            return new ArrayList<>(texts);
        }
    }

    /** Returns the texts in one. */
    String text() {
        return String.join("; ", texts);
    }

    boolean saysNo() {
        return says == Says.NO;
    }
}
