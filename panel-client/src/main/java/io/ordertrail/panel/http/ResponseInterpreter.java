package io.ordertrail.panel.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.answer.AnswerParser;
import io.ordertrail.panel.answer.RefusalTexts;
import io.ordertrail.panel.answer.RepeatingAnswers;
import io.ordertrail.panel.answer.UnreadableAnswerException;
import io.vertx.mutiny.core.buffer.Buffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** From an HTTP answer to what is known. Whatever the status code, the body is read. */
final class ResponseInterpreter {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final AnswerParser answers;
    private final RefusalTexts refusals;
    private final Secret secret;
    private final InstantSource clock;

    ResponseInterpreter(AnswerParser answers, RefusalTexts refusals, Secret secret, InstantSource clock) {
        this.answers = answers;
        this.refusals = refusals;
        this.secret = secret;
        this.clock = clock;
    }

    /** Reads a value, or says that it is not there. */
    @FunctionalInterface
    interface Reader<S, T> {
        T read(S source) throws UnreadableAnswerException;
    }

    AnswerParser answers() {
        return answers;
    }

    /** For a call with one answer: an error in its place is the outcome. */
    <T> Outcome<T> read(Outcome<Reply> outcome, Reader<JsonNode, T> reader) {
        return whenAnswered(outcome, reply -> {
            try {
                JsonNode answer = AnswerParser.read(secret.without(reply.body().toString()));
                Optional<String> error = AnswerParser.errorOf(answer);
                boolean both = error.isPresent() && answer.hasNonNull("order");
                if (both) {
                    return unknown(reply, "an order id and an error at once");
                }
                return error.isPresent() ? ofError(reply, error.get()) : new Outcome.Answered<>(reader.read(answer));
            } catch (UnreadableAnswerException e) {
                return ofUnreadable(reply, e);
            }
        });
    }

    /** The same for the states of many: what came with a code that says nothing of them is none. */
    <T> Outcome<T> readStates(Outcome<Reply> outcome, Reader<JsonNode, T> reader) {
        return whenAnswered(outcome, reply -> {
            Outcome<T> read = read(outcome, reader);
            return read instanceof Outcome.Answered && saysNothing(reply.status()) ? ofCode(reply) : read;
        });
    }

    /** For a status of one order: "Incorrect order ID" is an answer about the order, not of the call. */
    <T> Outcome<T> readOne(Outcome<Reply> outcome, Function<JsonNode, T> reader) {
        return whenAnswered(outcome, reply -> {
            try {
                JsonNode answer = AnswerParser.read(secret.without(reply.body().toString()));
                Optional<String> error = AnswerParser.errorOf(answer);
                if (error.isEmpty() && saysNothing(reply.status())) {
                    return ofCode(reply);
                }
                return error.filter(text -> !isAboutTheId(text))
                        .<Outcome<T>>map(text -> ofError(reply, text))
                        .orElseGet(() -> new Outcome.Answered<>(reader.apply(answer)));
            } catch (UnreadableAnswerException e) {
                return ofUnreadable(reply, e);
            }
        });
    }

    /**
     * Whether what comes with that code is no state of any order, whatever it looks like: a panel that is overloaded, broken
     * or does not know us says so in JSON of its web server's own. An order id is believed with any code, see {@link #read}.
     */
    private static boolean saysNothing(int code) {
        return code >= SERVER_ERROR || code == TOO_MANY_REQUESTS || code == UNAUTHORIZED || code == FORBIDDEN;
    }

    private <T> Outcome<T> ofCode(Reply reply) {
        String code = "HTTP " + reply.status();
        return reply.status() == TOO_MANY_REQUESTS
                ? new Outcome.Refused<>(refusal(RefusalKind.RATE_LIMITED, reply, code))
                : unknown(reply, code + " without an error text");
    }

    private boolean isAboutTheId(String text) {
        return refusals.classify(text)
                .filter(kind -> kind == RefusalKind.NOT_FOUND)
                .isPresent();
    }

    /** For a repeating call for many: what the reader finds order by order. */
    <T> Outcome<T> readMany(Outcome<Reply> outcome, Function<Reply, Reader<JsonNode, T>> reader) {
        return whenAnswered(outcome, reply -> read(outcome, reader.apply(reply)));
    }

    /** The answer as it came, unless it is an error of the whole. */
    Outcome<Buffer> unread(Outcome<Reply> outcome) {
        return whenAnswered(outcome, reply -> {
            String start = reply.body().getString(0, Math.min(10, reply.body().length()));
            boolean suspicious = reply.status() != OK
                    || !(start.startsWith("{") || start.startsWith("["))
                    || start.length() < 10
                    || start.contains("error");
            Buffer body = Buffer.newInstance(reply.body());
            return suspicious ? readStates(outcome, answer -> body) : new Outcome.Answered<>(body);
        });
    }

    /** What {@link #unread} left unread. */
    <T> Outcome<T> readLater(Buffer body, Reader<JsonNode, T> reader) {
        Reply reply = new Reply(OK, null, body.getDelegate(), clock.instant(), Duration.ZERO);
        return read(new Outcome.Answered<>(reply), reader);
    }

    /** For metrics: what the call came to as a whole. */
    String outcomeOf(Outcome<Reply> outcome) {
        return switch (unread(outcome)) {
            case Outcome.Answered<Buffer> _ -> "answered";
            case Outcome.Refused<Buffer> _ -> "refused";
            case Outcome.NotSent<Buffer> _ -> "not_sent";
            case Outcome.Unknown<Buffer> _ -> "unknown";
        };
    }

    Reader<JsonNode, Map<PanelOrderId, RefillAnswer>> refills(Reply reply) {
        return repeating(reply)::refills;
    }

    Reader<JsonNode, Map<PanelOrderId, CancelAnswer>> cancels(Reply reply) {
        return repeating(reply)::cancels;
    }

    /** The answer of a single call for one refill. */
    RefillAnswer refill(Outcome<Reply> outcome) {
        return switch (single(outcome, reply -> repeating(reply)::refill)) {
            case Outcome.Answered<RefillAnswer>(RefillAnswer answer) -> answer;
            case Outcome.Refused<RefillAnswer>(Refusal refusal) -> new RefillAnswer.NotTaken(refusal);
            case Outcome.NotSent<RefillAnswer>(String cause) -> new RefillAnswer.NotAsked(cause);
            case Outcome.Unknown<RefillAnswer>(Evidence evidence) -> new RefillAnswer.InDoubt(evidence);
        };
    }

    /** The answer of a single call for one refill's status. */
    RefillStatusAnswer refillStatus(Outcome<Reply> outcome) {
        return switch (readOne(outcome, answers::refillStatus)) {
            case Outcome.Answered<RefillStatusAnswer>(RefillStatusAnswer answer) -> answer;
            case Outcome.Refused<RefillStatusAnswer>(Refusal refusal) ->
                new RefillStatusAnswer.Unreadable(refusal.text());
            case Outcome.NotSent<RefillStatusAnswer>(String cause) -> new RefillStatusAnswer.Unreadable(cause);
            case Outcome.Unknown<RefillStatusAnswer>(Evidence evidence) ->
                new RefillStatusAnswer.Unreadable(evidence.summary());
        };
    }

    /** The answer of a single call for one cancel; asking again does no harm, so what was not sent is in doubt too. */
    CancelAnswer cancel(Outcome<Reply> outcome) {
        return switch (single(outcome, reply -> repeating(reply)::cancel)) {
            case Outcome.Answered<CancelAnswer>(CancelAnswer answer) -> answer;
            case Outcome.Refused<CancelAnswer>(Refusal refusal) -> new CancelAnswer.NotCanceled(refusal);
            case Outcome.NotSent<CancelAnswer>(String cause) ->
                new CancelAnswer.InDoubt(new Evidence(clock.instant(), Duration.ZERO, OptionalInt.empty(), cause, ""));
            case Outcome.Unknown<CancelAnswer>(Evidence evidence) -> new CancelAnswer.InDoubt(evidence);
        };
    }

    /** Whether the panel has had enough of us for now. */
    boolean limits(Outcome<Reply> outcome) {
        return unread(outcome) instanceof Outcome.Refused<Buffer>(Refusal refusal)
                && refusal.kind() == RefusalKind.RATE_LIMITED;
    }

    /** One entry of a status of many. */
    OrderAnswer entry(String written) {
        return answers.entry(secret.without(written));
    }

    /** A list of one entry is taken for the entry. */
    private <T> Outcome<T> single(Outcome<Reply> outcome, Function<Reply, Function<JsonNode, T>> reader) {
        return whenAnswered(
                outcome,
                reply -> read(
                        outcome,
                        answer -> reader.apply(reply)
                                .apply(answer.isArray() && answer.size() == 1 ? answer.get(0) : answer)));
    }

    private RepeatingAnswers repeating(Reply reply) {
        return new RepeatingAnswers(refusals, explanation -> reply.evidence(explanation, secret));
    }

    private <T> Outcome<T> ofError(Reply reply, String text) {
        Optional<RefusalKind> kind = refusals.classify(text)
                .or(() ->
                        reply.status() == TOO_MANY_REQUESTS ? Optional.of(RefusalKind.RATE_LIMITED) : Optional.empty());
        return kind.<Outcome<T>>map(known -> new Outcome.Refused<>(refusal(known, reply, text)))
                .orElseGet(() -> unknown(reply, "an error text nobody knows"));
    }

    private <T> Outcome<T> ofUnreadable(Reply reply, UnreadableAnswerException e) {
        return reply.status() == TOO_MANY_REQUESTS
                ? ofCode(reply)
                : unknown(reply, e.getMessage() == null ? "unreadable" : e.getMessage());
    }

    private Refusal refusal(RefusalKind kind, Reply reply, String text) {
        return new Refusal(kind, secret.excerpt(text), RetryAfter.parse(reply.retryAfter(), clock.instant()));
    }

    private <T> Outcome<T> unknown(Reply reply, String explanation) {
        return new Outcome.Unknown<>(reply.evidence(explanation, secret));
    }

    private static <T> Outcome<T> whenAnswered(Outcome<Reply> outcome, Function<Reply, Outcome<T>> then) {
        return switch (outcome) {
            case Outcome.Answered<Reply>(Reply reply) -> then.apply(reply);
            case Outcome.Refused<Reply>(Refusal refusal) -> new Outcome.Refused<>(refusal);
            case Outcome.NotSent<Reply>(String cause) -> new Outcome.NotSent<>(cause);
            case Outcome.Unknown<Reply>(Evidence evidence) -> new Outcome.Unknown<>(evidence);
        };
    }
}
