package io.ordertrail.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A panel in the hands of a test: it keeps what was bought, and treats the next calls as the test says. Its ids are as the
 * test wants them, and so are its answers about ids that it does not know. Thread-safe.
 */
public final class ScriptedPanel {

    private static final String UNKNOWN = "{\"error\":\"Incorrect order ID\"}";
    private static final BigDecimal RATE = new BigDecimal("0.00090");

    private final String name;
    private final boolean twoIdSpaces;
    private final Map<String, Purchase> purchases = new LinkedHashMap<>();
    private final Deque<Add> nextAdds = new ArrayDeque<>();
    private final List<Map<String, String>> calls = new ArrayList<>();
    private long nextId = 100;
    private long nextDripFeed = 10;
    private BigDecimal balance = new BigDecimal("1000");
    private Unknown unknown = Unknown.DENIED;
    private boolean statusFails;
    private int statusCallsUntilLimit = Integer.MAX_VALUE;

    ScriptedPanel(String name, boolean twoIdSpaces) {
        this.name = name;
        this.twoIdSpaces = twoIdSpaces;
    }

    /** How an {@code add} is treated. */
    public sealed interface Add {
        /** Taken, and the connection closed without an answer. */
        record TakenAndLost() implements Add {}

        /** Not taken, and the connection closed without an answer. */
        record NotTakenAndLost() implements Add {}

        /** Not taken, and answered with that id. */
        record AnsweredWith(String id) implements Add {}

        /** Not taken, and answered with that error. */
        record RefusedWith(String text) implements Add {}
    }

    /** How the status of an id that is not known is answered. */
    public enum Unknown {
        /** "Incorrect order ID". */
        DENIED,
        /** {@code null} among others, "Incorrect order ID" alone. */
        NULL_AMONG_OTHERS,
        /** {@code null}. */
        NULL,
        /** Left out among others, "Incorrect order ID" alone. */
        LEFT_OUT
    }

    /** An order at the panel. */
    public record Purchase(String id, boolean dripFeed, String link, BigDecimal charge, List<String> children) {}

    /** The name in the configuration. */
    public String name() {
        return name;
    }

    /** Treats the next {@code add} calls so, one after the other; then they are taken and answered. */
    public synchronized void nextAdds(Add... adds) {
        nextAdds.addAll(Arrays.asList(adds));
    }

    /** The next order has that id. */
    public synchronized void numberFrom(long id) {
        nextId = id;
    }

    public synchronized void answerUnknownIds(Unknown how) {
        unknown = how;
    }

    /** Whether {@code status} is answered with a 500. */
    public synchronized void failStatus(boolean fails) {
        statusFails = fails;
    }

    /** After so many status calls the panel says once that there were too many. */
    public synchronized void limitStatusAfter(int statusCalls) {
        statusCallsUntilLimit = statusCalls;
    }

    /** Somebody puts money in. */
    public synchronized void topUp(String amount) {
        balance = balance.add(new BigDecimal(amount));
    }

    /** An order that nobody has placed through us: bought by hand, or a run of a drip-feed. */
    public synchronized String buy(String link, long quantity) {
        return take(link, RATE.multiply(BigDecimal.valueOf(quantity)), false).id();
    }

    /** The drip-feed has made that order. */
    public synchronized void addChild(String parent, String child) {
        purchases.values().stream()
                .filter(purchase -> purchase.id().equals(parent))
                .forEach(purchase -> purchase.children().add(child));
    }

    /** The orders on links that end so. */
    public synchronized List<Purchase> bought(String reference) {
        return purchases.values().stream()
                .filter(purchase -> purchase.link().endsWith(reference))
                .toList();
    }

    /** How often an order on a link that ends so was asked for. */
    public synchronized long adds(String reference) {
        return calls.stream()
                .filter(call -> "add".equals(call.get("action")))
                .filter(call -> call.getOrDefault("link", "").endsWith(reference))
                .count();
    }

    /** The ids that {@code status} was asked about, each as often as it was asked. */
    public synchronized List<String> askedIds() {
        return calls.stream()
                .filter(call -> "status".equals(call.get("action")))
                .flatMap(call -> ids(call).stream())
                .toList();
    }

    private static List<String> ids(Map<String, String> call) {
        return call.containsKey("orders")
                ? List.of(call.get("orders").split(","))
                : List.of(call.getOrDefault("order", ""));
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            Optional<String> answer = answer(form);
            if (answer.isEmpty()) {
                return; // closed without an answer
            }
            byte[] body = answer.get().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.get().startsWith("<") ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Optional<String> answer(Map<String, String> form) {
        calls.add(form);
        return switch (form.getOrDefault("action", "")) {
            case "services" -> Optional.of("""
                [{"service":1,"name":"Followers","type":"Default","category":"All","rate":"0.90","min":"1",
                  "max":"100000","dripfeed":true,"refill":true,"cancel":true}]\
                """);
            case "balance" ->
                Optional.of("{\"balance\":\"%s\",\"currency\":\"USD\"}".formatted(balance.toPlainString()));
            case "add" -> add(form);
            case "status" -> Optional.of(status(form));
            default -> Optional.of("{\"error\":\"Incorrect request\"}");
        };
    }

    private Optional<String> add(Map<String, String> form) {
        Add how = nextAdds.poll();
        return switch (how) {
            case null -> Optional.of(accepted(take(form)));
            case Add.TakenAndLost _ -> {
                take(form);
                yield Optional.empty();
            }
            case Add.NotTakenAndLost _ -> Optional.empty();
            case Add.RefusedWith(String text) -> Optional.of("{\"error\":\"%s\"}".formatted(text));
            case Add.AnsweredWith(String id) -> Optional.of("{\"order\":\"%s\"}".formatted(id));
        };
    }

    private String accepted(Purchase purchase) {
        return twoIdSpaces
                ? "{\"order\":%s,\"type\":\"%s\"}".formatted(purchase.id(), purchase.dripFeed() ? "dripfeed" : "normal")
                : "{\"order\":%s}".formatted(purchase.id());
    }

    private Purchase take(Map<String, String> form) {
        long runs = Long.parseLong(form.getOrDefault("runs", "1"));
        long quantity = Long.parseLong(form.getOrDefault("quantity", "1")) * runs;
        BigDecimal charge = RATE.multiply(BigDecimal.valueOf(quantity));
        balance = balance.subtract(charge);
        return take(form.getOrDefault("link", ""), charge, form.containsKey("runs"));
    }

    private Purchase take(String link, BigDecimal charge, boolean dripFeed) {
        boolean apart = dripFeed && twoIdSpaces;
        String id = Long.toString(apart ? nextDripFeed++ : nextId++);
        Purchase purchase = new Purchase(id, dripFeed, link, charge, new ArrayList<>());
        purchases.put(key(id, apart), purchase);
        return purchase;
    }

    private static String key(String id, boolean dripFeed) {
        return (dripFeed ? "dripfeed " : "normal ") + id;
    }

    private String status(Map<String, String> form) {
        if (statusFails) {
            return "<html>Internal server error</html>";
        }
        if (statusCallsUntilLimit-- == 0) {
            return "{\"error\":\"Rate limit exceeded\"}";
        }
        boolean dripFeeds = twoIdSpaces && "dripfeed".equals(form.get("type"));
        if (!form.containsKey("orders")) {
            String id = form.getOrDefault("order", "");
            String entry = entry(purchases.get(key(id, dripFeeds)));
            return entry != null ? entry : unknown == Unknown.NULL ? "null" : UNKNOWN;
        }
        return ids(form).stream()
                .map(id -> named(id, entry(purchases.get(key(id, dripFeeds)))))
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String named(String id, @Nullable String entry) {
        if (entry != null) {
            return "\"%s\":%s".formatted(id, entry);
        }
        return switch (unknown) {
            case DENIED -> "\"%s\":%s".formatted(id, UNKNOWN);
            case NULL, NULL_AMONG_OTHERS -> "\"%s\":null".formatted(id);
            case LEFT_OUT -> "";
        };
    }

    private @Nullable String entry(@Nullable Purchase purchase) {
        if (purchase == null) {
            return null;
        }
        return purchase.dripFeed()
                ? "{\"status\":\"In progress\",\"orders\":[%s]}".formatted(String.join(",", purchase.children()))
                : "{\"charge\":\"%s\",\"start_count\":\"5\",\"status\":\"In progress\",\"remains\":\"1\",\"currency\":\"USD\"}"
                        .formatted(purchase.charge().toPlainString());
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String field : body.split("&")) {
            String[] parts = field.split("=", 2);
            form.put(URLDecoder.decode(parts[0], UTF_8), parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
        }
        return form;
    }
}
