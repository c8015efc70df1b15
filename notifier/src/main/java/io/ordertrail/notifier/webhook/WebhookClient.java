package io.ordertrail.notifier.webhook;

import io.ordertrail.notifier.delivery.AttemptResult;
import io.ordertrail.notifier.delivery.AttemptResult.Verdict;
import io.ordertrail.notifier.webhook.DestinationResolver.Found;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Posts, within limits: to the vetted address alone, no redirects, a deadline for all of it, a largest answer. Whatever
 * the receiver does ends in an {@link AttemptResult}.
 */
@ApplicationScoped
class WebhookClient {

    /** Below what common servers wait before they close an idle connection, so that a post seldom meets a closed one. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private final HttpClient client;
    private final Vertx vertx;
    private final WebhookSettings settings;
    private final InstantSource clock;

    WebhookClient(Vertx vertx, WebhookSettings settings, InstantSource clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        this.client = vertx.createHttpClient(options(settings));
    }

    Uni<AttemptResult> post(Found.At where, MultiMap headers, byte[] body) {
        return Uni.createFrom().emitter(emitter -> new Exchange(where, headers, body, emitter).begin());
    }

    /** One request and what comes of it; the first thing that ends it counts. */
    private final class Exchange {
        private final Found.At where;
        private final MultiMap headers;
        private final byte[] body;
        private final UniEmitter<? super AttemptResult> emitter;
        private final AtomicBoolean over = new AtomicBoolean();
        private final ResponseBody answer = new ResponseBody();
        private final long started = System.nanoTime();
        private final long deadline;
        private @Nullable HttpClientRequest request;

        Exchange(Found.At where, MultiMap headers, byte[] body, UniEmitter<? super AttemptResult> emitter) {
            this.where = where;
            this.headers = headers;
            this.body = body;
            this.emitter = emitter;
            this.deadline = vertx.setTimer(settings.timeout().toMillis(), _ -> timedOut());
        }

        void begin() {
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setSsl(where.url().secure())
                    .setHost(bare(where.url().host()))
                    .setPort(where.url().port())
                    .setURI(where.url().pathAndQuery())
                    .setFollowRedirects(false)
                    .setHeaders(headers);
            if (where.address() != null) {
                options.setServer(where.address());
            }
            client.request(options).onSuccess(this::send).onFailure(e -> end(failed("no connection", e)));
        }

        private void send(HttpClientRequest made) {
            request = made;
            if (over.get()) {
                boolean unused = made.reset();
                return;
            }
            if (took().compareTo(settings.timeout()) >= 0) {
                // The process slept: by now another replica may have sent it, and what came after it.
                timedOut();
                return;
            }
            made.response().onSuccess(this::read).onFailure(e -> end(failed("no answer", e)));
            made.end(Buffer.buffer(body)).onFailure(e -> end(failed("could not send", e)));
        }

        private void read(HttpClientResponse response) {
            response.handler(part -> {
                answer.append(part);
                if (answer.size() > settings.largestAnswer()) {
                    end(said(response));
                    cut();
                }
            });
            response.exceptionHandler(
                    e -> end(failed("the answer broke off after status " + response.statusCode(), e)));
            response.endHandler(_ -> end(said(response)));
        }

        private AttemptResult said(HttpClientResponse response) {
            int code = response.statusCode();
            String text = code >= 300 && code < 400
                    ? "redirects are not followed; change the subscription's target instead"
                    : answer.text();
            Optional<Duration> retryAfter =
                    HttpStatusRules.retryAfter(response.getHeader("Retry-After"), clock.instant());
            return new AttemptResult(HttpStatusRules.verdict(code), code, text, retryAfter, took());
        }

        private AttemptResult failed(String what, Throwable e) {
            return AttemptResult.none(Verdict.FAILED, what + ": " + FailureMessages.of(e), took());
        }

        private void timedOut() {
            end(AttemptResult.none(
                    Verdict.FAILED,
                    "no whole answer within " + settings.timeout().toSeconds() + " s",
                    took()));
            cut();
        }

        private void cut() {
            if (request != null) {
                boolean unused = request.reset();
            }
        }

        private void end(AttemptResult with) {
            if (over.compareAndSet(false, true)) {
                vertx.cancelTimer(deadline);
                emitter.complete(with);
            }
        }

        private Duration took() {
            return Duration.ofNanos(System.nanoTime() - started);
        }
    }

    private static HttpClientOptions options(WebhookSettings settings) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setMaxPoolSize(settings.connections())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setIdleTimeout((int) settings.timeout().toSeconds() + 5)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxHeaderSize(16 * 1024)
                .setDecompressionSupported(false)
                .setVerifyHost(true)
                // The courier makes the span, and says which trace goes on there.
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setMetricsName("webhooks");
        settings.trustedCertificates()
                .ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        settings.proxy().ifPresent(proxy -> options.setProxyOptions(proxy(proxy)));
        return options;
    }

    private static ProxyOptions proxy(URI uri) {
        ProxyOptions proxy = new ProxyOptions()
                .setType(ProxyType.HTTP)
                .setHost(uri.getHost())
                .setPort(uri.getPort());
        if (uri.getUserInfo() != null) {
            String[] user = uri.getUserInfo().split(":", 2);
            proxy.setUsername(user[0]).setPassword(user.length == 2 ? user[1] : "");
        }
        return proxy;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
