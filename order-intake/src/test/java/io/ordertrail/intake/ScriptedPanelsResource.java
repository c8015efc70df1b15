package io.ordertrail.intake;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Panels for tests of doubts: each test has one for itself. */
public final class ScriptedPanelsResource implements QuarkusTestResourceLifecycleManager {

    /** With one id space. */
    public static final List<String> STANDARD = List.of(
            "decisions",
            "restart",
            "restart-empty",
            "words",
            "attach",
            "child",
            "twice",
            "null",
            "silent",
            "apart",
            "limited",
            "by-balance",
            "first-lost",
            "own-words",
            "claimed");

    /** With drip-feeds in an id space of their own. */
    public static final List<String> TWO_SPACES = List.of("drip", "same-number");

    /** Where others buy too. */
    public static final String SHARED = "shared";

    private static final Map<String, ScriptedPanel> PANELS = new HashMap<>();

    private @Nullable HttpServer server;

    /** The panel of that name. */
    public static ScriptedPanel panel(String name) {
        return Objects.requireNonNull(PANELS.get(name));
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        HttpServer started = open();
        server = started;
        STANDARD.forEach(name -> add(started, settings, name, "standard"));
        TWO_SPACES.forEach(name -> add(started, settings, name, "smmowner"));
        add(started, settings, SHARED, "standard");
        settings.put("ordertrail.panels." + SHARED + ".exclusive-account", "false");
        settings.put("ordertrail.intake.submission.funds-pause", "10m");
        settings.put("ordertrail.intake.doubt.silent-rounds", "4");
        started.start();
        return settings;
    }

    private static HttpServer open() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(HttpServer server, Map<String, String> settings, String name, String dialect) {
        ScriptedPanel panel = new ScriptedPanel(name, dialect.equals("smmowner"));
        PANELS.put(name, panel);
        server.createContext("/" + name, panel::handle);
        String prefix = "ordertrail.panels." + name;
        settings.put(prefix + ".dialect", dialect);
        settings.put(
                prefix + ".url",
                "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), name));
        settings.put(prefix + ".key", "key-of-" + name);
        settings.put(prefix + ".requests-per-second", "1000");
        settings.put(prefix + ".timeout", "2s");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
