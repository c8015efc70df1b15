package io.ordertrail.notifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordertrail.notifier.Receiver.Received;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A receiver of webhooks with a place to do harm at each step of a request. */
final class SteppingReceiver implements AutoCloseable {

    /** Where it is with a request. */
    enum Step {
        /** It read how the request begins, and no more. */
        BEGUN,
        /** It read the request, and kept nothing of it. */
        READ,
        /** It kept it, and said nothing. */
        KEPT,
        /** It sent half of its answer. */
        HALF_ANSWERED
    }

    /** What is done once, at that step of the next request to get there. */
    interface Harm {
        void happen() throws Exception;
    }

    private record Planned(Step step, Harm harm) {}

    private static final class Lost extends IOException {}

    private final ServerSocket server;
    private final List<Received> kept = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final AtomicReference<Planned> planned = new AtomicReference<>();

    SteppingReceiver() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    void once(Step step, Harm harm) {
        planned.set(new Planned(step, harm));
    }

    /** Whether what was planned has been done. */
    boolean isDone() {
        return planned.get() == null;
    }

    void answer(String path, int code) {
        answers.put(path, code);
    }

    List<Received> at(String path) {
        return kept.stream().filter(one -> one.path().equals(path)).toList();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String first = line(in); !first.isEmpty(); first = line(in)) {
                one(first.split(" ")[1], in, socket.getOutputStream());
            }
        } catch (IOException e) {
            // its sender was killed, as planned
        }
    }

    private void one(String path, InputStream in, OutputStream out) throws IOException {
        lose(Step.BEGUN);
        Map<String, List<String>> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(": ?", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), List.of(parts[1]));
        }
        int length = Integer.parseInt(
                headers.getOrDefault("content-length", List.of("0")).getFirst());
        String body = new String(in.readNBytes(length), UTF_8);
        lose(Step.READ);
        // What is said now is decided now, whatever is decided for the next one while harm is done.
        int code = answers.getOrDefault(path, 200);
        kept.add(new Received(path, headers, body, Instant.now()));
        boolean harmed = pass(Step.KEPT);
        byte[] answer = "HTTP/1.1 %d Said\r\nContent-Length: 2\r\n\r\nok"
                .formatted(code)
                .getBytes(ISO_8859_1);
        out.write(answer, 0, answer.length / 2);
        out.flush();
        // What is planned meanwhile is for the next request.
        boolean unused = !harmed && pass(Step.HALF_ANSWERED);
        out.write(answer, answer.length / 2, answer.length - answer.length / 2);
        out.flush();
    }

    /** Harm that is done before the request was kept: it goes no further. */
    private void lose(Step step) throws IOException {
        if (pass(step)) {
            throw new Lost();
        }
    }

    /** Whether there was harm to do. */
    private boolean pass(Step step) throws IOException {
        Planned now = planned.get();
        if (now == null || now.step() != step || !planned.compareAndSet(now, null)) {
            return false;
        }
        try {
            now.harm().happen();
        } catch (Exception e) {
            throw new IOException(e);
        }
        return true;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.read(); one >= 0 && one != '\n'; one = in.read()) {
            if (one != '\r') {
                line.write(one);
            }
        }
        return line.toString(ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
