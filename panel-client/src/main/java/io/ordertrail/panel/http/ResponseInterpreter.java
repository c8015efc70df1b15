package io.ordertrail.panel.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.panel.CancelAnswer;
import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.EvidenceKind;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.PanelCall;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.RefillStatusAnswer;
import io.ordertrail.panel.Refusal;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.UnknownRefusal;
import io.ordertrail.panel.answer.AnswerParser;
import io.ordertrail.panel.answer.CallVerdict;
import io.ordertrail.panel.answer.RefusalTexts;
import io.ordertrail.panel.answer.RepeatingAnswers;
import io.ordertrail.panel.answer.UnreadableAnswerException;
import io.vertx.mutiny.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * From an HTTP answer to what is known. Whatever the status code, the body is read; the code decides only where the body
 * says nothing.
 */
final class ResponseInterpreter {

    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;
    private static final int MOVED_PERMANENTLY = 301;
    private static final int PERMANENT_REDIRECT = 308;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** Of the first field's name: an id, or what an answer to one of the actions begins with. */
    private static final int START = 40;

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

    /** Reads the answer of a call that has one: an error in its place is the outcome. */
    <T> Outcome<T> read(PanelCall call, Outcome<Reply> outcome, Reader<JsonNode, T> reader) {
        return parsed(call, outcome, (reply, answer) -> {
            CallVerdict verdict = answers.verdict(call, answer);
            return verdict instanceof CallVerdict.Readable
                    ? ofReadable(call, reply, answer, reader)
                    : ofVerdict(reply, verdict);
        });
    }

    private <T> Outcome<T> ofReadable(PanelCall call, Reply reply, JsonNode answer, Reader<JsonNode, T> reader) {
        try {
            return new Outcome.Answered<>(reader.read(answer));
        } catch (UnreadableAnswerException e) {
            CallVerdict explanation = answers.explanation(call, answer);
            return explanation instanceof CallVerdict.Readable ? ofUnreadable(reply, e) : ofVerdict(reply, explanation);
        }
    }

    /** Reads the states of many: what came with a code that says nothing of them is none. */
    <T> Outcome<T> readStates(PanelCall call, Outcome<Reply> outcome, Reader<JsonNode, T> reader) {
        return parsed(call, outcome, (reply, answer) -> {
            CallVerdict verdict = answers.verdict(call, answer);
            if (!(verdict instanceof CallVerdict.Readable)) {
                return batch(ofVerdict(reply, verdict));
            }
            return saysNothing(reply.status()) ? ofCode(reply) : batch(ofReadable(call, reply, answer, reader));
        });
    }

    /** Reads the state of one: "Incorrect order ID" is an answer about the order, and no error of the call. */
    <T> Outcome<T> readOne(PanelCall call, Outcome<Reply> outcome, Function<JsonNode, T> reader) {
        return parsed(call, outcome, (reply, answer) -> {
            CallVerdict verdict = answers.verdictOfOne(call, answer);
            boolean aboutTheId =
                    verdict instanceof CallVerdict.Refused(RefusalKind kind, String _) && kind == RefusalKind.NOT_FOUND;
            if (!aboutTheId && !(verdict instanceof CallVerdict.Readable)) {
                return ofVerdict(reply, verdict);
            }
            return !aboutTheId && saysNothing(reply.status())
                    ? ofCode(reply)
                    : new Outcome.Answered<>(reader.apply(answer));
        });
    }

    /** Reads the answers of a repeating call about many, order by order. */
    <T> Outcome<T> readMany(
            PanelCall call, Outcome<Reply> outcome, int asked, Function<Reply, Reader<JsonNode, T>> reader) {
        return whenAnswered(outcome, reply -> {
            Outcome<T> read = read(call, outcome, reader.apply(reply));
            return asked > 1 ? batch(read) : read;
        });
    }

    /** One error in place of the answers about many says so, since it holds for each of them only sometimes. */
    private static <T> Outcome<T> batch(Outcome<T> outcome) {
        return outcome instanceof Outcome.Refused<T>(Refusal refusal)
                ? new Outcome.Refused<>(refusal.asBatch())
                : outcome;
    }

    /**
     * Whether what comes with that code is no state of any order, whatever it looks like: a panel that is overloaded, broken
     * or does not know the caller says so in JSON of its web server's own. An order id is believed with any code, see
     * {@link #read}.
     */
    private static boolean saysNothing(int code) {
        return code >= SERVER_ERROR || code == TOO_MANY_REQUESTS || code == UNAUTHORIZED || code == FORBIDDEN;
    }

    private <T> Outcome<T> ofCode(Reply reply) {
        String code = "HTTP " + reply.status();
        return reply.status() == TOO_MANY_REQUESTS
                ? new Outcome.Refused<>(refusal(RefusalKind.RATE_LIMITED, reply, code))
                : unknown(reply, EvidenceKind.UNREADABLE, code + " without an error text");
    }

    /** Returns the answer as it came, unless it is an error of the call. */
    Outcome<Buffer> unread(Outcome<Reply> outcome) {
        return whenAnswered(outcome, reply -> {
            Buffer body = Buffer.newInstance(reply.body());
            return reply.status() != OK
                            || isSuspicious(reply.body()
                                    .getString(0, Math.min(START, reply.body().length())))
                    ? readStates(PanelCall.STATUS, outcome, answer -> body)
                    : new Outcome.Answered<>(body);
        });
    }

    /** Whether the body may be an error of the call. Most are not, which their first bytes show: they begin with an id. */
    private static boolean isSuspicious(String start) {
        if (!(start.startsWith("{") || start.startsWith("[")) || start.length() < 10) {
            return true;
        }
        int from = start.indexOf('"');
        int to = from < 0 ? -1 : start.indexOf('"', from + 1);
        String name = to < 0 ? "" : start.substring(from + 1, to);
        return start.startsWith("{")
                ? name.chars().noneMatch(Character::isDigit) && !isOfAnAnswer(name)
                : name.startsWith("error") || name.equals("success") || name.equals("message");
    }

    private static boolean isOfAnAnswer(String name) {
        return switch (name) {
            case "order", "refill", "cancel", "balance", "charge", "start_count", "remains" -> true;
            default -> false;
        };
    }

    /** Reads what {@link #unread} left unread. */
    <T> Outcome<T> readLater(Buffer body, Reader<JsonNode, T> reader) {
        Reply reply = new Reply(OK, Reply.Headers.NONE, body.getDelegate(), clock.instant(), Duration.ZERO);
        return batch(read(PanelCall.STATUS, new Outcome.Answered<>(reply), reader));
    }

    /** Returns the outcome of the call as such, for metrics. */
    String outcomeOf(Outcome<Reply> outcome) {
        return switch (unread(outcome)) {
            case Outcome.Answered<Buffer> _ -> "answered";
            case Outcome.Refused<Buffer> _ -> "refused";
            case Outcome.NotSent<Buffer> _ -> "not_sent";
            case Outcome.Unknown<Buffer> _ -> "unknown";
        };
    }

    Reader<JsonNode, Map<PanelOrderId, RefillAnswer>> refills(Reply reply, Collection<PanelOrderId> asked) {
        return answer -> repeating(reply).refills(answer, asked);
    }

    Reader<JsonNode, Map<PanelOrderId, CancelAnswer>> cancels(Reply reply, Collection<PanelOrderId> asked) {
        return answer -> repeating(reply).cancels(answer, asked);
    }

    /** Reads the answer of a single call for one refill. */
    RefillAnswer refill(Outcome<Reply> outcome) {
        return switch (single(PanelCall.REFILL, outcome, reply -> repeating(reply)::refillOfOne)) {
            case Outcome.Answered<RefillAnswer>(RefillAnswer answer) -> answer;
            case Outcome.Refused<RefillAnswer>(Refusal refusal) -> new RefillAnswer.NotTaken(refusal);
            case Outcome.NotSent<RefillAnswer>(String cause) -> new RefillAnswer.NotAsked(cause);
            case Outcome.Unknown<RefillAnswer>(Evidence evidence) -> new RefillAnswer.InDoubt(evidence);
        };
    }

    /** Reads the answer of a single call for one refill's status. */
    RefillStatusAnswer refillStatus(Outcome<Reply> outcome) {
        return switch (readOne(PanelCall.REFILL_STATUS, outcome, answers::refillStatusOfOne)) {
            case Outcome.Answered<RefillStatusAnswer>(RefillStatusAnswer answer) -> answer;
            case Outcome.Refused<RefillStatusAnswer>(Refusal refusal) ->
                new RefillStatusAnswer.Unreadable(refusal.text());
            case Outcome.NotSent<RefillStatusAnswer>(String cause) -> new RefillStatusAnswer.Unreadable(cause);
            case Outcome.Unknown<RefillStatusAnswer>(Evidence evidence) ->
                new RefillStatusAnswer.Unreadable(evidence.summary());
        };
    }

    /** Reads the answer of a single call for one cancel; a repeat does no harm, so what was not sent is in doubt too. */
    CancelAnswer cancel(Outcome<Reply> outcome) {
        return switch (single(PanelCall.CANCEL, outcome, reply -> repeating(reply)::cancelOfOne)) {
            case Outcome.Answered<CancelAnswer>(CancelAnswer answer) -> answer;
            case Outcome.Refused<CancelAnswer>(Refusal refusal) -> new CancelAnswer.NotCanceled(refusal);
            case Outcome.NotSent<CancelAnswer>(String cause) ->
                new CancelAnswer.InDoubt(new Evidence(clock.instant(), Duration.ZERO, OptionalInt.empty(), cause, ""));
            case Outcome.Unknown<CancelAnswer>(Evidence evidence) -> new CancelAnswer.InDoubt(evidence);
        };
    }

    /** The entry is read with its own errors; only a code says something of the call beside it. */
    private <T> Outcome<T> single(
            PanelCall call, Outcome<Reply> outcome, Function<Reply, Function<JsonNode, T>> reader) {
        return parsed(call, outcome, (reply, answer) -> {
            boolean limited = reply.status() == TOO_MANY_REQUESTS;
            CallVerdict verdict = answers.verdict(call, answer);
            return limited && !(verdict instanceof CallVerdict.Refused)
                    ? ofCode(reply)
                    : new Outcome.Answered<>(reader.apply(reply).apply(answer));
        });
    }

    /** Returns whether what the panel said of one order holds for all others too, so that more calls would do no good. */
    boolean holdsForEveryOrder(Outcome<Reply> outcome) {
        Outcome<Boolean> read = whenAnswered(
                outcome,
                reply -> parsed(PanelCall.STATUS, outcome, (_, answer) -> {
                    CallVerdict verdict = answers.verdict(PanelCall.STATUS, answer);
                    return ofVerdict(
                            reply,
                            verdict instanceof CallVerdict.Readable
                                    ? answers.explanation(PanelCall.STATUS, answer)
                                    : verdict);
                }));
        return read instanceof Outcome.NotSent<Boolean>
                || (read instanceof Outcome.Refused<Boolean>(Refusal refusal)
                        && refusal.kind().holdsForEveryOrder());
    }

    /** Reads one entry of a status of many. */
    OrderAnswer entry(String written) {
        return answers.entry(secret.without(written));
    }

    private RepeatingAnswers repeating(Reply reply) {
        return new RepeatingAnswers(
                refusals,
                explanation -> reply.evidence(EvidenceKind.CONTRADICTION, explanation, secret),
                (kind, text) -> refusal(kind, reply, text));
    }

    /** Reads an answer that is JSON. */
    @FunctionalInterface
    private interface Interpretation<T> {
        Outcome<T> of(Reply reply, JsonNode answer);
    }

    private <T> Outcome<T> parsed(PanelCall call, Outcome<Reply> outcome, Interpretation<T> interpretation) {
        return whenAnswered(outcome, reply -> {
            Optional<String> binary = BodyText.unreadable(reply);
            if (binary.isPresent()) {
                return unknown(reply, EvidenceKind.UNREADABLE, binary.get());
            }
            String body = secret.without(reply.body().toString());
            JsonNode answer;
            try {
                answer = AnswerParser.read(body);
            } catch (UnreadableAnswerException e) {
                CallVerdict sentence = answers.sentence(call, body);
                return sentence instanceof CallVerdict.Readable ? ofUnreadable(reply, e) : ofVerdict(reply, sentence);
            }
            return interpretation.of(reply, answer);
        });
    }

    private <T> Outcome<T> ofVerdict(Reply reply, CallVerdict verdict) {
        return switch (verdict) {
            case CallVerdict.Readable() ->
                unknown(reply, EvidenceKind.CONTRADICTION, "an answer that says neither yes nor no");
            case CallVerdict.Refused(RefusalKind kind, String text) ->
                new Outcome.Refused<>(refusal(kind, reply, text));
            case CallVerdict.Contradictory(String text) -> unknown(reply, EvidenceKind.CONTRADICTION, text);
            case CallVerdict.Failed(String text) ->
                reply.status() == TOO_MANY_REQUESTS
                        ? new Outcome.Refused<>(refusal(RefusalKind.RATE_LIMITED, reply, text))
                        : unknown(reply, EvidenceKind.FAILURE, "the panel speaks of a failure: " + text);
            // Of the codes only 429 refuses by itself: any other may come from a panel that took the order.
            case CallVerdict.RefusedInUnknownWords(String text) ->
                reply.status() == TOO_MANY_REQUESTS
                        ? new Outcome.Refused<>(refusal(RefusalKind.RATE_LIMITED, reply, text))
                        : unknownRefusal(reply, text);
        };
    }

    /** A server error is a failure, whatever words stand beside it: nothing is learned from it. */
    private <T> Outcome<T> unknownRefusal(Reply reply, String text) {
        String explanation = "an error text that no rule knows: " + text;
        return reply.status() >= SERVER_ERROR
                ? unknown(reply, EvidenceKind.FAILURE, explanation)
                : new Outcome.Unknown<>(reply.evidence(EvidenceKind.CONTRADICTION, explanation, secret)
                        .as(UnknownRefusal.of(secret.excerpt(text))));
    }

    private <T> Outcome<T> ofUnreadable(Reply reply, UnreadableAnswerException e) {
        if (reply.status() == TOO_MANY_REQUESTS) {
            return ofCode(reply);
        }
        Optional<String> firewall = BodyText.firewall(reply);
        if (firewall.isPresent()) {
            return unknown(
                    reply,
                    EvidenceKind.INTERCEPTED,
                    "a firewall answers in the panel's place (\"%s\"); the panel's settings user-agent and headers may help"
                            .formatted(firewall.get()));
        }
        String message = e.getMessage() == null ? "the body cannot be read" : e.getMessage();
        String title = BodyText.title(reply.body()).map(" (\"%s\")"::formatted).orElse("");
        return unknown(reply, EvidenceKind.UNREADABLE, message + title);
    }

    private Refusal refusal(RefusalKind kind, Reply reply, String text) {
        return new Refusal(
                kind, secret.excerpt(text), RetryAfter.parse(reply.headers().retryAfter(), clock.instant()));
    }

    private <T> Outcome<T> unknown(Reply reply, EvidenceKind kind, String explanation) {
        return new Outcome.Unknown<>(reply.evidence(kind, explanation, secret));
    }

    private <T> Outcome<T> whenAnswered(Outcome<Reply> outcome, Function<Reply, Outcome<T>> then) {
        return switch (outcome) {
            case Outcome.Answered<Reply>(Reply reply) -> isRedirect(reply) ? ofRedirect(reply) : then.apply(reply);
            case Outcome.Refused<Reply>(Refusal refusal) -> new Outcome.Refused<>(refusal);
            case Outcome.NotSent<Reply>(String cause) -> new Outcome.NotSent<>(cause);
            case Outcome.Unknown<Reply>(Evidence evidence) -> new Outcome.Unknown<>(evidence);
        };
    }

    private static boolean isRedirect(Reply reply) {
        return reply.status() >= MULTIPLE_CHOICES
                && reply.status() < BAD_REQUEST
                && reply.headers().location() != null;
    }

    /**
     * A permanent redirect is the web server's rule for the URL: the panel never received the request. Any other may be the
     * page that a program shows after it has done what was asked.
     */
    private <T> Outcome<T> ofRedirect(Reply reply) {
        String to = target(reply.headers().location());
        boolean permanent = reply.status() == MOVED_PERMANENTLY || reply.status() == PERMANENT_REDIRECT;
        return permanent
                ? new Outcome.NotSent<>(
                        secret.excerpt("the panel's url is wrong: it redirects to %s (HTTP %d); set it to that"
                                .formatted(to, reply.status())))
                : unknown(
                        reply,
                        EvidenceKind.INTERCEPTED,
                        "the panel's url redirects to %s; it may be wrong".formatted(to));
    }

    /** Without the query, which may carry the key. */
    private static String target(@Nullable String location) {
        try {
            URI uri = URI.create(location == null ? "" : location.strip());
            String host = uri.getHost() == null
                    ? ""
                    : uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            return host + (uri.getPath() == null ? "" : uri.getPath());
        } catch (IllegalArgumentException e) {
            return "a location that is no URL";
        }
    }
}
