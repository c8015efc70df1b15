package io.ordertrail.testsupport.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ordertrail.testsupport.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A link to a server on this machine that can be disturbed. At first everything passes. Where the server refuses
 * connections, so does the proxy. Thread-safe.
 *
 * <pre>{@code
 * TcpProxy link = TcpProxy.toPostgres(postgres.port());
 * HeldAnswer answer = link.holdCommit(done -> done.contains("SUBMITTING"));   // committed, and the client waits
 * link.delay(Direction.TO_CLIENT, Duration.ofMillis(300));
 * link.swallow();      // silent, as a node that lost power: no end, no reset, nothing arrives
 * link.pass();         // new connections pass again; what was swallowed stays dead …
 * link.cut();          // … until it is reset
 * }</pre>
 */
public final class TcpProxy implements AutoCloseable {

    /** Which way bytes go. */
    public enum Direction {
        /** From the client to the server. */
        TO_SERVER,
        /** From the server to the client. */
        TO_CLIENT
    }

    private static final int CHUNK = 64 * 1024;
    private static final int BACKLOG = 256;
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);
    /** PostgreSQL's answer to a COMMIT. */
    private static final String COMMITTED = "COMMIT\0";

    private final int server;
    private final boolean postgres;
    private final int port;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final List<HeldAnswer> answers = new CopyOnWriteArrayList<>();
    private final List<HeldAnswer> commits = new CopyOnWriteArrayList<>();
    private final Map<Direction, Duration> delays = new EnumMap<>(Direction.class);
    private final Set<Direction> swallowed = EnumSet.noneOf(Direction.class);
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile Predicate<String> cutting = _ -> false;
    private volatile boolean closed;
    private volatile ServerSocket entrance;

    private TcpProxy(int server, boolean postgres) {
        this.server = server;
        this.postgres = postgres;
        this.port = FreePort.find();
        this.entrance = listen(port);
        Thread.ofVirtual().name("proxy-" + port).start(this::accept);
    }

    /** Returns a link to that port. */
    public static TcpProxy to(int server) {
        return new TcpProxy(server, false);
    }

    /** Returns a link to the PostgreSQL on that port, which recognises a COMMIT. Connections must not be encrypted. */
    public static TcpProxy toPostgres(int server) {
        return new TcpProxy(server, true);
    }

    /** Returns the port on the loopback address that clients connect to. */
    public int port() {
        return port;
    }

    /** Ends delays, and lets new connections pass. Connections that were swallowed stay dead until they are cut. */
    public synchronized void pass() {
        delays.clear();
        swallowed.clear();
    }

    /** Passes everything in that direction on later by this time, on connections open now and made later. */
    public synchronized void delay(Direction direction, Duration time) {
        delays.put(direction, time);
    }

    /**
     * Passes nothing on in that direction from now on, on connections open now and made until {@link #pass}. Neither
     * end learns of it: what it sends is acknowledged, and also the end of a connection does not arrive.
     */
    public synchronized void swallow(Direction direction) {
        swallowed.add(direction);
        connections.forEach(connection -> connection.swallow(direction));
    }

    /** Swallows both directions. */
    public void swallow() {
        swallow(Direction.TO_SERVER);
        swallow(Direction.TO_CLIENT);
    }

    /** Resets every open connection, also those that were swallowed. New ones can be made at once. */
    public void cut() {
        connections.forEach(Connection::reset);
    }

    /**
     * Cuts a connection from now on where a matching request is sent, before the request is passed on.
     *
     * @param request matches the bytes that were sent at once, as ISO-8859-1
     */
    public void cutAt(Predicate<String> request) {
        cutting = request;
    }

    /** Ends {@link #cutAt}. */
    public void cutNowhere() {
        cutting = _ -> false;
    }

    /** Returns how often {@link #cutAt} has cut a connection. */
    public int cuts() {
        return cuts.get();
    }

    /**
     * Holds back the next answer to a matching request: the first bytes after it on its connection.
     *
     * @param request matches the bytes that were sent at once, as ISO-8859-1
     */
    public HeldAnswer holdAnswer(Predicate<String> request) {
        HeldAnswer answer = new HeldAnswer(request);
        answers.add(answer);
        return answer;
    }

    /**
     * Holds back PostgreSQL's answer to the COMMIT of the next matching transaction. When it is held, the transaction
     * is committed.
     *
     * @param transaction matches the transaction's statements with their values, and how many rows each changed, as
     *     {@code UPDATE 3}
     * @throws IllegalStateException if this is no link to PostgreSQL
     */
    public HeldAnswer holdCommit(Predicate<String> transaction) {
        if (!postgres) {
            throw new IllegalStateException("only a link made with toPostgres() recognises a COMMIT");
        }
        HeldAnswer commit = new HeldAnswer(transaction);
        commits.add(commit);
        return commit;
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    private void accept() {
        while (!closed) {
            try {
                acceptWhileServerListens(entrance);
                awaitServer();
                if (!closed) {
                    entrance = listen(port);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        close();
    }

    /** Returns, no longer listening, when the server refuses a connection. */
    private void acceptWhileServerListens(ServerSocket listening) {
        try (listening) {
            while (true) {
                Socket client = listening.accept();
                Optional<Socket> there = connect();
                if (there.isEmpty()) {
                    reset(client);
                    return;
                }
                start(new Connection(client, there.get()));
            }
        } catch (IOException e) {
            // the proxy was closed
        }
    }

    private void awaitServer() throws InterruptedException {
        while (!closed) {
            Optional<Socket> there = connect();
            if (there.isPresent()) {
                reset(there.get());
                return;
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_PROBES.toMillis());
        }
    }

    private Optional<Socket> connect() {
        try {
            return Optional.of(new Socket(InetAddress.getLoopbackAddress(), server));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private synchronized void start(Connection connection) {
        connections.add(connection);
        swallowed.forEach(connection::swallow);
        Thread.ofVirtual().start(() -> connection.pump(Direction.TO_SERVER));
        Thread.ofVirtual().start(() -> connection.pump(Direction.TO_CLIENT));
    }

    private synchronized Duration delayOf(Direction direction) {
        return delays.getOrDefault(direction, Duration.ZERO);
    }

    private static Optional<HeldAnswer> claimedBy(List<HeldAnswer> waiting, String asked) {
        Optional<HeldAnswer> claimed =
                waiting.stream().filter(held -> held.claims(asked)).findFirst();
        claimed.ifPresent(waiting::remove);
        return claimed;
    }

    /** Sets no ending sequence: the other side sees a reset. */
    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // it is closed already
        }
    }

    /** Stops listening and resets every connection. */
    @Override
    public void close() {
        closed = true;
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    /** A client's connection and the one to the server that belongs to it. */
    private final class Connection {

        private final Socket client;
        private final Socket there;
        private final PostgresSession session = new PostgresSession();
        private final Set<Direction> dead = ConcurrentHashMap.newKeySet();
        private volatile @Nullable HeldAnswer next;
        private volatile @Nullable HeldAnswer nextCommit;
        private String lastOfAnswer = "";

        Connection(Socket client, Socket there) throws IOException {
            this.client = client;
            this.there = there;
            client.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
        }

        void swallow(Direction direction) {
            dead.add(direction);
        }

        void reset() {
            connections.remove(this);
            TcpProxy.reset(client);
            TcpProxy.reset(there);
        }

        void pump(Direction direction) {
            Socket from = direction == Direction.TO_SERVER ? client : there;
            Socket to = direction == Direction.TO_SERVER ? there : client;
            byte[] bytes = new byte[CHUNK];
            try {
                for (int count = from.getInputStream().read(bytes);
                        count >= 0;
                        count = from.getInputStream().read(bytes)) {
                    if (!passes(direction, bytes, count)) {
                        reset();
                        return;
                    }
                    if (!dead.contains(direction)) {
                        to.getOutputStream().write(bytes, 0, count);
                    }
                }
                end();
            } catch (IOException e) {
                end();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                reset();
            }
        }

        /** Passes the end on, unless it is swallowed as everything else. */
        private void end() {
            if (!dead.isEmpty()) {
                dead.addAll(EnumSet.allOf(Direction.class));
                return;
            }
            connections.remove(this);
            try (client;
                    there) {
                client.shutdownOutput();
            } catch (IOException e) {
                // one of them went without an end
            }
        }

        private boolean passes(Direction direction, byte[] bytes, int count) throws InterruptedException {
            if (!dead.contains(direction)) {
                Duration delay = delayOf(direction);
                if (delay.isPositive()) {
                    TimeUnit.MILLISECONDS.sleep(delay.toMillis());
                }
            }
            return direction == Direction.TO_SERVER ? asks(bytes, count) : answers(bytes, count);
        }

        /** Before the request is passed on, so that its answer cannot come first. */
        private boolean asks(byte[] bytes, int count) {
            if (postgres) {
                session.committedBy(bytes, count)
                        .flatMap(transaction -> claimedBy(commits, transaction))
                        .ifPresent(held -> nextCommit = held);
            }
            String asked = new String(bytes, 0, count, ISO_8859_1);
            if (cutting.test(asked)) {
                cuts.incrementAndGet();
                return false;
            }
            claimedBy(answers, asked).ifPresent(held -> next = held);
            return true;
        }

        private boolean answers(byte[] bytes, int count) throws InterruptedException {
            HeldAnswer commit = nextCommit;
            if (commit == null && postgres && !commits.isEmpty()) {
                session.answered(new String(bytes, 0, count, ISO_8859_1));
            }
            if (commit != null) {
                String text = lastOfAnswer + new String(bytes, 0, count, ISO_8859_1);
                lastOfAnswer = text.substring(Math.max(0, text.length() - COMMITTED.length()));
                if (!text.contains(COMMITTED)) {
                    return true;
                }
                nextCommit = null;
                lastOfAnswer = "";
                return commit.hold();
            }
            HeldAnswer held = next;
            next = null;
            return held == null || held.hold();
        }
    }
}
