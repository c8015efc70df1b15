package io.ordertrail.notifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A way to PostgreSQL that can lose the answer to a commit, or what is said on the way there. */
final class LossyLink implements AutoCloseable {

    /** What is done when the answer to the commit is there, before the connection is cut. */
    private record Planned(Predicate<String> said, Runnable harm) {}

    private final ServerSocket entrance;
    private final int server;
    private final AtomicReference<@Nullable Planned> planned = new AtomicReference<>();
    private volatile Predicate<String> refused = _ -> false;
    private final AtomicInteger refusals = new AtomicInteger();

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

    /**
     * The answer to the commit of the next transaction in which such a thing is said is lost: it is done, and who asked
     * does not learn it.
     *
     * @param said of the bytes of what was sent at once
     */
    void loseCommit(Predicate<String> said, Runnable harm) {
        planned.set(new Planned(said, harm));
    }

    /** Whether an answer was lost. */
    boolean isDone() {
        return planned.get() == null;
    }

    /** From now on a connection is cut where such a thing is said. */
    void refuse(Predicate<String> said) {
        refused = said;
    }

    /** From now on everything passes. */
    void refuseNothing() {
        refused = _ -> false;
    }

    /** How often something was refused. */
    int refusals() {
        return refusals.get();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException e) {
                // the link was closed
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket connection = new Socket(InetAddress.getByName("127.0.0.1"), server);
            Talk talk = new Talk();
            Thread.ofVirtual().start(() -> pass(client, connection, talk::asks));
            Thread.ofVirtual().start(() -> pass(connection, client, _ -> talk.answers()));
        } catch (IOException e) { // the server is down just now: whoever asks learns it at once
            client.close();
        }
    }

    /** What is said on one connection, where each question waits for the answer to the last. */
    private final class Talk {

        private boolean said;
        private volatile @Nullable Planned lost;

        boolean asks(String question) {
            if (refused.test(question)) {
                refusals.incrementAndGet();
                return false;
            }
            Planned now = planned.get();
            if (now != null) {
                said |= now.said().test(question);
                lost = said && question.contains("COMMIT") ? now : null;
            }
            return true;
        }

        boolean answers() {
            Planned now = lost;
            if (now == null) {
                return true;
            }
            now.harm().run();
            planned.set(null);
            return false;
        }
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
