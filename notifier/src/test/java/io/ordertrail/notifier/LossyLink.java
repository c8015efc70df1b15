package io.ordertrail.notifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A way to a server that can lose an answer: what was asked for is done, and who asked does not learn it. */
final class LossyLink implements AutoCloseable {

    /** What is done when the answer is there, before the connection is cut. */
    private record Planned(Predicate<String> question, Runnable harm) {}

    private final ServerSocket entrance;
    private final int server;
    private final AtomicReference<@Nullable Planned> planned = new AtomicReference<>();

    /** To that port of this machine. */
    LossyLink(int server) {
        this.server = server;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** The answer to the next such question, given as the bytes of what was sent at once, is lost. */
    void loseAnswer(Predicate<String> question, Runnable harm) {
        planned.set(new Planned(question, harm));
    }

    /** Whether an answer was lost. */
    boolean isDone() {
        return planned.get() == null;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Socket connection = new Socket(InetAddress.getByName("127.0.0.1"), server);
                AtomicReference<@Nullable Planned> lose = new AtomicReference<>();
                Thread.ofVirtual().start(() -> pass(client, connection, asked -> expect(asked, lose)));
                Thread.ofVirtual().start(() -> pass(connection, client, _ -> answer(lose)));
            } catch (IOException e) {
                // the server is down just now, or the link was closed
            }
        }
    }

    private boolean expect(String asked, AtomicReference<@Nullable Planned> lose) {
        Planned now = planned.get();
        if (now != null && now.question().test(asked)) {
            lose.set(now);
        }
        return true;
    }

    private boolean answer(AtomicReference<@Nullable Planned> lose) {
        Planned now = lose.get();
        if (now == null) {
            return true;
        }
        now.harm().run();
        planned.set(null);
        return false;
    }

    /** Until one side goes, or something is not to be passed on. */
    private static void pass(Socket from, Socket to, Predicate<String> passes) {
        byte[] bytes = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (!passes.test(new String(bytes, 0, count, ISO_8859_1))) {
                    return;
                }
                out.write(bytes, 0, count);
                out.flush();
            }
        } catch (IOException e) {
            // one of them went
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
