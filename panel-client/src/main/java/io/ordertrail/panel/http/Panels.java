package io.ordertrail.panel.http;

import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.panel.CallObserver;
import io.ordertrail.panel.Dialect;
import io.ordertrail.panel.LearnedRefusals;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.PanelsConfig;
import io.ordertrail.panel.PanelsConfig.PanelConfig;
import io.ordertrail.panel.RefillStatus;
import io.ordertrail.panel.RefusalKind;
import io.ordertrail.panel.answer.AnswerParser;
import io.ordertrail.panel.answer.NumberStyle;
import io.ordertrail.panel.answer.RefusalTexts;
import io.ordertrail.panel.answer.StatusVocabulary;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The panels of the configuration, each with connections of its own, so that a slow one holds up no other. Thread-safe.
 */
public final class Panels implements AutoCloseable {

    private static final Set<String> HEADERS_OF_ITS_OWN = Set.of(
            "host", "content-type", "content-length", "content-encoding", "transfer-encoding", "connection", "expect");

    private final Map<PanelName, HttpPanel> byName;
    private final Queue<HttpPanel> ownConnections = new ConcurrentLinkedQueue<>();

    private Panels(Map<PanelName, HttpPanel> byName) {
        this.byName = byName;
    }

    /**
     * Checks the configuration and makes the panels.
     *
     * @throws IllegalArgumentException if a setting is wrong; the message names it, and says what it must be
     */
    public static Panels of(PanelsConfig config, Vertx vertx, InstantSource clock, CallObserver observer) {
        return of(config, vertx, clock, observer, LearnedRefusals.NONE);
    }

    /**
     * Checks the configuration and makes the panels.
     *
     * @param learned asked for each error text of {@code add} that no rule knows
     * @throws IllegalArgumentException if a setting is wrong; the message names it, and says what it must be
     */
    public static Panels of(
            PanelsConfig config, Vertx vertx, InstantSource clock, CallObserver observer, LearnedRefusals learned) {
        Map<PanelName, HttpPanel> byName = new TreeMap<>();
        requireAccountsOfTheirOwn(config);
        config.panels().forEach((name, panel) -> {
            PanelName known = new PanelName(name);
            byName.put(known, panel(known, panel, vertx, clock, observer, learned));
        });
        return new Panels(Collections.unmodifiableMap(byName));
    }

    /** Two panels with one account would take each other's orders for lost ones. */
    private static void requireAccountsOfTheirOwn(PanelsConfig config) {
        Map<List<String>, String> names = new HashMap<>();
        new TreeMap<>(config.panels()).forEach((name, panel) -> {
            String prefix = "ordertrail.panels." + name;
            check(prefix, panel);
            String other = names.put(List.of(address(panel.url()), key(prefix, panel)), prefix);
            require(
                    other == null,
                    "%s and %s have the same url and key; one account must be one panel: remove one of them"
                            .formatted(other, prefix));
        });
    }

    /** The same for all spellings of one address. */
    private static String address(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
        return "%s:%d%s".formatted(url.getHost().toLowerCase(Locale.ROOT), port, path);
    }

    private static HttpPanel panel(
            PanelName name,
            PanelConfig config,
            Vertx vertx,
            InstantSource clock,
            CallObserver observer,
            LearnedRefusals learned) {
        String prefix = "ordertrail.panels." + name;
        check(prefix, config);
        Dialect dialect = dialect(prefix, name, config);
        Secret secret = new Secret(key(prefix, config));
        RefusalTexts refusals = new RefusalTexts(name, refusals(prefix, config), learned);
        AnswerParser answers = new AnswerParser(config.currency(), refusals, words(prefix, config), numbers(dialect));
        ResponseInterpreter interpreter = new ResponseInterpreter(answers, refusals, secret, clock);
        return new HttpPanel(
                name, dialect, secret, new PanelHttpClient(vertx, config, secret, clock), interpreter, observer);
    }

    private static void check(String prefix, PanelConfig config) {
        String scheme = config.url().getScheme();
        require(
                ("http".equals(scheme) || "https".equals(scheme))
                        && config.url().getHost() != null,
                prefix + ".url must be an http or https URL, such as https://panel.example/api/v2");
        require(positive(config.timeout()), prefix + ".timeout must be longer than nothing, such as 30s");
        require(positive(config.connectTimeout()), prefix + ".connect-timeout must be longer than nothing, such as 5s");
        require(config.requestsPerSecond() > 0, prefix + ".requests-per-second must be above 0");
        require(config.concurrency() > 0, prefix + ".concurrency must be at least 1");
        require(config.maxBody() > 0, prefix + ".max-body must be at least 1 byte");
        require(config.currency().matches("[A-Z0-9]{3,8}"), prefix + ".currency must be a code such as USD");
        checkHeaders(prefix, config);
    }

    private static boolean positive(Duration duration) {
        return duration.isPositive();
    }

    private static Dialect dialect(String prefix, PanelName name, PanelConfig config) {
        String wanted = config.dialect().orElse(name.value());
        return Dialect.find(wanted)
                .orElseThrow(() -> new IllegalArgumentException("%s.dialect must be one of %s, but is %s"
                        .formatted(
                                prefix,
                                Dialect.names().collect(Collectors.joining(", ")),
                                config.dialect().map(given -> "'" + given + "'").orElse("not set"))));
    }

    private static String key(String prefix, PanelConfig config) {
        Optional<String> key = config.keyFile().isPresent() ? Optional.of(fromFile(prefix, config)) : config.key();
        return key.map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() ->
                        new IllegalArgumentException("%s.key is missing; set %s in the environment, or %s.key-file"
                                .formatted(prefix, variable(prefix + ".key"), prefix)));
    }

    private static String fromFile(String prefix, PanelConfig config) {
        try {
            return Files.readString(config.keyFile().orElseThrow());
        } catch (IOException e) {
            throw new IllegalArgumentException("%s.key-file cannot be read: %s".formatted(prefix, e.getMessage()), e);
        }
    }

    private static Map<String, RefusalKind> refusals(String prefix, PanelConfig config) {
        Map<String, RefusalKind> texts = new LinkedHashMap<>();
        config.refusals()
                .forEach((text, kind) -> texts.put(
                        text,
                        value(kind, RefusalKind.values())
                                .orElseThrow(() ->
                                        new IllegalArgumentException("%s.refusals.\"%s\" must be one of %s, but is '%s'"
                                                .formatted(prefix, text, kinds(), kind)))));
        return texts;
    }

    private static String kinds() {
        return names(RefusalKind.values()).collect(Collectors.joining(", "));
    }

    private static Stream<String> names(Enum<?>... values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** A word may be taught for orders, for refills, or for both where both have that state. */
    private static StatusVocabulary words(String prefix, PanelConfig config) {
        Map<String, OrderStatus> orders = new LinkedHashMap<>();
        Map<String, RefillStatus> refills = new LinkedHashMap<>();
        config.statusWords().forEach((word, status) -> {
            Optional<OrderStatus> ofOrders = value(status, OrderStatus.values());
            Optional<RefillStatus> ofRefills = value(status, RefillStatus.values());
            require(
                    ofOrders.isPresent() || ofRefills.isPresent(),
                    "%s.status-words.\"%s\" must be one of %s, but is '%s'".formatted(prefix, word, states(), status));
            ofOrders.ifPresent(known -> orders.put(word, known));
            ofRefills.ifPresent(known -> refills.put(word, known));
        });
        return new StatusVocabulary(orders, refills);
    }

    private static <E extends Enum<E>> Optional<E> value(String name, E[] values) {
        String constant = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values)
                .filter(value -> value.name().equals(constant))
                .findFirst();
    }

    private static String states() {
        return Stream.concat(names(OrderStatus.values()), names(RefillStatus.values()))
                .filter(name -> !name.equals("unknown"))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The five panels' own pages show decimals behind a point; how another writes them shows in its numbers. */
    private static NumberStyle numbers(Dialect dialect) {
        return dialect.name().equals("standard") ? NumberStyle.UNKNOWN : NumberStyle.POINT;
    }

    /** The message shows no value: it may be a secret. */
    private static void checkHeaders(String prefix, PanelConfig config) {
        require(isHeaderValue(config.userAgent()), prefix + ".user-agent must be one line of printable characters");
        config.headers().forEach((name, value) -> {
            String setting = "%s.headers.\"%s\"".formatted(prefix, name);
            require(name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}"), setting + " is no name of a header");
            require(
                    !HEADERS_OF_ITS_OWN.contains(name.toLowerCase(Locale.ROOT)),
                    setting + " cannot be set: the client sets it");
            require(isHeaderValue(value), setting + " must be one line of printable characters");
        });
    }

    private static boolean isHeaderValue(String value) {
        return value.length() <= 4_000 && value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /** As MicroProfile Config maps names to variables. */
    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Returns the panel of that name, or empty if the configuration has none. */
    public Optional<Panel> find(PanelName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns all panels, by name. */
    public Collection<? extends Panel> all() {
        return byName.values();
    }

    /**
     * Returns the same panel over connections of its own, as many as the panel allows; for a caller that spreads calls over
     * event loops and keeps to what the panel allows.
     *
     * @throws IllegalArgumentException if the configuration has no panel of that name
     */
    public Panel withOwnConnections(PanelName name) {
        HttpPanel panel = byName.get(name);
        if (panel == null) {
            throw new IllegalArgumentException("no panel is called " + name);
        }
        HttpPanel other = panel.withOwnConnections();
        ownConnections.add(other);
        return other;
    }

    /** Closes their connections; calls under way end unknown. */
    @Override
    public void close() {
        byName.values().forEach(HttpPanel::close);
        ownConnections.forEach(HttpPanel::close);
    }
}
