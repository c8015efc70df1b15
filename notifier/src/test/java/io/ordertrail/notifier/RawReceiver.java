package io.ordertrail.notifier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver below HTTP: it reads a request, then does what an HTTP server would not. */
final class RawReceiver implements AutoCloseable {

    /** What is done once the request was read. */
    interface Act {
        void on(Socket socket) throws IOException;
    }

    private final ServerSocket server;
    private final AtomicInteger requests = new AtomicInteger();

    RawReceiver(Act act) {
        this("127.0.0.1", act);
    }

    RawReceiver(String address, Act act) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(act));
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/raw";
    }

    int port() {
        return server.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    /** Writes these bytes and goes. */
    static Act says(String answer) {
        return socket -> {
            socket.getOutputStream().write(answer.getBytes(US_ASCII));
            socket.getOutputStream().flush();
        };
    }

    /** Resets the connection. */
    static Act resets() {
        return socket -> socket.setSoLinger(true, 0);
    }

    /** Never answers; holds the connection until the other side goes. */
    static Act staysSilent() {
        return socket -> {
            while (socket.getInputStream().read() >= 0) {
                // nothing comes
            }
        };
    }

    /** Writes one byte every so many milliseconds, until the other side goes. */
    static Act drips(int millis) {
        return socket -> {
            socket.setSoTimeout(millis);
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nx: ".getBytes(US_ASCII));
            do {
                socket.getOutputStream().write('a');
                socket.getOutputStream().flush();
            } while (isThere(socket));
        };
    }

    /** Waits so long as the socket's timeout says for the other side to go. */
    private static boolean isThere(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private void accept(Act act) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> handle(socket, act));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void handle(Socket socket, Act act) {
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            int length = 0;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            in.skip(length);
            requests.incrementAndGet();
            act.on(socket);
        } catch (IOException e) {
            // the other side went, as some of these want it to
        }
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
