package io.ordertrail.panel.http;

import io.ordertrail.panel.Evidence;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.PanelCall;
import io.ordertrail.panel.PanelsConfig.PanelConfig;
import io.ordertrail.panel.SendWindow;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Posts one form and says what is known then. It works on the two steps of the Vert.x client, because its exceptions
 * alone do not distinguish "never left" from "perhaps arrived": a failure of {@code request(…)} is {@link Outcome.NotSent}, all
 * from {@code send(…)} on is {@link Outcome.Unknown}. Redirects are not followed, nothing is tried twice.
 */
final class PanelHttpClient {

    private static final Logger LOG = Logger.getLogger(PanelHttpClient.class);

    /** In bytes. What is not longer needs no second buffer, nor a copy into it. */
    private static final int STATUS_OF_A_HUNDRED = 16_384;

    private final Vertx vertx;
    private final PanelConfig config;
    private final InstantSource clock;
    private final Secret secret;
    private final RequestOptions target;
    private final Duration timeout;
    private final int maxBody;
    private final HttpClient reading;
    private final HttpClient changing;

    PanelHttpClient(Vertx vertx, PanelConfig config, Secret secret, InstantSource clock) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
        this.secret = secret;
        this.timeout = config.timeout();
        this.maxBody = config.maxBody();
        this.target = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(config.url().toString())
                .setFollowRedirects(false)
                .setConnectTimeout(config.connectTimeout().toMillis())
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader("Accept", "application/json")
                .putHeader("User-Agent", config.userAgent());
        config.headers().forEach(target::putHeader);
        this.reading = vertx.createHttpClient(options(config).setKeepAlive(true));
        // A pooled connection that the panel has just closed would make a doubt of an order that never arrived.
        this.changing = vertx.createHttpClient(options(config).setKeepAlive(false));
    }

    /** Returns the same client over connections of its own. */
    PanelHttpClient withOwnConnections() {
        return new PanelHttpClient(vertx, config, secret, clock);
    }

    private static HttpClientOptions options(PanelConfig config) {
        return new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
                .setMaxPoolSize(config.concurrency())
                // A panel is no part of the trace, and must not see its headers.
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setDecompressionSupported(true);
    }

    /**
     * Posts a call that changes nothing at the panel. Never fails: what went wrong is in the outcome.
     *
     * @param begun asked at each subscription for the observer of the outcome
     * @throws IllegalArgumentException if the call changes something
     */
    Uni<Outcome<Reply>> read(PanelCall call, String form, Supplier<Consumer<Outcome<Reply>>> begun) {
        if (call.changesSomething()) {
            throw new IllegalArgumentException(call + " changes something at the panel: it needs a send window");
        }
        return Uni.createFrom().emitter(emitter -> {
            Exchange exchange = exchange(begun, emitter);
            request(reading)
                    .onSuccess(request -> exchange.send(request, Buffer.buffer(form)))
                    .onFailure(exchange::notSent);
        });
    }

    /**
     * Posts a call that changes something at the panel, the one way in which such a call leaves. Never fails: what went
     * wrong is in the outcome.
     *
     * @param window checked before a connection is asked for and again when it is there, which may be much later
     * @param begun asked at each subscription for the observer of the outcome
     */
    Uni<Outcome<Reply>> change(
            PanelCall call, String form, SendWindow window, Supplier<Consumer<Outcome<Reply>>> begun) {
        if (!call.changesSomething()) {
            throw new IllegalArgumentException(call + " changes nothing at the panel: it needs no send window");
        }
        return Uni.createFrom().emitter(emitter -> {
            Exchange exchange = exchange(begun, emitter);
            if (!window.isOpen()) {
                exchange.tooLate(window);
                return;
            }
            request(changing)
                    .onSuccess(request -> {
                        if (window.isOpen()) {
                            exchange.send(request, Buffer.buffer(form));
                        } else {
                            exchange.tooLate(window);
                            request.reset();
                        }
                    })
                    .onFailure(exchange::notSent);
        });
    }

    private Exchange exchange(Supplier<Consumer<Outcome<Reply>>> begun, UniEmitter<? super Outcome<Reply>> emitter) {
        Consumer<Outcome<Reply>> observer = begun.get();
        return new Exchange(clock.instant(), outcome -> {
            report(observer, outcome);
            emitter.complete(outcome);
        });
    }

    /** An observer may fail; the call has its outcome all the same. */
    private void report(Consumer<Outcome<Reply>> observer, Outcome<Reply> outcome) {
        try {
            observer.accept(outcome);
        } catch (RuntimeException e) {
            LOG.errorf("The outcome of a call could not be observed: %s", secret.excerpt(e.toString()));
        }
    }

    private Future<HttpClientRequest> request(HttpClient client) {
        try {
            return client.request(new RequestOptions(target));
        } catch (RuntimeException e) {
            return Future.failedFuture(e); // as a client that is closed does: nothing was sent
        }
    }

    void close() {
        reading.close();
        changing.close();
    }

    /** One request and its answer; the first end counts, later ones are ignored. Lives on one event loop. */
    private final class Exchange {

        private final Instant requestedAt;
        private final Consumer<Outcome<Reply>> whenOver;
        private final Buffer body = Buffer.buffer(STATUS_OF_A_HUNDRED);
        private boolean over;
        private long timer = -1;

        private Exchange(Instant requestedAt, Consumer<Outcome<Reply>> whenOver) {
            this.requestedAt = requestedAt;
            this.whenOver = whenOver;
        }

        private void notSent(Throwable cause) {
            end(new Outcome.NotSent<>(describe(cause)));
        }

        private void tooLate(SendWindow window) {
            end(new Outcome.NotSent<>("the claim is older than %s s: it is not sent any more"
                    .formatted(window.length().toSeconds())));
        }

        private void send(HttpClientRequest request, Buffer form) {
            timer = vertx.setTimer(timeout.toMillis(), fired -> {
                unknown("no complete answer within " + timeout.toSeconds() + " s", OptionalInt.empty());
                request.reset();
            });
            request.exceptionHandler(cause -> unknown(describe(cause), OptionalInt.empty()));
            request.response()
                    .onSuccess(response -> {
                        OptionalInt status = OptionalInt.of(response.statusCode());
                        response.exceptionHandler(cause -> unknown("the answer broke off: " + describe(cause), status));
                        response.handler(part -> {
                            if (body.length() + part.length() > maxBody) {
                                unknown("the answer is larger than " + maxBody + " bytes", status);
                                request.reset();
                            } else if (!over) {
                                body.appendBuffer(part);
                            }
                        });
                        response.endHandler(done -> end(new Outcome.Answered<>(new Reply(
                                response.statusCode(), Reply.Headers.of(response), body, requestedAt, elapsed()))));
                    })
                    .onFailure(cause -> unknown(describe(cause), OptionalInt.empty()));
            request.end(form).onFailure(cause -> unknown(describe(cause), OptionalInt.empty()));
        }

        private void unknown(String explanation, OptionalInt status) {
            String partly = secret.excerpt(body.toString());
            end(new Outcome.Unknown<>(
                    new Evidence(requestedAt, elapsed(), status, secret.excerpt(explanation), partly)));
        }

        private Duration elapsed() {
            return Duration.between(requestedAt, clock.instant());
        }

        private void end(Outcome<Reply> outcome) {
            if (!over) {
                over = true;
                vertx.cancelTimer(timer);
                whenOver.accept(outcome);
            }
        }

        private String describe(Throwable cause) {
            String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
            return secret.excerpt(cause.getClass().getSimpleName() + message);
        }
    }
}
