package io.ordertrail.local.process;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A process for the test to handle: ready at once, or failing at once. */
final class SampleService {

    private SampleService() {}

    public static void main(String... arguments) throws IOException {
        if (System.getenv("FAIL") != null) {
            System.exit(3);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.getInteger("port")), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }
}
