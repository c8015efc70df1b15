package io.ordertrail.notifier.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that knows one server, by whatever name it is asked for; it keeps what it was asked. */
final class EgressProxy implements AutoCloseable {

    private static final String END = "\r\n\r\n";

    private final ServerSocket entrance;
    private final int server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    EgressProxy(int server) {
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

    /** The head of each request to the proxy. */
    List<String> asked() {
        return asked;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket there = new Socket(InetAddress.getByName("127.0.0.1"), server)) {
            String head = head(client.getInputStream());
            asked.add(head);
            if (head.startsWith("CONNECT ")) {
                client.getOutputStream().write(("HTTP/1.1 200 Go on" + END).getBytes(ISO_8859_1));
            } else {
                there.getOutputStream().write(head.getBytes(ISO_8859_1));
            }
            Thread back = Thread.ofVirtual().start(() -> pass(there, client));
            pass(client, there);
            back.join();
        } catch (IOException | InterruptedException e) {
            // one of them went
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            long unused = from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one of them went
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int one = in.read(); one >= 0; one = in.read()) {
            head.write(one);
            if (one == '\n' && head.toString(ISO_8859_1).endsWith(END)) {
                break;
            }
        }
        return head.toString(ISO_8859_1);
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
