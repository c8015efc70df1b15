package io.ordertrail.notifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/**
 * Stands before a mail server and refuses some recipients as servers do: whose name begins with {@code unknown} for good,
 * with {@code busy} for now. Everything else goes through.
 */
final class SmtpGate implements AutoCloseable {

    private final ServerSocket gate;
    private final int behind;

    SmtpGate(int behind) {
        this.behind = behind;
        try {
            gate = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return gate.getLocalPort();
    }

    private void accept() {
        while (!gate.isClosed()) {
            try {
                Socket client = gate.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            BufferedReader said = reader(client);
            BufferedReader answered = reader(server);
            answer(answered, client.getOutputStream());
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                String refusal = refusal(line.toUpperCase(Locale.ROOT));
                if (!refusal.isEmpty()) {
                    say(client.getOutputStream(), refusal);
                    continue;
                }
                say(server.getOutputStream(), line);
                if (answer(answered, client.getOutputStream()).startsWith("354")) {
                    for (String data = said.readLine(); data != null; data = said.readLine()) {
                        say(server.getOutputStream(), data);
                        if (data.equals(".")) {
                            break;
                        }
                    }
                    answer(answered, client.getOutputStream());
                }
            }
        } catch (IOException e) {
            // one of them went
        }
    }

    private static String refusal(String line) {
        if (line.startsWith("RCPT TO:<UNKNOWN")) {
            return "550 5.1.1 no such user here";
        }
        return line.startsWith("RCPT TO:<BUSY") ? "451 4.3.0 try again later" : "";
    }

    /** Passes on an answer of one line or several; the last. */
    private static String answer(BufferedReader from, OutputStream to) throws IOException {
        while (true) {
            String line = from.readLine();
            if (line == null) {
                throw new IOException("the server went");
            }
            say(to, line);
            if (line.length() < 4 || line.charAt(3) != '-') {
                return line;
            }
        }
    }

    private static void say(OutputStream to, String line) throws IOException {
        to.write((line + "\r\n").getBytes(ISO_8859_1));
        to.flush();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        gate.close();
    }
}
