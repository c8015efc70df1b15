package io.ordertrail.notifier.webhook;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What went wrong, for the endpoint's owner: no class names, nothing of our own network. */
final class FailureMessages {

    private FailureMessages() {}

    static String of(Throwable failure) {
        return switch (failure) {
            case UnknownHostException _ -> "the host cannot be found";
            case ConnectException _ -> "the connection was refused or took too long";
            case SSLException tls -> "TLS failed: " + firstLine(tls);
            case HttpClosedException _ -> "the connection was closed";
            case StreamResetException _ -> "the connection was reset";
            case SocketException _ -> "the connection was reset";
            case IllegalArgumentException _ -> "the answer is no HTTP";
            default -> firstLine(failure);
        };
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
