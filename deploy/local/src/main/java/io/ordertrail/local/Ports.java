package io.ordertrail.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who listens where. */
record Ports(int offset) {

    int postgres() {
        return 5432 + offset;
    }

    int kafka() {
        return 9092 + offset;
    }

    int smtp() {
        return 1025 + offset;
    }

    int simulator() {
        return 8090 + offset;
    }

    int webhooks() {
        return 8099 + offset;
    }

    int prometheus() {
        return 9090 + offset;
    }

    int of(LaunchedService service) {
        return service.port() + offset;
    }

    /** Returns the port of a service's health and metrics. */
    int managementOf(LaunchedService service) {
        return of(service) + 1000;
    }

    /** @throws LauncherException if somebody has one of them */
    void mustBeFree(LauncherOptions options) {
        wanted(options).forEach((user, port) -> {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress("localhost", port));
            } catch (IOException e) {
                throw new LauncherException(
                        "Port %d, for %s, is taken: stop what listens there (lsof -i :%d), or move all ports by --port-offset 10000."
                                .formatted(port, user, port),
                        e);
            }
        });
    }

    private Map<String, Integer> wanted(LauncherOptions options) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        wanted.put("PostgreSQL", postgres());
        wanted.put("Kafka", kafka());
        wanted.put("the mail catcher", smtp());
        wanted.put("the webhook receiver", webhooks());
        if (options.panels().isEmpty()) {
            wanted.put("the panel simulator", simulator());
        }
        for (LaunchedService service : LaunchedService.values()) {
            wanted.put(service.title(), of(service));
            wanted.put(service.title() + "'s health and metrics", managementOf(service));
        }
        if (options.observe()) {
            wanted.put("Prometheus", prometheus());
        }
        return wanted;
    }
}
