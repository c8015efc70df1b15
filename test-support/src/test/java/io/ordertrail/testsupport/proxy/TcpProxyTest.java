package io.ordertrail.testsupport.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ordertrail.testsupport.proxy.TcpProxy.Direction;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        startEcho(echo);
        proxy = TcpProxy.to(echo.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void bytes_pass_both_ways_and_so_does_the_end() throws IOException {
        try (Socket client = client()) {
            assertThat(ask(client, "a")).isEqualTo("a");
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_delay_holds_open_and_new_connections_until_it_is_ended() throws IOException {
        try (Socket open = client()) {
            assertThat(ask(open, "a")).isEqualTo("a");
            proxy.delay(Direction.TO_CLIENT, Duration.ofMillis(300));
            try (Socket later = client()) {
                assertThat(millisOf(open)).isGreaterThanOrEqualTo(300);
                assertThat(millisOf(later)).isGreaterThanOrEqualTo(300);
            }
            proxy.pass();
            assertThat(ask(open, "a")).isEqualTo("a");
        }
    }

    @Test
    void a_cut_resets_what_is_open_and_lets_new_connections_pass() throws IOException {
        try (Socket open = client()) {
            assertThat(ask(open, "a")).isEqualTo("a");
            proxy.cut();
            assertThatThrownBy(() -> open.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        try (Socket later = client()) {
            assertThat(ask(later, "b")).isEqualTo("b");
        }
    }

    @Test
    void a_swallowed_connection_is_silent_until_it_is_cut() throws IOException {
        try (Socket open = client()) {
            assertThat(ask(open, "a")).isEqualTo("a");
            proxy.swallow();
            assertThatThrownBy(() -> ask(open, "b")).isInstanceOf(SocketTimeoutException.class);

            proxy.pass();
            assertThatThrownBy(() -> ask(open, "c")).isInstanceOf(SocketTimeoutException.class);
            try (Socket later = client()) {
                assertThat(ask(later, "d")).isEqualTo("d");
            }

            proxy.cut();
            assertThatThrownBy(() -> open.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void the_end_of_the_server_is_not_seen_through_a_swallowed_connection() throws IOException {
        try (Socket open = client()) {
            assertThat(ask(open, "a")).isEqualTo("a");
            proxy.swallow(Direction.TO_CLIENT);
            send(open, "q");
            assertThatThrownBy(() -> open.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void one_direction_can_be_swallowed_alone() throws Exception {
        try (Socket open = client()) {
            assertThat(ask(open, "a")).isEqualTo("a");
            HeldAnswer seen = proxy.holdAnswer(request -> request.equals("b"));
            proxy.swallow(Direction.TO_CLIENT);
            assertThatThrownBy(() -> ask(open, "b")).isInstanceOf(SocketTimeoutException.class);
            assertThat(seen.await(LIMIT)).as("the server answered").isTrue();
            seen.release();
        }
    }

    @Test
    void the_answer_to_a_matching_request_is_held_until_it_is_released() throws Exception {
        HeldAnswer held = proxy.holdAnswer(request -> request.contains("buy"));
        try (Socket first = client();
                Socket second = client()) {
            assertThat(ask(second, "look")).isEqualTo("look");
            send(first, "buy");
            assertThat(held.await(LIMIT)).isTrue();
            assertThat(ask(second, "buy")).as("only one answer is held").isEqualTo("buy");

            held.release();
            assertThat(read(first, 3)).isEqualTo("buy");
        }
    }

    @Test
    void an_answer_that_is_lost_ends_its_connection() throws Exception {
        HeldAnswer held = proxy.holdAnswer(_ -> true);
        try (Socket client = client()) {
            send(client, "a");
            assertThat(held.await(LIMIT)).isTrue();
            held.lose();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void a_connection_is_cut_where_a_matching_request_is_sent() throws IOException {
        proxy.cutAt(request -> request.contains("record"));
        try (Socket client = client()) {
            assertThat(ask(client, "look")).isEqualTo("look");
            send(client, "record");
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThat(proxy.cuts()).isOne();
        proxy.cutNowhere();
        try (Socket client = client()) {
            assertThat(ask(client, "record")).isEqualTo("record");
        }
    }

    @Test
    void connections_are_refused_while_the_server_refuses_them() throws Exception {
        int port = echo.getLocalPort();
        echo.close();
        awaitRefusal();
        try (ServerSocket again = new ServerSocket()) {
            again.setReuseAddress(true);
            again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            startEcho(again);
            assertThat(askWhenAccepted("a")).isEqualTo("a");
        }
    }

    private void awaitRefusal() {
        await().atMost(LIMIT).until(() -> {
            try (Socket _ = client()) {
                return false;
            } catch (ConnectException e) {
                return true;
            } catch (IOException e) {
                return false; // the first one is reset
            }
        });
    }

    private String askWhenAccepted(String request) {
        return await().atMost(LIMIT)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () -> {
                            try (Socket client = client()) {
                                return ask(client, request);
                            }
                        },
                        Objects::nonNull);
    }

    private Socket client() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(400);
        return client;
    }

    private static long millisOf(Socket client) throws IOException {
        client.setSoTimeout((int) LIMIT.toMillis());
        long begin = System.nanoTime();
        assertThat(ask(client, "a")).isEqualTo("a");
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static String ask(Socket client, String request) throws IOException {
        send(client, request);
        return read(client, request.length());
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String read(Socket client, int count) throws IOException {
        return new String(client.getInputStream().readNBytes(count), US_ASCII);
    }

    /** Answers what it is sent; ends the connection on {@code q}. */
    private static void startEcho(ServerSocket server) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket client = server.accept();
                    Thread.ofVirtual().start(() -> echo(client));
                } catch (IOException e) {
                    return; // closed
                }
            }
        });
    }

    private static void echo(Socket client) {
        byte[] bytes = new byte[1024];
        try (client) {
            for (int count = client.getInputStream().read(bytes);
                    count >= 0 && bytes[0] != 'q';
                    count = client.getInputStream().read(bytes)) {
                client.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException e) {
            // the connection was cut
        }
    }
}
